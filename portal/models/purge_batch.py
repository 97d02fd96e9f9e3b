"""A batch of complaints to be purged: who proposed and who confirmed it, what became of each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, Select, String, exists, func, select
from sqlalchemy.orm import Mapped, aliased, joinedload, mapped_column, relationship

from portal.domain import regions
from portal.domain.complaint import OPEN
from portal.domain.events import EventName
from portal.domain.retention import OF_KIND, BatchState, Kept, Obstacle
from portal.models.base import Base, Moment, RowId, Rows, Word, utc_now
from portal.models.complaint import Complaint
from portal.models.event import Event
from portal.models.group_case import GroupMember
from portal.models.staff import Staff

# What ends a complaint: its period begins with the last of these.
ENDINGS = (EventName.CLOSED, EventName.REFUSED, EventName.ANSWERED, EventName.WITHDRAWN)


class PurgeBatch(Base):
    """Complaints of one kind that ended before a day. `source` is what the period rested on."""

    __tablename__ = "purge_batch"
    __table_args__ = (Index(None, "state", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kept: Mapped[Kept] = mapped_column(Word(Kept))
    region: Mapped[str] = mapped_column(String(6))
    ended_before: Mapped[date] = mapped_column(Date)
    source: Mapped[str] = mapped_column(String(200))
    state: Mapped[BatchState] = mapped_column(Word(BatchState), default=BatchState.PROPOSED)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    proposed_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    done_at: Mapped[datetime | None] = mapped_column(Moment)

    proposed_by: Mapped[Staff] = relationship(foreign_keys=[proposed_by_id])
    decided_by: Mapped[Staff | None] = relationship(foreign_keys=[decided_by_id])

    @classmethod
    def seen_from(cls, region: str) -> Select[PurgeBatch]:
        """The batches that staff of a region see, the newest first."""
        people = joinedload(cls.proposed_by), joinedload(cls.decided_by)
        query = select(cls).options(*people).order_by(cls.id.desc())
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def one(cls, batch_id: int, *, for_change: bool) -> Select[PurgeBatch]:
        """One batch, locked for a change."""
        query = select(cls).where(cls.id == batch_id)
        return query.with_for_update(of=cls) if for_change else query

    @classmethod
    def next_confirmed(cls) -> Select[PurgeBatch]:
        """The oldest batch that is to be worked off."""
        query = select(cls).where(cls.state == BatchState.CONFIRMED)
        return query.order_by(cls.id).limit(1)


class PurgeItem(Base):
    """One complaint of a batch; once the job came to it, whether it went or why it stayed."""

    __tablename__ = "purge_item"
    __table_args__ = (Index(None, "batch_id", "complaint_id", unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("purge_batch.id"))
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    is_purged: Mapped[bool] = mapped_column(default=False)
    obstacle: Mapped[Obstacle | None] = mapped_column(Word(Obstacle))

    @classmethod
    def left(cls, batch_id: int) -> Select[PurgeItem]:
        """The next complaint of a batch that the job has not come to."""
        return (
            select(cls)
            .where(cls.batch_id == batch_id, cls.is_purged.is_(False), cls.obstacle.is_(None))
            .order_by(cls.id)
            .limit(1)
        )

    @classmethod
    def page(cls, batch_id: int, after: int, size: int) -> Rows:
        """Some complaints of a batch, with what became of each."""
        return (
            select(cls.id, Complaint, cls.is_purged, cls.obstacle, ended_at())
            .join(Complaint, Complaint.id == cls.complaint_id)
            .where(cls.batch_id == batch_id, cls.id > after)
            .order_by(cls.id)
            .limit(size)
        )

    @classmethod
    def counts(cls, batch_ids: list[int]) -> Rows:
        """Of each batch how many complaints, how many are purged, how many stayed."""
        stayed = func.count(cls.obstacle)
        purged = func.count().filter(cls.is_purged)
        query = select(cls.batch_id, func.count(), purged, stayed)
        return query.where(cls.batch_id.in_(batch_ids)).group_by(cls.batch_id)

    @classmethod
    def that_purged(cls, complaint_id: int) -> Select[PurgeBatch]:
        """The batch with which a complaint went."""
        query = select(PurgeBatch).join(cls, cls.batch_id == PurgeBatch.id)
        people = joinedload(PurgeBatch.proposed_by), joinedload(PurgeBatch.decided_by)
        return query.where(cls.complaint_id == complaint_id, cls.is_purged).options(*people)


def ended_at() -> Any:
    """When a complaint ended last, as a column beside `Complaint`."""
    query = select(func.max(Event.at)).where(
        Event.complaint_id == Complaint.id, Event.name.in_(ENDINGS)
    )
    return query.correlate(Complaint).scalar_subquery().label("ended_at")


def is_group_open() -> Any:
    """Whether another complaint of the same group is still worked on, beside `Complaint`."""
    mine, others, other = aliased(GroupMember), aliased(GroupMember), aliased(Complaint)
    return exists(
        select(mine.id)
        .join(others, others.group_id == mine.group_id)
        .join(other, other.id == others.complaint_id)
        .where(mine.complaint_id == Complaint.id, other.status.in_(OPEN))
        .correlate(Complaint)
    ).label("is_group_open")


def due(kept: Kept, region: str, before: datetime, most: int) -> Select[int]:
    """The oldest complaints of a kind that ended before a moment and that nothing keeps; those
    that are in a batch already wait for it."""
    in_batch = (
        select(PurgeItem.id)
        .join(PurgeBatch, PurgeBatch.id == PurgeItem.batch_id)
        .where(
            PurgeItem.complaint_id == Complaint.id,
            PurgeBatch.state.in_((BatchState.PROPOSED, BatchState.CONFIRMED)),
        )
    )
    later = select(Event.id).where(
        Event.complaint_id == Complaint.id, Event.name.in_(ENDINGS), Event.at >= before
    )
    query = select(Complaint.id).where(
        Complaint.kind == OF_KIND[kept],
        Complaint.received_at < before,
        Complaint.purged_at.is_(None),
        Complaint.held_at.is_(None),
        Complaint.status.not_in(OPEN),
        ended_at().is_not(None),
        ~later.exists(),
        ~in_batch.exists(),
        ~is_group_open(),
    )
    if region != regions.CITY:
        query = query.where(Complaint.region == region)
    return query.order_by(Complaint.id).limit(most)


def standing(complaint_id: int) -> Rows:
    """One complaint, locked, with what decides whether it goes."""
    return (
        select(Complaint, ended_at(), is_group_open())
        .where(Complaint.id == complaint_id)
        .with_for_update(of=Complaint)
    )
