"""That somebody has an interest in a case, and so neither is given it nor acts in it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.domain.recusal import RecusalGround
from portal.models.base import Base, Moment, RowId, Word
from portal.models.staff import Staff


class Recusal(Base):
    """One person and one case; gone when it is lifted. What the interest is, and why it was lifted,
    stands in the sealed notes of the events."""

    __tablename__ = "recusal"
    __table_args__ = (Index(None, "complaint_id", "staff_id", unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    ground: Mapped[RecusalGround] = mapped_column(Word(RecusalGround))
    declared_at: Mapped[datetime] = mapped_column(Moment)
    declared_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))

    staff: Mapped[Staff] = relationship(foreign_keys=[staff_id], lazy="joined")
