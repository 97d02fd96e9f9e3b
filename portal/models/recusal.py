"""That somebody has an interest in a case, and so may not be given it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain.assignment import RecusalGround
from portal.models.base import Base, Moment, RowId, Word
from portal.models.staff import Staff


class Recusal(Base):
    """One person and one case; what the interest is stands in the sealed note of its event."""

    __tablename__ = "recusal"
    __table_args__ = (Index(None, "complaint_id", "staff_id", unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    ground: Mapped[RecusalGround] = mapped_column(Word(RecusalGround))
    declared_at: Mapped[datetime] = mapped_column(Moment)
    declared_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))

    staff: Mapped[Staff] = relationship(foreign_keys=[staff_id])

    @classmethod
    def of_complaints(cls, complaint_ids: Collection[int]) -> Select[Recusal]:
        """Those of several cases, with the people."""
        query = select(cls).where(cls.complaint_id.in_(complaint_ids)).order_by(cls.id)
        return query.options(joinedload(cls.staff))
