"""A request by somebody whose query code is lost, waiting for an operator to check it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, Select, String, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain import regions
from portal.domain.lost_code import LostCodeRefusal, LostCodeState
from portal.models.base import Base, Moment, RowId, Word
from portal.models.complaint import Complaint
from portal.models.sealed import Fingerprint, Sealed
from portal.models.site import Site
from portal.models.staff import Staff


class LostCode(Base):
    """What was typed, where it is handled, and what came of it."""

    __tablename__ = "lost_code"
    __table_args__ = (
        Index(None, "state", "id"),
        Index(None, "region", "state", "id"),
        Index(None, "phone_key", "state"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(Moment)
    region: Mapped[str] = mapped_column(String(6))
    phone: Mapped[str] = mapped_column(Sealed)
    phone_key: Mapped[str] = mapped_column(Fingerprint)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    site_words: Mapped[str] = mapped_column(Sealed)
    amount_fen: Mapped[int | None] = mapped_column(BigInteger)
    state: Mapped[LostCodeState] = mapped_column(Word(LostCodeState), default=LostCodeState.WAITING)
    refusal: Mapped[LostCodeRefusal | None] = mapped_column(Word(LostCodeRefusal))
    complaint_id: Mapped[int | None] = mapped_column(ForeignKey("complaint.id"))
    handled_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    handled_at: Mapped[datetime | None] = mapped_column(Moment)

    site: Mapped[Site | None] = relationship()
    complaint: Mapped[Complaint | None] = relationship()
    handled_by: Mapped[Staff | None] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has answered it."""
        return self.state is LostCodeState.WAITING

    @classmethod
    def seen_from(cls, region: str) -> Select[LostCode]:
        """What staff of a region see; what fits no county is the city's."""
        query = select(cls).options(joinedload(cls.site))
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def waiting(cls, region: str, most: int) -> Select[LostCode]:
        """Those that wait, oldest first."""
        query = cls.seen_from(region).where(cls.state == LostCodeState.WAITING)
        return query.order_by(cls.id).limit(most)

    @classmethod
    def waiting_count(cls, region: str, cap: int) -> Select[int]:
        """How many of those wait, none counted beyond `cap`."""
        rows = select(cls.id).where(cls.state == LostCodeState.WAITING)
        if region != regions.CITY:
            rows = rows.where(cls.region == region)
        return select(func.count()).select_from(rows.limit(cap).subquery())

    @classmethod
    def handled(cls, region: str, most: int) -> Select[LostCode]:
        """Those answered, newest first."""
        query = cls.seen_from(region).where(cls.state != LostCodeState.WAITING)
        people = joinedload(cls.handled_by), joinedload(cls.complaint)
        return query.order_by(cls.id.desc()).limit(most).options(*people)

    @classmethod
    def one(cls, lost_id: int, region: str, *, for_change: bool) -> Select[LostCode]:
        """One of a region; locked for a change, so that two people do not answer it both."""
        query = cls.seen_from(region).where(cls.id == lost_id)
        return query.with_for_update(of=cls) if for_change else query

    @classmethod
    def waiting_of_phone(cls, digits: str) -> Select[LostCode]:
        """Those of a number that wait."""
        return select(cls).where(cls.phone_key == digits, cls.state == LostCodeState.WAITING)
