"""The office's own text of a kind of document, each wording kept; the newest counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, String, Text, func, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain.document_kinds import DocumentKind
from portal.domain.document_text import Wording
from portal.models.base import Base, Moment, RowId, Word, utc_now
from portal.models.staff import Staff


class DocumentText(Base):
    """One wording. `confirmed_by` says who of the office's legal section has confirmed it, and by
    which paper; "" as long as nobody has. It names no case, so nothing of it is sealed."""

    __tablename__ = "document_text"
    __table_args__ = (Index(None, "kind", "id"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind))
    text: Mapped[str] = mapped_column(Text)
    confirmed_by: Mapped[str] = mapped_column(String(120), default="")
    kept_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))

    kept_by: Mapped[Staff] = relationship()

    @property
    def wording(self) -> Wording:
        """As documents use it."""
        return Wording(self.text, bool(self.confirmed_by))

    @classmethod
    def history(cls, kind: DocumentKind, most: int) -> Select[DocumentText]:
        """The wordings of a kind, the newest first."""
        query = select(cls).where(cls.kind == kind).order_by(cls.id.desc()).limit(most)
        return query.options(joinedload(cls.kept_by))

    @classmethod
    def newest_of_each(cls) -> Select[DocumentText]:
        """The wording of each kind that has one of the office's own."""
        newest = select(func.max(cls.id)).group_by(cls.kind)
        return select(cls).where(cls.id.in_(newest)).options(joinedload(cls.kept_by))
