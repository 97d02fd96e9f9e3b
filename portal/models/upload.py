"""A county's workbook on its way into the register: kept sealed between the dry run and the word
that it may be written."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Delete, ForeignKey, LargeBinary, Select, delete, select
from sqlalchemy.orm import Mapped, mapped_column, undefer

from portal.models.base import Base, Moment, RowId
from portal.models.sealed import Fingerprint, Sealed


class Upload(Base):
    """File and report are encrypted with a key of their own, which the row keeps sealed; both are
    emptied once the file is in the register."""

    __tablename__ = "upload"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    token: Mapped[str] = mapped_column(Fingerprint, unique=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    uploaded_at: Mapped[datetime] = mapped_column(Moment, index=True)
    imported_at: Mapped[datetime | None] = mapped_column(Moment)
    file_name: Mapped[str] = mapped_column(Sealed)
    key: Mapped[str] = mapped_column(Sealed)
    counts: Mapped[dict[str, Any]] = mapped_column(JSON)
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    report: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)

    @classmethod
    def of(
        cls, token: str, staff_id: int, *, since: datetime, for_change: bool = False
    ) -> Select[Upload]:
        """What somebody uploaded under a token, unless it was too long ago. `for_change` reads it
        anew and locks it until the transaction ends."""
        query = select(cls).where(
            cls.token == token, cls.staff_id == staff_id, cls.uploaded_at >= since
        )
        if not for_change:
            return query
        anew = query.with_for_update().options(undefer(cls.report))
        return anew.execution_options(populate_existing=True)

    @classmethod
    def stale(cls, before: datetime) -> Delete:
        """Drop all that nobody said the word for in time."""
        return delete(cls).where(cls.uploaded_at < before)
