"""Preparing an engine: its keys, and for SQLite the pragmas and the way transactions begin."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from sqlalchemy import Connection, Engine, event

from portal.models.sealed import Vault, attach_vault

_is_reading: ContextVar[bool] = ContextVar("is_reading", default=False)
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "busy_timeout=15000",
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


def prepare(engine: Engine, vault: Vault | None) -> None:
    """Attach the keys; on SQLite set WAL and begin every writing transaction as IMMEDIATE.

    A SQLite transaction that reads first and writes later fails at once when another has written
    in between, whatever the busy timeout; taking the write lock at BEGIN makes it wait instead.
    """
    if vault is not None:
        attach_vault(engine, vault)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_connection)
        event.listen(engine, "begin", _begin)


def _set_up_connection(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN" if _is_reading.get() else "BEGIN IMMEDIATE")
