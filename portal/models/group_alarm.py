"""That complaints of one site have come to more than a limit, and what became of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import BigInteger, ForeignKey, Index, Select, String, Table, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship
from sqlalchemy.sql.dml import ReturningInsert

from portal.domain import regions
from portal.domain.casework import INSPECTION_TOPICS
from portal.domain.complaint import OPEN, Kind
from portal.domain.group_alarm import AlarmState, Level, Threshold
from portal.models.base import Base, Moment, RowId, Rows, Word
from portal.models.complaint import Complaint
from portal.models.group_case import GroupCase
from portal.models.sealed import Sealed
from portal.models.site import Site
from portal.models.staff import Staff

_GOES_ON = text("ended_at IS NULL")


class GroupAlarm(Base):
    """One of a site for as long as its limits are reached or its group is worked on; the next one
    only after that. The numbers are those of the last count."""

    __tablename__ = "group_alarm"
    __table_args__ = (
        # The database itself lets no second alarm of a site go on beside the first.
        Index(
            "ix_group_alarm_going_on",
            "site_id",
            unique=True,
            sqlite_where=_GOES_ON,
            postgresql_where=_GOES_ON,
        ),
        Index(None, "region", "id"),
        Index(None, "group_id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    region: Mapped[str] = mapped_column(String(6))
    level: Mapped[Level] = mapped_column(Word(Level))
    state: Mapped[AlarmState] = mapped_column(Word(AlarmState))
    # What is reached (Threshold, with commas).
    crossed: Mapped[str] = mapped_column(String(80))
    complaints: Mapped[int]
    people: Mapped[int]
    sum_fen: Mapped[int] = mapped_column(BigInteger)
    since: Mapped[datetime] = mapped_column(Moment)
    raised_at: Mapped[datetime] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    group_id: Mapped[int | None] = mapped_column(ForeignKey("group_case.id"))
    # Who took it up or dismissed it, when, and why there was nothing in it.
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    reason: Mapped[str] = mapped_column(Sealed, default="")

    site: Mapped[Site] = relationship()
    group: Mapped[GroupCase | None] = relationship()
    settled_by: Mapped[Staff | None] = relationship()

    @property
    def thresholds(self) -> tuple[Threshold, ...]:
        """What is reached."""
        return tuple(Threshold(word) for word in self.crossed.split(",") if word)

    @classmethod
    def by_id(cls, alarm_id: int, *, for_change: bool = False) -> Select[GroupAlarm]:
        """One with its site; `for_change` locks it until the transaction ends."""
        query = select(cls).where(cls.id == alarm_id).options(joinedload(cls.site))
        return query.with_for_update(of=cls) if for_change else query

    @classmethod
    def seen_from(cls, region: str) -> Select[GroupAlarm]:
        """What staff of a region see."""
        query = select(cls)
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def in_states(
        cls, query: Select[GroupAlarm], states: Collection[AlarmState]
    ) -> Select[GroupAlarm]:
        """Those of some states."""
        return query.where(cls.state.in_(states))

    @classmethod
    def page(cls, query: Select[GroupAlarm], size: int, skip: int) -> Select[GroupAlarm]:
        """A page, newest first, with what its rows show; one row more than `size`."""
        shown = (joinedload(cls.site), joinedload(cls.group), joinedload(cls.settled_by))
        return query.order_by(cls.id.desc()).limit(size + 1).offset(skip).options(*shown)

    @classmethod
    def capped_counts(
        cls, queries: Mapping[AlarmState, Select[GroupAlarm]], cap: int
    ) -> Select[Any]:
        """How many rows each query has, never counted beyond `cap`, in one trip."""
        columns = []
        for state, query in queries.items():
            rows = query.with_only_columns(cls.id).limit(cap).subquery()
            counted = select(func.count()).select_from(rows)
            columns.append(counted.scalar_subquery().label(state))
        return select(*columns)

    @classmethod
    def going_on(
        cls, site_ids: Collection[int] | None = None, *, for_change: bool = False
    ) -> Select[GroupAlarm]:
        """Those whose end has not come, of all sites unless some are given."""
        query = select(cls).where(cls.ended_at.is_(None)).order_by(cls.id)
        if site_ids is not None:
            query = query.where(cls.site_id.in_(site_ids))
        if not for_change:
            return query
        return query.with_for_update(of=cls).execution_options(populate_existing=True)

    @classmethod
    def unless_there(cls, dialect: str) -> ReturningInsert[int]:
        """Raising one, unless one of the site goes on already; gives its id."""
        table = cast(Table, cls.__table__)
        raising: sqlite.Insert | postgresql.Insert
        raising = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
        return raising.on_conflict_do_nothing().returning(table.c.id)


def newest_complaints(before: int | None, size: int) -> Rows:
    """A batch of complaints, newest first, whatever became of them: ids follow the order of
    receipt, so whoever counts a window stops where it begins and reads nothing older."""
    query = select(
        Complaint.id,
        Complaint.site_id,
        Complaint.received_at,
        Complaint.kind,
        Complaint.topic,
        Complaint.status,
        Complaint.headcount,
        Complaint.amount_fen,
        Complaint.phone_key.label("person"),
    )
    if before is not None:
        query = query.where(Complaint.id < before)
    return query.order_by(Complaint.id.desc()).limit(size)


def counted_at(site_id: int, since: datetime | None = None) -> Select[Complaint]:
    """The complaints of a site that count, the first one first; those received since a moment,
    if one is given."""
    query = select(Complaint).where(
        Complaint.site_id == site_id,
        Complaint.status.in_(OPEN),
        Complaint.kind != Kind.ENQUIRY,
        Complaint.topic.in_(INSPECTION_TOPICS),
    )
    if since is not None:
        query = query.where(Complaint.received_at >= since)
    return query.order_by(Complaint.id)
