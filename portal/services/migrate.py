"""Bringing the database to the newest layout, and telling where it stands."""

from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

SCRIPTS: Final = Path(__file__).parent.parent / "migrations"


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Go up to a revision."""
    command.upgrade(_config(connection), revision)


def downgrade(connection: Connection, revision: str) -> None:
    """Go down to a revision."""
    command.downgrade(_config(connection), revision)


def current(connection: Connection) -> str | None:
    """The revision at which the database stands; None when it is empty."""
    return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The newest revision."""
    return ScriptDirectory(str(SCRIPTS)).get_current_head()


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config
