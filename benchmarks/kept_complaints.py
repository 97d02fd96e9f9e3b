"""Databases with many complaints, laid down once and kept for the next run."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from benchmarks.intake import postgresql
from benchmarks.many_complaints import OnceVault, lay_down
from portal.models.engine import prepare
from portal.services import keys, migrate
from portal.services.vault import Vault

# Made after the rows: an index of many rows at once is made in a tenth of the time.
_GIN = "ix_complaint_words_words"


@contextmanager
def kept(kind: str, folder: Path, counts: tuple[int, ...]) -> Iterator[dict[int, str]]:
    """The addresses of databases of a kind with so many complaints, brought up to the layout of
    today. The keys of all of them lie in the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "keys.json").exists():
        keys.make_keys(folder / "keys.json")
    vault = Vault.at(folder / "keys.json")
    if kind == "sqlite":
        yield {
            count: _filled(f"sqlite:///{folder}/{count}.db", vault, count, folder)
            for count in counts
        }
        return
    with postgresql(folder) as url:
        urls = {count: _database(url, count) for count in counts}
        yield {count: _filled(urls[count], vault, count, folder) for count in counts}


def _database(url: str, count: int) -> str:
    name = f"complaints_{count}"
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if not connection.scalar(text("select 1 from pg_database where datname = :n"), {"n": name}):
            connection.execute(text(f"create database {name}"))
    engine.dispose()
    return url.replace("/postgres?", f"/{name}?")


def _filled(url: str, vault: Vault, count: int, folder: Path) -> str:
    engine = create_engine(url)
    prepare(engine, vault)
    with engine.begin() as connection:
        migrate.upgrade(connection)
    if not _is_filled(engine):
        began = time.perf_counter()
        _fill(engine, OnceVault.at(folder / "keys.json"), count)
        took = time.perf_counter() - began
        print(f"{engine.dialect.name}，{count:,} 件，装了 {took:.0f} 秒", flush=True)
    engine.dispose()
    return url


def _is_filled(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.scalar(text("select 1 from complaint limit 1")) is not None


def _fill(engine: Engine, vault: Vault, count: int) -> None:
    is_postgresql = engine.dialect.name == "postgresql"
    with engine.begin() as connection:
        index = ""
        if is_postgresql:
            connection.execute(text("set local maintenance_work_mem = '512MB'"))
            found = text("select indexdef from pg_indexes where indexname = :name")
            index = connection.scalar(found, {"name": _GIN})
            connection.execute(text(f"drop index {_GIN}"))
        lay_down(connection, vault, count)
        if is_postgresql:
            connection.execute(text(index))
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("vacuum analyze" if is_postgresql else "analyze"))
