"""A photo that belongs to a complaint: what it is, and under which name and key its files lie."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Select, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.photo import Media
from portal.models.base import Base, Moment, RowId, Word, utc_now
from portal.models.sealed import Fingerprint, Sealed


class Evidence(Base):
    """One photo. `size`, `width` and `height` are those of what was sent; `file_key` opens its
    files, and as a sealed column it moves to the newest key of the portal with all others."""

    __tablename__ = "evidence"
    __table_args__ = (
        UniqueConstraint("complaint_id", "upload_key"),
        UniqueConstraint("complaint_id", "digest"),
        UniqueConstraint("complaint_id", "position"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    position: Mapped[int]
    object_name: Mapped[str] = mapped_column(String(40), unique=True)
    file_key: Mapped[str] = mapped_column(Sealed)
    # Of one upload, however often it is sent; and of its content, whichever key it comes under.
    upload_key: Mapped[str] = mapped_column(Fingerprint)
    digest: Mapped[str] = mapped_column(Fingerprint)
    media: Mapped[Media] = mapped_column(Word(Media))
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    added_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[Evidence]:
        """The photos of a complaint as they came."""
        return select(cls).where(cls.complaint_id == complaint_id).order_by(cls.position)

    @classmethod
    def at_position(cls, complaint_id: int, position: int) -> Select[Evidence]:
        """One photo of a complaint."""
        return cls.of_complaint(complaint_id).where(cls.position == position)

    @classmethod
    def with_digest(cls, complaint_id: int, digest: str) -> Select[Evidence]:
        """The photo of that content, if the complaint has it already."""
        return cls.of_complaint(complaint_id).where(cls.digest == digest)

    @classmethod
    def with_upload_key(cls, complaint_id: int, upload_key: str) -> Select[Evidence]:
        """The photo that came under that key."""
        return cls.of_complaint(complaint_id).where(cls.upload_key == upload_key)

    @classmethod
    def count_of(cls, complaint_id: int) -> Select[Any]:
        """How many photos a complaint has."""
        return select(func.count()).select_from(cls).where(cls.complaint_id == complaint_id)
