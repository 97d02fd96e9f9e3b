"""One thing done with many complaints at once: by whom, and what became of each."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import JSON, ForeignKey, Select, Table, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningInsert

from portal.domain.bulk import BulkKind
from portal.models.base import Base, Moment, RowId, Word
from portal.models.sealed import Fingerprint


class BulkAction(Base):
    """One row for each preview that was confirmed, however often the button was pressed."""

    __tablename__ = "bulk_action"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    token: Mapped[str] = mapped_column(Fingerprint, unique=True)
    kind: Mapped[BulkKind] = mapped_column(Word(BulkKind))
    staff_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    done_at: Mapped[datetime] = mapped_column(Moment)
    # Receipt numbers: those that were done, and those left out with the reason.
    done: Mapped[list[str]] = mapped_column(JSON)
    left_out: Mapped[list[list[str]]] = mapped_column(JSON)

    @classmethod
    def of(cls, action_id: int, staff_id: int) -> Select[BulkAction]:
        """What somebody did."""
        return select(cls).where(cls.id == action_id, cls.staff_id == staff_id)

    @classmethod
    def by_token(cls, token: str, staff_id: int) -> Select[BulkAction]:
        """What came of a preview."""
        return select(cls).where(cls.token == token, cls.staff_id == staff_id)

    @classmethod
    def unless_there(cls, dialect: str) -> ReturningInsert[int]:
        """Keep a row unless its token is there already; gives its id."""
        table = cast(Table, cls.__table__)
        insert: Any = sqlite.insert if dialect == "sqlite" else postgresql.insert
        adding = insert(table).on_conflict_do_nothing().returning(table.c.id)
        return cast("ReturningInsert[int]", adding)
