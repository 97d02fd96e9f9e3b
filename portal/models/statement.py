"""The statutory statement of a complaint, as far as the worker has written it."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain.statement import Item, Statement
from portal.models.base import Base, Moment, RowId, utc_now
from portal.models.sealed import Sealed


class SavedStatement(Base):
    """One of a complaint. Its items are sealed together: which of them are there is nobody's
    business either."""

    __tablename__ = "statement"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), unique=True)
    contents: Mapped[str] = mapped_column(Sealed)
    saved_at: Mapped[datetime] = mapped_column(Moment, default=utc_now, onupdate=utc_now)

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[SavedStatement]:
        """The statement of a complaint, if one was written."""
        return select(cls).where(cls.complaint_id == complaint_id)

    @property
    def statement(self) -> Statement:
        """The items as plain values."""
        kept = json.loads(self.contents)
        told = {Item(item): text for item, text in kept["told"].items()}
        return Statement(told, frozenset(map(Item, kept["unclear"])))

    @staticmethod
    def contents_of(statement: Statement) -> str:
        """The same as it is sealed; equal statements give equal texts."""
        kept = {"told": dict(statement.told), "unclear": sorted(statement.unclear)}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)
