"""A call to the hotline, from the first letter typed to its end, and the tries to call back."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ForeignKey, Index, Select, String, Table, func, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, deferred, joinedload, mapped_column, relationship, selectinload
from sqlalchemy.sql.dml import Insert

from portal.domain import calls as rules
from portal.domain import regions
from portal.domain.calls import AttemptOutcome, BreakReason, CallOutcome
from portal.domain.complaint import Topic
from portal.models.base import Base, Moment, RowId, Word
from portal.models.complaint import Complaint
from portal.models.sealed import Fingerprint, Sealed
from portal.models.staff import Staff


class Call(Base):
    """One call. `draft` is all that was typed, as long as nothing has come of it."""

    __tablename__ = "call"
    __table_args__ = (
        Index(None, "staff_id", "opened_at"),
        Index(None, "outcome", "next_try_at"),
        Index(None, "phone_key", "touched_at"),
        Index(None, "opened_at"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    # Of one call screen, however often it is sent; for a complaint its submission key too.
    key: Mapped[str] = mapped_column(Fingerprint, unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    region: Mapped[str] = mapped_column(String(6))
    outcome: Mapped[CallOutcome] = mapped_column(Word(CallOutcome), default=CallOutcome.OPEN)
    phone: Mapped[str | None] = mapped_column(Sealed)
    phone_key: Mapped[str | None] = mapped_column(Fingerprint)
    draft: Mapped[str | None] = deferred(mapped_column(Sealed))
    reason: Mapped[BreakReason | None] = mapped_column(Word(BreakReason))
    next_try_at: Mapped[datetime | None] = mapped_column(Moment)
    topic: Mapped[Topic | None] = mapped_column(Word(Topic))
    # The rights page that an enquiry was answered from, as section/slug.
    answered_from: Mapped[str] = mapped_column(String(80), default="")
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    # The complaint of another worker that this one belongs with.
    joined_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"), index=True)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    touched_at: Mapped[datetime] = mapped_column(Moment)
    saved_at: Mapped[datetime | None] = mapped_column(Moment)

    staff: Mapped[Staff] = relationship()
    complaint: Mapped[Complaint | None] = relationship(foreign_keys=complaint_id)
    attempts: Mapped[list[CallAttempt]] = relationship(
        back_populates="call", order_by="CallAttempt.at"
    )

    @property
    def tries(self) -> list[rules.Attempt]:
        """The tries to call back, as the rules see them."""
        return [rules.Attempt(each.at, each.outcome) for each in self.attempts]

    @property
    def is_out_of_reach(self) -> bool:
        """Whether 无法联系 may be said of the caller."""
        return rules.is_out_of_reach(self.tries)

    @classmethod
    @cache
    def unless_there(cls, dialect: str) -> Insert:
        """Keep a row, unless there is one of its key already, whoever else is writing it now."""
        table = cast(Table, cls.__table__)
        insert: sqlite.Insert | postgresql.Insert
        insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
        return insert.on_conflict_do_nothing()

    @classmethod
    def by_key(cls, key: str) -> Select[Call]:
        """The call of a screen, locked: a late draft waits for the saving, and finds it done."""
        return select(cls).where(cls.key == key).with_for_update(of=cls)

    @classmethod
    def drafts_of(cls, staff_id: int, most: int) -> Select[Call]:
        """What somebody typed and never saved, newest first."""
        query = select(cls).where(cls.staff_id == staff_id, cls.outcome == CallOutcome.OPEN)
        return query.order_by(cls.touched_at.desc()).limit(most)

    @classmethod
    def seen_from(cls, region: str) -> Select[Call]:
        """The calls that staff of a region see."""
        query = select(cls)
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def of_day(cls, staff_id: int, begin: datetime, end: datetime) -> Select[Call]:
        """What one operator took within a day, newest first."""
        return (
            select(cls)
            .where(cls.staff_id == staff_id, cls.opened_at >= begin, cls.opened_at < end)
            .options(joinedload(cls.complaint))
            .order_by(cls.opened_at.desc())
        )

    @classmethod
    def shift(
        cls, region: str, begin: datetime, end: datetime
    ) -> Select[int, str, CallOutcome, datetime, datetime | None, BreakReason | None]:
        """All calls of a time: by whom, how it ended, when opened and saved, why it broke off."""
        query = cls.seen_from(region).join(cls.staff)
        return query.where(cls.opened_at >= begin, cls.opened_at < end).with_only_columns(
            cls.staff_id, Staff.display_name, cls.outcome, cls.opened_at, cls.saved_at, cls.reason
        )

    @classmethod
    def to_call_back(cls, region: str, most: int) -> Select[Call]:
        """The broken calls that wait, the longest due first."""
        query = cls.seen_from(region).where(
            cls.outcome == CallOutcome.BROKEN_OFF, cls.next_try_at.is_not(None)
        )
        return query.options(*_LISTED).order_by(cls.next_try_at).limit(most)

    @classmethod
    def out_of_reach(cls, region: str, most: int) -> Select[Call]:
        """The broken calls that were tried often enough, newest first."""
        query = cls.seen_from(region).where(
            cls.outcome == CallOutcome.BROKEN_OFF, cls.next_try_at.is_(None)
        )
        return query.options(*_LISTED).order_by(cls.id.desc()).limit(most)

    @classmethod
    def due_count(cls, region: str, now: datetime, cap: int) -> Select[Any]:
        """How many callers are to be called back by now, never counted beyond `cap`."""
        due = cls.to_call_back(region, cap).where(cls.next_try_at <= now)
        return select(func.count()).select_from(due.with_only_columns(cls.id).subquery())

    @classmethod
    def under_way(cls, digits: str, since: datetime, staff_id: int) -> Select[Call]:
        """Calls with this number that others have open right now."""
        return (
            select(cls)
            .where(cls.phone_key == digits, cls.touched_at >= since)
            .where(cls.outcome == CallOutcome.OPEN, cls.staff_id != staff_id)
            .options(joinedload(cls.staff))
            .order_by(cls.touched_at.desc())
            .limit(1)
        )


class CallAttempt(Base):
    """One try to call back, and how it went."""

    __tablename__ = "call_attempt"
    __table_args__ = (Index(None, "call_id", "at"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    call_id: Mapped[int] = mapped_column(ForeignKey("call.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    at: Mapped[datetime] = mapped_column(Moment)
    outcome: Mapped[AttemptOutcome] = mapped_column(Word(AttemptOutcome))

    call: Mapped[Call] = relationship(back_populates="attempts")
    staff: Mapped[Staff] = relationship()

    @classmethod
    def about(cls, complaint: Complaint) -> Select[datetime, AttemptOutcome]:
        """The tries to call back whoever complained since then, by his number or his call."""
        is_his = Call.complaint_id == complaint.id
        if complaint.phone:
            is_his = or_(is_his, Call.phone_key == complaint.phone)
        query = select(cls.at, cls.outcome).join(cls.call)
        return query.where(is_his, cls.at >= complaint.received_at)


_LISTED = (
    joinedload(Call.staff),
    selectinload(Call.attempts).joinedload(CallAttempt.staff),
)
