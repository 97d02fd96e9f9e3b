"""A message to a worker's phone, waiting in the outbox or gone from it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, Update, case, func, or_, select, update
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain import regions
from portal.domain.delivery import UNSURE, Failure, MessageState
from portal.domain.events import EventName
from portal.models.base import Base, Moment, RowId, Word
from portal.models.complaint import Complaint
from portal.models.sealed import Sealed


class Message(Base):
    """What one event tells the worker. Queued in the transaction of the event, sent by a job.

    `next_try_at` is when it is due; while it is being sent, until when the claim holds.
    """

    __tablename__ = "message"
    __table_args__ = (Index(None, "state", "next_try_at"), Index(None, "complaint_id", "id"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    event: Mapped[EventName] = mapped_column(Word(EventName))
    phone: Mapped[str] = mapped_column(Sealed)
    text: Mapped[str] = mapped_column(Sealed)
    state: Mapped[MessageState] = mapped_column(Word(MessageState), default=MessageState.QUEUED)
    attempts: Mapped[int] = mapped_column(default=0)
    queued_at: Mapped[datetime] = mapped_column(Moment)
    next_try_at: Mapped[datetime] = mapped_column(Moment)
    # A word and the answer's number, never its text: an answer may quote the phone.
    last_error: Mapped[Failure | None] = mapped_column(Word(Failure))
    last_status: Mapped[int | None]
    sent_at: Mapped[datetime | None] = mapped_column(Moment)

    complaint: Mapped[Complaint] = relationship()

    @property
    def is_dead(self) -> bool:
        """Whether it is not tried any more unless somebody says so."""
        return self.state is MessageState.DEAD

    @property
    def can_be_revived(self) -> bool:
        """Whether somebody may say so: not where the worker has left the number."""
        return self.is_dead and self.last_error is not Failure.MOVED

    @property
    def may_have_arrived(self) -> bool:
        """Whether it is unknown if it went out."""
        return self.last_error in UNSURE

    @classmethod
    def next_due(cls, now: datetime) -> Select[Message]:
        """The one that has waited longest, locked; one that another sender has locked is skipped.

        SQLite knows no row locks: there a writing transaction is alone from its BEGIN on.
        """
        return (
            select(cls)
            .where(cls.state == MessageState.QUEUED, cls.next_try_at <= now)
            .order_by(cls.next_try_at, cls.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )

    @classmethod
    def burial(cls, state: MessageState, failure: Failure) -> Update:
        """Giving up those in a state; the caller says which of them."""
        return (
            update(cls)
            .where(cls.state == state)
            .values(state=MessageState.DEAD, last_error=failure, last_status=None)
            .execution_options(synchronize_session=False)
        )

    @classmethod
    def waiting_of(cls, complaint_id: int) -> Update:
        """Changing those of a complaint that nobody has taken in hand yet."""
        return update(cls).where(cls.complaint_id == complaint_id, cls.state == MessageState.QUEUED)

    @classmethod
    def seen_from(cls, region: str) -> Select[Message]:
        """What staff of a region see."""
        query = select(cls).join(cls.complaint)
        return query if region == regions.CITY else query.where(Complaint.region == region)

    @classmethod
    def troubled(cls, region: str) -> Select[Message]:
        """Those given up, and those that failed and will be tried again."""
        failed = cls.last_error.is_not(None) & (cls.state == MessageState.QUEUED)
        return cls.seen_from(region).where(or_(cls.state == MessageState.DEAD, failed))

    @classmethod
    def in_trouble(cls, region: str) -> Select[Message]:
        """Those given up, newest first, then those that failed and will be tried again."""
        return (
            cls.troubled(region)
            .order_by(case((cls.state == MessageState.DEAD, 0), else_=1), cls.id.desc())
            .options(joinedload(cls.complaint))
        )

    @classmethod
    def dead(cls, region: str) -> Select[Message]:
        """Those given up in a region that can be revived, locked, so that two people do not
        revive one twice."""
        query = cls.seen_from(region).where(
            cls.state == MessageState.DEAD, cls.last_error != Failure.MOVED
        )
        return query.with_for_update(of=cls).options(joinedload(cls.complaint))

    @classmethod
    def counts(cls, region: str) -> Select[MessageState, int]:
        """How many stand in each state, as `state` and `total`."""
        query = cls.seen_from(region).with_only_columns(cls.state, func.count().label("total"))
        return query.group_by(cls.state)
