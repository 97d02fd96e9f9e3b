"""A conclusion as the office has it in its list, every version kept; the newest counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, Index, Select, String, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain.conclusion import Conclusion, Listed, Proof
from portal.models.base import Base, Moment, RowId, Word, utc_now
from portal.models.staff import Staff


class ConclusionListing(Base):
    """One version. It names no case, so nothing of it is sealed."""

    __tablename__ = "conclusion_listing"
    __table_args__ = (Index(None, "conclusion", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    conclusion: Mapped[Conclusion] = mapped_column(Word(Conclusion))
    place: Mapped[int]
    is_offered: Mapped[bool]
    words: Mapped[str] = mapped_column(String(120))
    more: Mapped[list[str]] = mapped_column(JSON)
    kept_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))

    kept_by: Mapped[Staff] = relationship()

    @property
    def listed(self) -> Listed:
        """As the rules read it."""
        more = frozenset(Proof(each) for each in self.more)
        return Listed(self.conclusion, self.place, self.is_offered, self.words, more)

    @classmethod
    def history(cls, conclusion: Conclusion, most: int) -> Select[ConclusionListing]:
        """The versions of a conclusion, the newest first."""
        query = select(cls).where(cls.conclusion == conclusion).order_by(cls.id.desc()).limit(most)
        return query.options(joinedload(cls.kept_by))

    @classmethod
    def newest_of_each(cls) -> Select[ConclusionListing]:
        """The version that counts of each conclusion that the office has changed."""
        newest = select(func.max(cls.id)).group_by(cls.conclusion)
        return select(cls).where(cls.id.in_(newest)).options(joinedload(cls.kept_by))
