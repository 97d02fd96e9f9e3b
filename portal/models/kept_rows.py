"""Rows that are asked for all the time and seldom change: kept until anybody commits."""

import sqlite3
import threading
from collections.abc import Hashable
from typing import Any

from sqlalchemy import Engine, Row, Select, event

from portal.models.engine import MEMORY, reading

MOST_ROWS = 2000
Rows = dict[Hashable, Row[Any] | None]


class KeptRows:
    """The rows that one process keeps. No row is given once it has changed.

    `PRAGMA data_version` gives another number after each commit of any other connection, in this
    process or in another, and this connection never commits anything. Where there is no such
    number (PostgreSQL), nothing is kept and every row is asked for.
    """

    def __init__(self, engine: Engine) -> None:
        is_file = engine.dialect.name == "sqlite" and engine.url.database not in MEMORY
        self._engine = engine
        self._path = engine.url.database if is_file else None
        self._lock = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._kept: tuple[int, Rows] = (-1, {})
        event.listen(engine, "engine_disposed", lambda _engine: self._close())

    def first(self, query: Select[*tuple[Any, ...]], **values: Hashable) -> Row[Any] | None:
        """The first row that a query finds, beside any session: what is not committed is not seen.

        The query is made once for all (`Site.front()`), for it is part of the key.
        """
        # Looked at before the row is read: so a row may be newer than its version, never older.
        version = self._version()
        if version is None:
            return self._ask(query, values)
        kept_version, rows = self._kept
        if version != kept_version or len(rows) >= MOST_ROWS:
            rows = {}
            self._kept = (version, rows)
        key = (query, *values.items())
        if key not in rows:
            rows[key] = self._ask(query, values)
        return rows[key]

    def _ask(self, query: Select[*tuple[Any, ...]], values: dict[str, Hashable]) -> Row[Any] | None:
        # Half the price of a session; reading, lest a request that writes waits for itself.
        with reading(), self._engine.connect() as connection:
            return connection.execute(query, values).first()

    def _version(self) -> int | None:
        if self._path is None:
            return None
        with self._lock:
            if self._connection is None:
                self._connection = sqlite3.connect(
                    self._path, isolation_level=None, check_same_thread=False
                )
            return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
