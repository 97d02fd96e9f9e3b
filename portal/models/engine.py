"""Preparing an engine: its keys, and for SQLite the pragmas and the way transactions begin."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, FromClause, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.pool import ConnectionPoolEntry

from portal.models import prepared
from portal.models.gate import Gate
from portal.models.sealed import Vault, attach_vault

_is_reading: ContextVar[bool] = ContextVar("is_reading", default=False)
# What SQLAlchemy calls a database that lies in no file.
MEMORY = (None, "", ":memory:")
_WAIT_SECONDS = 15
_INSIDE = "is_inside_gate"
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "wal_autocheckpoint=8000",
    "foreign_keys=ON",
    f"busy_timeout={_WAIT_SECONDS * 1000}",
    "cache_size=-65536",
    "mmap_size=268435456",
)


def set_reading(is_reading: bool) -> None:
    """Say whether the transactions of this context only read, so that SQLite lets them run
    beside a writer."""
    _is_reading.set(is_reading)


@contextmanager
def reading() -> Iterator[None]:
    """A block whose transactions only read."""
    token = _is_reading.set(True)
    try:
        yield
    finally:
        _is_reading.reset(token)


@contextmanager
def writing() -> Iterator[None]:
    """A block whose transactions write, whatever those around it do."""
    token = _is_reading.set(False)
    try:
        yield
    finally:
        _is_reading.reset(token)


class _Hinting(SQLiteCompiler):
    """Writes what `with_hint` says behind the table, such as INDEXED BY; SQLAlchemy's own leaves
    it out for SQLite."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        del table
        return text


def prepare(engine: Engine, vault: Vault | None) -> None:
    """Attach the keys; on SQLite set WAL and begin every writing transaction as IMMEDIATE.

    A SQLite transaction that reads first and writes later fails at once when another has written
    in between, whatever the busy timeout; taking the write lock at BEGIN makes it wait instead.
    """
    if vault is not None:
        attach_vault(engine, vault)
    if engine.dialect.name == "sqlite":
        engine.dialect.statement_compiler = _Hinting
        event.listen(engine, "connect", set_up_connection)
        if engine.url.database not in MEMORY:
            _put_gate(engine, Gate(Path(f"{engine.url.database}-gate"), _WAIT_SECONDS))
        event.listen(engine, "begin", _begin)


def set_up_connection(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL, every commit on disk before it is acknowledged, foreign keys, and room for the cache."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _put_gate(engine: Engine, gate: Gate) -> None:
    """A writer holds the gate until it has committed or its connection is back in the pool, however
    it got there."""

    def enter(connection: Connection) -> None:
        if not _is_reading.get() and not connection.info.get(_INSIDE):
            connection.info[_INSIDE] = gate.enter()

    def leave(_connection: object, record: ConnectionPoolEntry) -> None:
        if record.info.pop(_INSIDE, False):
            gate.leave()

    event.listen(engine, "begin", enter)
    event.listen(engine, "checkin", leave)
    event.listen(engine, "engine_disposed", lambda _engine: gate.close())


def _begin(connection: Connection) -> None:
    if not _is_reading.get():
        prepared.by_driver(connection, "BEGIN IMMEDIATE")
    elif reader := connection.connection.driver_connection:
        reader.execute("BEGIN")  # straight to the driver: it waits for nobody and cannot fail
