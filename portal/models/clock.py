"""A clock of a complaint, running or stopped, and the lists that are made of those running."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, cast

from sqlalchemy import (
    Date,
    ForeignKey,
    Index,
    Select,
    String,
    Table,
    Update,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain import regions
from portal.domain.clocks import ClockKind
from portal.domain.complaint import Step
from portal.models.base import Base, RowId, Word
from portal.models.case_file import CaseFile
from portal.models.complaint import Complaint

# Steps change clocks in the table alone, so whoever reads them again reads the table.
_AS_IT_STANDS = MappingProxyType({"populate_existing": True})


class Clock(Base):
    """Something to be done by a day. It runs until a step stops it; nothing pauses it.

    `working_days` is its length when it was started; None where the day itself was set.
    """

    __tablename__ = "clock"
    __table_args__ = (
        Index(None, "complaint_id", "id"),
        *(
            Index(
                f"ix_clock_running_{'_'.join(columns)}",
                *columns,
                sqlite_where=text("ended_on IS NULL"),
                postgresql_where=text("ended_on IS NULL"),
            )
            for columns in (
                ("due_on", "id"),
                ("region", "due_on", "id"),
                ("kind", "due_on", "id"),
                ("region", "kind", "due_on", "id"),
            )
        ),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    # The complaint's, so that a county's list needs one table.
    region: Mapped[str] = mapped_column(String(6))
    kind: Mapped[ClockKind] = mapped_column(Word(ClockKind))
    started_on: Mapped[date] = mapped_column(Date)
    due_on: Mapped[date] = mapped_column(Date)
    working_days: Mapped[int | None]
    is_provisional: Mapped[bool] = mapped_column(default=False)
    ended_on: Mapped[date | None] = mapped_column(Date)
    ended_by: Mapped[Step | None] = mapped_column(Word(Step))

    complaint: Mapped[Complaint] = relationship()

    @property
    def is_running(self) -> bool:
        """Whether nobody has done yet what it is about."""
        return self.ended_on is None

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[Clock]:
        """Every clock of a complaint, oldest first."""
        query = select(cls).where(cls.complaint_id == complaint_id).order_by(cls.id)
        return query.execution_options(**_AS_IT_STANDS)

    @classmethod
    def running_of(cls, complaint_ids: Collection[int]) -> Select[Clock]:
        """What runs for some complaints, the nearest first."""
        return cls._running().where(cls.complaint_id.in_(complaint_ids))

    @classmethod
    def newest_of(cls, complaint_id: int, kind: ClockKind) -> Select[Clock]:
        """The last one of a kind that a complaint had."""
        query = select(cls).where(cls.complaint_id == complaint_id, cls.kind == kind)
        return query.order_by(cls.id.desc()).limit(1)

    @classmethod
    def counted_after(cls, last_id: int, size: int) -> Select[Clock]:
        """A batch of those running whose end follows from the calendar, by id."""
        return (
            select(cls)
            .where(cls.id > last_id, cls.ended_on.is_(None), cls.working_days.is_not(None))
            .order_by(cls.id)
            .limit(size)
            .options(joinedload(cls.complaint))
        )

    @classmethod
    def move(cls, complaint_id: int, region: str) -> Update:
        """Giving those of a complaint to another county."""
        return cls._of(complaint_id).values(region=region)

    @classmethod
    def stop(cls, complaint_id: int, kinds: Collection[ClockKind], step: Step, on: date) -> Update:
        """Stopping what runs of these kinds, with the step as the reason."""
        return (
            cls._of(complaint_id)
            .where(cls.kind.in_(kinds), cls.ended_on.is_(None))
            .values(ended_on=on, ended_by=step)
        )

    @classmethod
    def run_on(cls, complaint_id: int, step: Step) -> Update:
        """What a step had stopped runs on, as if it had never stood."""
        stopped = cls._of(complaint_id).where(cls.ended_by == step)
        return stopped.values(ended_on=None, ended_by=None)

    @classmethod
    def running_from(cls, region: str) -> Select[Clock]:
        """What runs where staff of a region work, the nearest first."""
        query = cls._running()
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def between(cls, query: Select[Clock], first: date | None, last: date | None) -> Select[Clock]:
        """Those that run out from one day to another, both included."""
        if first is not None:
            query = query.where(cls.due_on >= first)
        return query if last is None else query.where(cls.due_on <= last)

    @classmethod
    def behind(cls, query: Select[Clock], due_on: date, clock_id: int) -> Select[Clock]:
        """Those that come after one in the order of the lists."""
        later = or_(cls.due_on > due_on, cls.id > clock_id)
        return query.where(cls.due_on >= due_on, later)

    @classmethod
    def of_kind(cls, query: Select[Clock], kind: ClockKind) -> Select[Clock]:
        """Those of one kind."""
        return query.where(cls.kind == kind)

    @classmethod
    def of_inspector(cls, query: Select[Clock], staff_id: int) -> Select[Clock]:
        """Those of the cases that somebody inspects or decides about."""
        mine = CaseFile.in_hands_of(staff_id)
        return query.join(CaseFile, CaseFile.complaint_id == cls.complaint_id).where(mine)

    @classmethod
    def page(cls, query: Select[Clock], size: int, skip: int) -> Select[Clock]:
        """A page with what its rows show; one row more than `size` tells whether there is more."""
        shown = joinedload(cls.complaint).joinedload(Complaint.site)
        return query.limit(size + 1).offset(skip).options(shown)

    @classmethod
    def capped_counts(cls, queries: Mapping[Any, Select[Any]], cap: int) -> Select[Any]:
        """How many rows each query has, never counted beyond `cap`, in one trip."""
        columns = [
            select(func.count())
            .select_from(query.order_by(None).limit(cap).subquery())
            .scalar_subquery()
            .label(name)
            for name, query in queries.items()
        ]
        return select(*columns)

    @classmethod
    def _of(cls, complaint_id: int) -> Update:
        return update(cast(Table, cls.__table__)).where(cls.complaint_id == complaint_id)

    @classmethod
    def _running(cls) -> Select[Clock]:
        query = select(cls).where(cls.ended_on.is_(None)).order_by(cls.due_on, cls.id)
        return query.execution_options(**_AS_IT_STANDS)
