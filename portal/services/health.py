"""Whether the portal can do its work: database reachable, layout current, storage writable."""

import tempfile
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.services import migrate


def check(session: Session, data_dir: Path) -> dict[str, bool]:
    """The checks by name; all true when traffic may come."""
    return {
        "database": (reachable := _is_reachable(session)),
        "migrations": reachable and migrate.current(session.connection()) == migrate.head(),
        "storage": _is_writable(data_dir),
    }


def _is_reachable(session: Session) -> bool:
    try:
        session.execute(text("select 1"))
    except SQLAlchemyError:
        return False
    return True


def _is_writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
