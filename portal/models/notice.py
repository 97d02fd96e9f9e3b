"""A warning for those who must act, each once: a clock runs out, or a site has an alarm."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ForeignKey, Index, Insert, Select, String, Table, and_, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain import regions
from portal.domain.clocks import Urgency
from portal.domain.group_alarm import AlarmState, Level
from portal.models.base import Base, Moment, RowId, Word
from portal.models.case_file import CaseFile
from portal.models.clock import Clock
from portal.models.complaint import Complaint
from portal.models.group_alarm import GroupAlarm


class Notice(Base):
    """That a clock has come so near to its end, or an alarm is of such a level. Whom it concerns
    follows from their role."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "clock_id", "urgency", unique=True),
        Index(None, "alarm_id", "level", unique=True),
        Index(None, "region", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    # Of a clock with its urgency, or of an alarm with its level.
    clock_id: Mapped[int | None] = mapped_column(ForeignKey("clock.id"))
    alarm_id: Mapped[int | None] = mapped_column(ForeignKey("group_alarm.id"))
    region: Mapped[str] = mapped_column(String(6))
    urgency: Mapped[Urgency | None] = mapped_column(Word(Urgency))
    level: Mapped[Level | None] = mapped_column(Word(Level))
    made_at: Mapped[datetime] = mapped_column(Moment)

    clock: Mapped[Clock | None] = relationship()
    alarm: Mapped[GroupAlarm | None] = relationship()

    @classmethod
    def seen_from(
        cls,
        region: str,
        urgencies: frozenset[Urgency],
        levels: frozenset[Level],
        inspector_id: int | None,
    ) -> Select[Notice]:
        """What concerns somebody, newest first, as long as the clock runs or nobody has dealt
        with the alarm. For an inspector only cases that are in his hands or in nobody's yet."""
        of_clock = and_(cls.urgency.in_(urgencies), Clock.ended_on.is_(None))
        query = select(cls).outerjoin(cls.clock).outerjoin(cls.alarm).order_by(cls.id.desc())
        if region != regions.CITY:
            query = query.where(cls.region == region)
        if inspector_id is not None:
            file = CaseFile
            query = query.outerjoin(file, file.complaint_id == Clock.complaint_id)
            of_clock = and_(
                of_clock,
                or_(
                    and_(file.lead_id.is_(None), file.allotted_id.is_(None)),
                    file.in_hands_of(inspector_id),
                ),
            )
        waits = or_(GroupAlarm.settled_at.is_(None), cls.made_at > GroupAlarm.settled_at)
        of_alarm = and_(cls.level.in_(levels), GroupAlarm.state != AlarmState.OVER, waits)
        return query.where(or_(of_clock, of_alarm))

    @classmethod
    def lacking(
        cls, urgency: Urgency, first: date | None, last: date, size: int
    ) -> Select[int, str]:
        """Running clocks that run out between two days, of which no notice says so yet; as `id`
        and `region`."""
        running = Clock.between(Clock.running_from(regions.CITY), first, last)
        told = select(cls.id).where(cls.clock_id == Clock.id, cls.urgency == urgency)
        return running.where(~told.exists()).with_only_columns(Clock.id, Clock.region).limit(size)

    @classmethod
    def unless_there(cls, dialect: str) -> Insert:
        """Making some; of two runs at once none makes one twice."""
        table = cast(Table, cls.__table__)
        if dialect == "sqlite":
            return sqlite.insert(table).on_conflict_do_nothing()
        return postgresql.insert(table).on_conflict_do_nothing()

    @classmethod
    def page(cls, query: Select[Notice], size: int) -> Select[Notice]:
        """The newest with what their rows show."""
        of_clock = joinedload(cls.clock).joinedload(Clock.complaint).joinedload(Complaint.site)
        of_alarm = joinedload(cls.alarm).joinedload(GroupAlarm.site)
        return query.limit(size).options(of_clock, of_alarm)

    @classmethod
    def unseen(cls, query: Select[Notice], seen_id: int, cap: int) -> Select[Any]:
        """How many came after one that was ticked off, never counted beyond `cap`."""
        rows = query.where(cls.id > seen_id).with_only_columns(cls.id).order_by(None)
        return select(func.count()).select_from(rows.limit(cap).subquery())
