"""The append-only timeline: who did what, when, with the facts that the event declares."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.events import FOR_WORKER, NOTE_FOR_STAFF, READING, EventName
from portal.models.base import Base, Moment, RowId, Word, utc_now
from portal.models.sealed import Sealed
from portal.models.staff import Staff


class Event(Base):
    """One entry. `note` is free text (a reply, a reason) and is sealed."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "complaint_id", "id"), Index(None, "site_id", "id"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    name: Mapped[EventName] = mapped_column(Word(EventName))
    at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    staff_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    facts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    note: Mapped[str | None] = mapped_column(Sealed)

    staff: Mapped[Staff | None] = relationship()

    @property
    def is_for_worker(self) -> bool:
        """Whether the worker sees it on the timeline."""
        return self.name in FOR_WORKER

    @property
    def is_note_for_worker(self) -> bool:
        """Whether the worker may read the note."""
        return self.name not in NOTE_FOR_STAFF

    @classmethod
    def changes_since(cls, complaint_id: int, event_id: int) -> Select[Event]:
        """What was done with a complaint after an event; that somebody looked is not among it."""
        return cls.of_complaint(complaint_id).where(cls.id > event_id, cls.name.not_in(READING))

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[Event]:
        """The timeline of a complaint, oldest first."""
        return select(cls).where(cls.complaint_id == complaint_id).order_by(cls.id)
