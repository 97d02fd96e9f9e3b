"""The statutory particulars of a complaint, as far as the worker has written them."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.particulars import Item, Particulars
from portal.models.base import Base, Moment, RowId, utc_now
from portal.models.sealed import Sealed


class SavedParticulars(Base):
    """One of a complaint. Its items are sealed together: which of them are there is nobody's
    business either."""

    __tablename__ = "particulars"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
    contents: Mapped[str] = mapped_column(Sealed)
    saved_at: Mapped[datetime] = mapped_column(Moment, default=utc_now, onupdate=utc_now)

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[SavedParticulars]:
        """The particulars of a complaint, if any were written."""
        return select(cls).where(cls.complaint_id == complaint_id)

    @classmethod
    def of_complaints(cls, complaint_ids: Collection[int]) -> Select[SavedParticulars]:
        """The particulars of several complaints, as far as any were written."""
        return select(cls).where(cls.complaint_id.in_(complaint_ids))

    @property
    def particulars(self) -> Particulars:
        """The items as plain values."""
        kept = json.loads(self.contents)
        told = {Item(item): text for item, text in kept["told"].items()}
        return Particulars(told, frozenset(map(Item, kept["unclear"])))

    @staticmethod
    def contents_of(stated: Particulars) -> str:
        """The same as it is sealed; equal particulars give equal texts."""
        kept = {"told": dict(stated.told), "unclear": sorted(stated.unclear)}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)
