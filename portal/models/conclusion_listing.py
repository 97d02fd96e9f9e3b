"""A conclusion as the office has it in its list, every version kept; the newest counts."""

from __future__ import annotations

from sqlalchemy import JSON, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.conclusion import Conclusion, Listed, Proof
from portal.models.base import Word
from portal.models.kept_version import KeptVersion


class ConclusionListing(KeptVersion):
    """One version of what the office says of a conclusion."""

    __tablename__ = "conclusion_listing"
    __table_args__ = (UniqueConstraint("conclusion", "version"),)

    subject: Mapped[Conclusion] = mapped_column("conclusion", Word(Conclusion))
    place: Mapped[int]
    is_offered: Mapped[bool]
    words: Mapped[str] = mapped_column(String(120))
    more: Mapped[list[str]] = mapped_column(JSON)

    @property
    def listed(self) -> Listed:
        """As the rules read it."""
        more = frozenset(Proof(each) for each in self.more)
        return Listed(self.subject, self.place, self.is_offered, self.words, more)
