"""How often something came in a while, under a key that says neither who nor what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import Table, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.sql.dml import Delete, ReturningInsert

from portal.domain.spam import Counted
from portal.models import prepared
from portal.models.base import Base, Moment, Word
from portal.models.sealed import Fingerprint


class Tally(Base):
    """One count of one while. It belongs to no complaint, so it leads back to none."""

    __tablename__ = "tally"
    # Each complaint counts three: they lie in one tree, not in a table and its index.
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012

    key: Mapped[str] = mapped_column(Fingerprint, primary_key=True)
    counted: Mapped[Counted] = mapped_column(Word(Counted))
    count: Mapped[int] = mapped_column(default=1)
    until: Mapped[datetime] = mapped_column(Moment)

    @classmethod
    def once_more(cls, session: Session, rows: Iterable[Mapping[str, Any]]) -> prepared.Ready:
        """What counts each row once more in one trip, and tells each `counted` and its count then.
        Rows are written in the order of their keys, so that two senders never wait for each other
        crosswise."""
        dialect = session.get_bind().dialect
        in_order = sorted(rows, key=lambda row: str(row["key"]))
        numbered = {
            f"{name}_m{place}": value
            for place, row in enumerate(in_order)
            for name, value in row.items()
        }
        return prepared.ready(dialect, cls._once_more(dialect.name, len(in_order)), numbered)

    @classmethod
    def over_before(cls, moment: datetime) -> Delete:
        """Remove the counts of every while that has ended."""
        return delete(cls).where(cls.until < moment)

    @classmethod
    @cache
    def _once_more(cls, dialect: str, rows: int) -> ReturningInsert[Counted, int]:
        table = cast(Table, cls.__table__)
        insert: sqlite.Insert | postgresql.Insert
        insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
        names = ("key", "counted", "count", "until")
        # Their values are bound as `key_m0`, `key_m1` …: see once_more.
        insert = insert.values([dict.fromkeys(names)] * rows)
        more = insert.on_conflict_do_update(
            index_elements=[table.c.key], set_={"count": table.c.count + 1}
        )
        return more.returning(table.c.counted, table.c.count)
