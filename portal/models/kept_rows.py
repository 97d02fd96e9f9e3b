"""Rows that are asked for all the time and seldom change: kept until anybody commits."""

import threading
from collections.abc import Hashable
from typing import Any

from sqlalchemy import Connection, Engine, Select, event

from portal.models import prepared
from portal.models.engine import MEMORY, reading

MOST_ROWS = 2000


class KeptRows:
    """The rows that one process keeps. No row is given once it has changed.

    `PRAGMA data_version` gives another number after each commit of any other connection, in this
    process or in another, and this connection never commits anything. Where there is no such
    number (PostgreSQL), nothing is kept and every row is asked for.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._is_file = engine.dialect.name == "sqlite" and engine.url.database not in MEMORY
        self._lock = threading.Lock()
        self._connection: Connection | None = None
        self._version = -1
        self._rows: dict[Hashable, Any] = {}
        event.listen(engine, "engine_disposed", lambda _engine: self._close())

    def first(self, query: Select[*tuple[Any, ...]], **values: Hashable) -> Any:
        """The first row that a query finds, beside any session: what is not committed is not seen.

        The query is made once for all (`Site.front()`), for it is part of the key.
        """
        # Half the price of a session; reading, lest a request that writes waits for itself.
        with reading():
            if self._is_file:
                with self._lock:
                    return self._kept(query, values)
            with self._engine.connect() as connection:
                return next(iter(prepared.rows(connection, query, values)), None)

    def _kept(self, query: Select[Any], values: dict[str, Hashable]) -> Any:
        if self._connection is None:
            self._connection = self._engine.connect()
        # Looked at before the row is read: so a row may be newer than its version, never older.
        version = self._look(self._connection)
        if version != self._version or len(self._rows) >= MOST_ROWS:
            self._version, self._rows = version, {}
        key = (query, *values.items())
        if key not in self._rows:
            found = prepared.rows(self._connection, query, values)
            self._rows[key] = found[0] if found else None
        return self._rows[key]

    @staticmethod
    def _look(connection: Connection) -> int:
        driver: Any = connection.connection.driver_connection
        return int(driver.execute("PRAGMA data_version").fetchone()[0])

    def _close(self) -> None:
        with self._lock:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
