"""Writers on SQLite take turns at a gate, and nobody is locked out for good."""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, create_engine, text

from portal.models.engine import prepare, reading, set_reading
from portal.models.gate import Gate


@pytest.fixture(autouse=True)
def writing() -> None:
    set_reading(False)  # whatever request an earlier test has made in this thread


@pytest.fixture
def make_engine(tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    made: list[Engine] = []

    def make() -> Engine:
        made.append(create_engine(f"sqlite:///{tmp_path / 'a.db'}"))
        prepare(made[-1], None)
        return made[-1]

    yield make
    for engine in made:
        engine.dispose()


def is_free(folder: Path) -> bool:
    gate = Gate(folder / "a.db-gate", wait_seconds=0.05)
    has_entered = gate.enter()
    if has_entered:
        gate.leave()
    gate.close()
    return has_entered


def stand_inside(path: Path, ready: Connection) -> None:
    Gate(path, 5).enter()
    ready.send(None)
    signal.pause()


def test_a_writer_stands_inside_until_its_connection_is_back(
    make_engine: Callable[[], Engine], tmp_path: Path
) -> None:
    engine = make_engine()
    with engine.connect() as connection:
        connection.execute(text("create table t (x)"))
        assert not is_free(tmp_path)
        connection.commit()
    assert is_free(tmp_path)
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        connection.execute(text("insert into t values (1)"))
        raise ZeroDivisionError
    assert is_free(tmp_path)


def test_several_transactions_of_one_connection_do_not_wait_for_themselves(
    make_engine: Callable[[], Engine], tmp_path: Path
) -> None:
    with make_engine().connect() as connection:
        for _ in range(3):
            connection.execute(text("create table if not exists t (x)"))
            connection.commit()
            connection.execute(text("insert into t values (1)"))
            connection.rollback()
    assert is_free(tmp_path)


def test_readers_pass_by(make_engine: Callable[[], Engine], tmp_path: Path) -> None:
    with make_engine().connect() as writer:
        writer.execute(text("create table t (x)"))
        with reading(), make_engine().connect() as reader:
            assert reader.scalar(text("select 1")) == 1


def test_a_process_that_is_killed_leaves(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process: Any = context.Process(target=stand_inside, args=(tmp_path / "a.db-gate", there))
    process.start()
    here.recv()
    assert not is_free(tmp_path)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert is_free(tmp_path)
    for closable in (process, here, there):
        closable.close()


def test_who_waits_too_long_is_refused_by_sqlite_itself_and_no_gate_stays_shut(
    tmp_path: Path,
) -> None:
    gate, other = Gate(tmp_path / "a.db-gate", 0.05), Gate(tmp_path / "a.db-gate", 0.05)
    assert gate.enter()
    assert not other.enter()
    assert not gate.enter()
    gate.leave()
    assert other.enter()
    other.leave()
    gate.close()
    other.close()


def test_a_database_in_memory_has_no_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    engine = create_engine("sqlite://")
    prepare(engine, None)
    with engine.begin() as connection:
        connection.execute(text("create table t (x)"))
    engine.dispose()
    assert not list(tmp_path.iterdir())
