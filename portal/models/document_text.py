"""The office's own text of a kind of document, each wording kept; the newest counts."""

from __future__ import annotations

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.document_kinds import DocumentKind
from portal.domain.document_text import Wording
from portal.models.base import Word
from portal.models.kept_version import KeptVersion


class DocumentText(KeptVersion):
    """One wording. `confirmed_by` says who of the office's legal section has confirmed it, and by
    which paper; "" as long as nobody has."""

    __tablename__ = "document_text"
    __table_args__ = (UniqueConstraint("kind", "version"),)

    subject: Mapped[DocumentKind] = mapped_column("kind", Word(DocumentKind))
    text: Mapped[str] = mapped_column(Text)
    confirmed_by: Mapped[str] = mapped_column(String(120), default="")

    @property
    def wording(self) -> Wording:
        """As documents use it."""
        return Wording(self.text, bool(self.confirmed_by))
