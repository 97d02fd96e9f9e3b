"""What the office has done with a complaint: who inspects, how far it is, how it ended."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, ForeignKey, Select, String, select
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from portal.domain.complaint import Decision, Progress
from portal.models.base import Base, Word
from portal.models.sealed import Sealed
from portal.models.staff import Staff


class CaseFile(Base):
    """One for a complaint, from the first step that leaves something behind."""

    __tablename__ = "case_file"

    complaint_id: Mapped[int] = mapped_column(
        ForeignKey("complaint.id"), primary_key=True, autoincrement=False
    )
    filed_on: Mapped[date | None] = mapped_column(Date)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    lead_certificate: Mapped[str] = mapped_column(String(40), default="")
    second_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    second_certificate: Mapped[str] = mapped_column(String(40), default="")
    progress: Mapped[Progress] = composite(
        mapped_column("decision", Word(Decision), nullable=True),
        mapped_column("is_heard"),
        mapped_column("is_complete"),
        mapped_column("is_served"),
        mapped_column("was_extended"),
        mapped_column("is_to_county"),
        mapped_column("is_taken"),
        mapped_column("returns"),
    )
    # What the conclusion states, as JSON; it may name people.
    closing: Mapped[str] = mapped_column(Sealed, default="")

    lead: Mapped[Staff | None] = relationship(foreign_keys=[lead_id])
    second: Mapped[Staff | None] = relationship(foreign_keys=[second_id])

    @classmethod
    def last_led_by(cls, staff_id: int) -> Select[CaseFile]:
        """The newest case that somebody leads: whom one works with, and the certificates."""
        return select(cls).where(cls.lead_id == staff_id).order_by(cls.complaint_id.desc()).limit(1)
