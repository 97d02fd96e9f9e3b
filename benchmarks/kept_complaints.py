"""Databases with many complaints, laid down once and kept for the next run."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, create_engine, text

from benchmarks.intake import postgresql
from benchmarks.many_complaints import OnceVault, lay_down
from portal.models.engine import prepare
from portal.models.sealed import attach_vault
from portal.services import keys, migrate
from portal.services.vault import Vault

_FAST = {
    "sqlite": ("pragma journal_mode = off", "pragma cache_size = -1000000"),
    "postgresql": ("set maintenance_work_mem = '1GB'", "set synchronous_commit = off"),
}
_INDEXES = {
    "sqlite": "select name, sql from sqlite_master where type = 'index' and sql is not null"
    " and tbl_name like 'complaint%'",
    "postgresql": "select indexname, indexdef from pg_indexes where indexname like 'ix_complaint%'",
}


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
    is_filled = _is_filled(engine)
    engine.dispose()
    if not is_filled:
        began = time.perf_counter()
        _fill(url, OnceVault.at(folder / "keys.json"), count)
        took = time.perf_counter() - began
        print(f"{engine.dialect.name}，{count:,} 件，装了 {took:.0f} 秒", flush=True)
    return url


def _is_filled(engine: Engine) -> bool:
    with engine.connect() as connection:
        return connection.scalar(text("select 1 from complaint limit 1")) is not None


def _fill(url: str, vault: Vault, count: int) -> None:
    """With the indexes made after the rows: many rows at once take them a tenth of the time."""
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    attach_vault(engine, vault)
    kind = engine.dialect.name
    with engine.connect() as connection:
        for statement in _FAST[kind]:
            connection.execute(text(statement))
        indexes = connection.execute(text(_INDEXES[kind])).all()
        for name, _ in indexes:
            connection.execute(text(f"drop index {name}"))
        connection.execute(text("begin"))
        lay_down(connection, vault, count)
        connection.execute(text("commit"))
        for _, definition in indexes:
            connection.execute(text(definition))
        connection.execute(text("vacuum analyze" if kind == "postgresql" else "analyze"))
    engine.dispose()
