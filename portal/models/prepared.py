"""Statements that come with every request, without what SQLAlchemy weighs anew each time.

A Core statement is compiled once for an engine; from then on its values go through the types of
its columns to the driver, and rows come back through them. On SQLite nothing stands between: a
statement there takes microseconds, and whoever writes keeps all others waiting. Listeners hear of
it all the same, and errors are SQLAlchemy's. For statements that are made once and kept; nothing is
flushed before them.

Binding, which seals and hashes, takes longer than writing: what is to be written can be bound
before the turn to write comes (`ready`), but for the values that are known only then.
"""

from __future__ import annotations

import sqlite3
from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.schema import ScalarElementColumnDefault
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]
Statement = Insert | Select[*tuple[Any, ...]]
Process = Callable[[Any], Any]


class Ready:
    """A statement with its values bound, those excepted that come with its turn."""

    def __init__(self, prepared: _Prepared, values: Values) -> None:
        self._prepared = prepared
        self._bound = prepared.bind(values)

    def run(self, connection: Connection, **late: Any) -> list[Any]:
        """Execute it with the values that were left open; what comes back, as the driver gives
        it. Raises KeyError for one that is still missing."""
        return self._prepared.run(connection, self._bound, late)


def ready(
    dialect: Dialect, statement: Statement, values: Values, late: tuple[str, ...] = ()
) -> Ready:
    """A statement bound now to be executed later, when the values named by `late` are known."""
    return Ready(_prepared(dialect, statement, tuple(values), late), values)


def run(connection: Connection, statement: Statement, values: Values) -> list[Any]:
    """Execute a statement with its values, by name; what comes back, as the driver gives it."""
    return ready(connection.dialect, statement, values).run(connection)


def rows(connection: Connection, query: Select[*tuple[Any, ...]], values: Values) -> list[Any]:
    """All rows of a query as named tuples of plain values."""
    return _prepared(connection.dialect, query, tuple(values)).rows(connection, values)


def by_driver(connection: Connection, sql: str, parameters: tuple[Any, ...] = ()) -> list[Any]:
    """Execute on SQLite with nothing in between. Raises DBAPIError."""
    driver: Any = connection.connection.driver_connection
    if heard := connection.dispatch.before_cursor_execute:
        heard(connection, driver, sql, parameters, None, False)
    try:
        return list(driver.execute(sql, parameters).fetchall())
    except sqlite3.Error as error:
        raise DBAPIError.instance(
            sql, parameters, error, sqlite3.Error, hide_parameters=True
        ) from error


class _Prepared:
    """A statement compiled for an engine, given values of these names."""

    def __init__(
        self, statement: Statement, dialect: Dialect, names: Iterable[str], late: Iterable[str]
    ) -> None:
        names = [*names, *late]
        left = _left_to_defaults(statement, set(names))
        keys = [*names, *left] if isinstance(statement, Insert) else None
        compiled: Any = statement.compile(dialect=dialect, column_keys=keys)
        binds = {name: bind for bind, name in compiled.bind_names.items()}
        self._sql: str = compiled.string
        self._is_positional: bool = compiled.positional
        self._slots: list[tuple[str, Process | None, Any]] = []
        self._late: list[tuple[int, str, Process | None]] = []
        for place, name in enumerate(compiled.positiontup if self._is_positional else binds):
            process = _binder(binds[name].type, dialect)
            if name in late:
                self._late.append((place, name, process))
                self._slots.append(("", None, None))
            elif name in names:
                self._slots.append((name, process, None))
            else:
                constant = left.get(name, compiled.params[name])
                self._slots.append(("", None, process(constant) if process else constant))
        self._names = [] if self._is_positional else list(binds)
        if isinstance(statement, Select):
            columns = list(statement.selected_columns)
            self._row = namedtuple("Row", [str(column.key) for column in columns])  # type: ignore[misc]
            self._openers = [_opener(column.type, dialect) for column in columns]

    def bind(self, values: Values) -> list[Any]:
        """What the driver is given, place by place; None where it comes late."""
        return [
            constant if not name else values[name] if process is None else process(values[name])
            for name, process, constant in self._slots
        ]

    def run(self, connection: Connection, bound: Iterable[Any], late: Values) -> list[Any]:
        told = list(bound)
        for place, name, process in self._late:
            told[place] = process(late[name]) if process else late[name]
        if connection.dialect.name == "sqlite":
            return by_driver(connection, self._sql, tuple(told))
        named = dict(zip(self._names, told, strict=True)) if not self._is_positional else None
        found = connection.exec_driver_sql(self._sql, named or tuple(told))
        return list(found) if found.returns_rows else []

    def rows(self, connection: Connection, values: Values) -> list[Any]:
        return [
            self._row(
                *[
                    value if opens is None else opens(value)
                    for opens, value in zip(self._openers, row, strict=True)
                ]
            )
            for row in self.run(connection, self.bind(values), {})
        ]


def _prepared(
    dialect: Dialect, statement: Statement, names: tuple[str, ...], late: tuple[str, ...] = ()
) -> _Prepared:
    # Kept where the engine's keys are (`sealed.py`): what is bound for one engine is not for
    # another, and goes with it.
    of_engine: dict[tuple[Statement, tuple[str, ...], tuple[str, ...]], _Prepared]
    of_engine = vars(dialect).setdefault("_portal_prepared", {})
    prepared = of_engine.get((statement, names, late))
    if prepared is None:
        prepared = _Prepared(statement, dialect, names, late)
        of_engine[statement, names, late] = prepared
    return prepared


def _left_to_defaults(statement: Statement, given: set[str]) -> dict[str, Any]:
    """The columns of an insert that have a plain default and were not given. Raises ValueError if
    it is one that has to be worked out for each row."""
    if not isinstance(statement, Insert) or statement._multi_values:
        return {}
    left = {}
    for column in statement.table.columns:
        if column.key not in given and column.default is not None:
            if not isinstance(column.default, ScalarElementColumnDefault):
                raise ValueError(f"{column} has to be given")
            left[column.key] = column.default.arg
    return left


def _binder(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _opener(kind: TypeEngine[Any], dialect: Dialect) -> Process | None:
    return kind.dialect_impl(dialect).result_processor(dialect, None)
