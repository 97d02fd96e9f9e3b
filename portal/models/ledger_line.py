"""A person's money in a complaint: claimed, verified, ordered, paid."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import BigInteger, ForeignKey, Index, Select, func, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.models.base import Base, RowId
from portal.models.complaint import Complaint
from portal.models.sealed import Sealed


class LedgerLine(Base):
    """One person; what nobody has said yet is None, amounts in 分."""

    __tablename__ = "ledger_line"
    __table_args__ = (Index(None, "complaint_id", "position", unique=True),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    position: Mapped[int]
    person: Mapped[str] = mapped_column(Sealed, default="")
    claimed_fen: Mapped[int | None] = mapped_column(BigInteger)
    verified_fen: Mapped[int | None] = mapped_column(BigInteger)
    ordered_fen: Mapped[int | None] = mapped_column(BigInteger)
    paid_fen: Mapped[int | None] = mapped_column(BigInteger)

    complaint: Mapped[Complaint] = relationship()

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[LedgerLine]:
        """The people of a complaint, in their order."""
        return select(cls).where(cls.complaint_id == complaint_id).order_by(cls.position)

    @classmethod
    def people_of(cls, complaint_ids: Collection[int]) -> Select[str]:
        """What stands for the people of some complaints, as it was written."""
        return select(cls.person).where(cls.complaint_id.in_(complaint_ids))

    @classmethod
    def sums(
        cls, complaint_ids: Collection[int]
    ) -> Select[int, int, int | None, int | None, int | None, int | None]:
        """Of each complaint that has lines: its id, the people, and the four sums."""
        return (
            select(
                cls.complaint_id,
                func.count().label("people"),
                func.sum(cls.claimed_fen).label("claimed"),
                func.sum(cls.verified_fen).label("verified"),
                func.sum(cls.ordered_fen).label("ordered"),
                func.sum(cls.paid_fen).label("paid"),
            )
            .where(cls.complaint_id.in_(complaint_ids))
            .group_by(cls.complaint_id)
        )
