"""What the office has done with a complaint: who inspects, how far it is, how it ended."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Date,
    ForeignKey,
    Select,
    String,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Mapped, composite, mapped_column, relationship

from portal.domain.assignment import Hands
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
    # Who decides about acceptance, until two inspect it.
    allotted_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    filed_on: Mapped[date | None] = mapped_column(Date)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
    lead_certificate: Mapped[str] = mapped_column(String(40), default="")
    second_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"), index=True)
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

    allotted: Mapped[Staff | None] = relationship(foreign_keys=[allotted_id])
    lead: Mapped[Staff | None] = relationship(foreign_keys=[lead_id])
    second: Mapped[Staff | None] = relationship(foreign_keys=[second_id])

    @property
    def hands(self) -> Hands:
        """In whose hands it is."""
        return Hands(self.allotted_id, self.lead_id, self.second_id)

    @classmethod
    def in_hands_of(cls, staff_id: int) -> ColumnElement[bool]:
        """Whether somebody decides about it or inspects it."""
        return or_(cls.lead_id == staff_id, cls.second_id == staff_id, cls.allotted_id == staff_id)

    @classmethod
    def certificates_of(cls, staff_ids: Collection[int]) -> CompoundSelect[int | None, str, int]:
        """Person and certificate, the one stated last coming last."""
        led, helped = (
            select(person, certificate, func.max(cls.complaint_id).label("at"))
            .where(person.in_(staff_ids), certificate != "")
            .group_by(person, certificate)
            for person, certificate in (
                (cls.lead_id, cls.lead_certificate),
                (cls.second_id, cls.second_certificate),
            )
        )
        return led.union_all(helped).order_by("at")

    @classmethod
    def last_led_by(cls, staff_id: int) -> Select[CaseFile]:
        """The newest case that somebody leads: whom one works with, and the certificates."""
        return select(cls).where(cls.lead_id == staff_id).order_by(cls.complaint_id.desc()).limit(1)
