"""The statement of a call: what the caller said, read back to him, signed by him later."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Select, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.models.base import Base, Moment, RowId, utc_now
from portal.models.complaint import Complaint
from portal.models.evidence import Evidence
from portal.models.sealed import Sealed
from portal.models.staff import Staff


class Statement(Base):
    """One statement of one complaint; without a signed scan it stands as 待补签."""

    __tablename__ = "statement"
    __table_args__ = (Index(None, "signed_at", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    text: Mapped[str] = mapped_column(Sealed)
    is_read_back: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    signed_at: Mapped[datetime | None] = mapped_column(Moment)
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("evidence.id"))

    complaint: Mapped[Complaint] = relationship()
    staff: Mapped[Staff] = relationship()
    scan: Mapped[Evidence | None] = relationship()

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[Statement]:
        """The statement of a complaint, if one was made."""
        query = select(cls).where(cls.complaint_id == complaint_id)
        return query.options(joinedload(cls.staff), joinedload(cls.scan))

    @classmethod
    def unsigned(cls, region: str, most: int) -> Select[Statement]:
        """Those that wait for a signature, the oldest first, as far as staff of a region see."""
        seen = Complaint.seen_from(region).with_only_columns(Complaint.id)
        query = select(cls).where(cls.signed_at.is_(None), cls.complaint_id.in_(seen))
        return query.options(joinedload(cls.complaint)).order_by(cls.id).limit(most)

    @classmethod
    def unsigned_count(cls, region: str, cap: int) -> Select[Any]:
        """How many wait, never counted beyond `cap`."""
        waiting = cls.unsigned(region, cap).with_only_columns(cls.id)
        return select(func.count()).select_from(waiting.subquery())
