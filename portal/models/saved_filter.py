"""A filter that somebody keeps for themselves."""

from __future__ import annotations

import json
from datetime import datetime
from typing import cast

from sqlalchemy import ForeignKey, Select, String, func, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.saved_filter import FilterPage
from portal.models.base import Base, Moment, RowId, Word
from portal.models.sealed import Sealed


class SavedFilter(Base):
    """Name and parts are sealed: what staff search for may be somebody's name."""

    __tablename__ = "saved_filter"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"), index=True)
    page: Mapped[FilterPage] = mapped_column(Word(FilterPage))
    name: Mapped[str] = mapped_column(Sealed)
    # The parts of the filter as JSON; what was searched for stands in it as it was typed.
    sealed_parts: Mapped[str] = mapped_column("parts", Sealed)
    saved_in: Mapped[str] = mapped_column(String(6))
    saved_at: Mapped[datetime] = mapped_column(Moment)

    @property
    def parts(self) -> dict[str, str]:
        """What it narrows to, by the names of the list's own fields."""
        return cast("dict[str, str]", json.loads(self.sealed_parts))

    @classmethod
    def of(cls, staff_id: int) -> Select[SavedFilter]:
        """All that somebody keeps, the oldest first, so that each stays in its place."""
        return select(cls).where(cls.staff_id == staff_id).order_by(cls.id)

    @classmethod
    def one_of(cls, filter_id: int, staff_id: int) -> Select[SavedFilter]:
        """One that somebody keeps."""
        return select(cls).where(cls.id == filter_id, cls.staff_id == staff_id)

    @classmethod
    def count_of(cls, staff_id: int) -> Select[int]:
        """How many somebody keeps."""
        return select(func.count()).select_from(cls).where(cls.staff_id == staff_id)
