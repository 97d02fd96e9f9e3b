"""The declarative base, constraint names, and the column types that several nouns share."""

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    Index,
    Insert,
    Integer,
    MetaData,
    Select,
    String,
    Table,
    insert,
    text,
)
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from portal.models import prepared

# SQLite numbers rows by itself only in an INTEGER key.
RowId = BigInteger().with_variant(Integer, "sqlite")
# A query for plain values.
Rows = Select[*tuple[Any, ...]]


class Base(DeclarativeBase):
    """What every table is made from."""

    @classmethod
    def add_plain(cls, session: Session, row: Mapping[str, Any]) -> None:
        """Add a row that nobody needs as an object, at a fraction of the price; columns bind as
        they always do. Nothing is flushed before it."""
        prepared.run(session.connection(), cls._plain_insert(), row)

    @classmethod
    def plain(cls, session: Session, row: Mapping[str, Any], *late: str) -> prepared.Ready:
        """The same row, bound before the turn to write comes: `run` adds it. Raises NoVault."""
        return prepared.ready(session.get_bind().dialect, cls._plain_insert(), row, late)

    @classmethod
    @cache
    def _plain_insert(cls) -> Insert:
        return insert(cast(Table, cls.__table__))

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Moment(TypeDecorator[datetime]):
    """An aware moment, kept as UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None or value.tzinfo is not None:
            return value
        return value.replace(tzinfo=UTC)


class Word(TypeDecorator[StrEnum]):
    """A word of a closed list, kept as its value, so that a new word needs no migration."""

    impl = String(32)
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        super().__init__()
        self.words = words

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        return None if value is None else str(self.words(value))

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        return None if value is None else self.words(value)


def index_where_given(column: str) -> Index:
    """By a column that is empty in nearly every row, and by age: the others write nothing here."""
    is_given = text(f"{column} is not null")
    return Index(None, column, "id", sqlite_where=is_given, postgresql_where=is_given)


def utc_now() -> datetime:
    """The present moment, aware."""
    return datetime.now(UTC)
