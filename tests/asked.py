"""What a block of a test asks the database: every statement, in one line, for tests that count."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from portal.extensions import db


@contextmanager
def asked(where: Flask | Session) -> Iterator[list[str]]:
    """The statements, as they come; of an application, or of whatever a session is bound to."""
    engine = _engine(where)
    statements: list[str] = []

    def note(*more: object) -> None:
        statements.append(" ".join(str(more[2]).split()))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _engine(where: Flask | Session) -> Engine:
    if isinstance(where, Flask):
        with where.app_context():
            return db.engine
    return where.get_bind().engine
