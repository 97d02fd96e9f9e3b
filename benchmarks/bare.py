"""The limit of any intake: one small row an own transaction, through the ORM and nothing else."""

import multiprocessing
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from sqlalchemy import Engine, String, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from portal.models.engine import set_up_connection


class Base(DeclarativeBase):
    pass


class Entry(Base):
    """A table beside the portal's own, in the same database."""

    __tablename__ = "bare_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(40), unique=True)
    narrative: Mapped[str] = mapped_column(String(500))


@contextmanager
def committers(url: str, processes: int) -> Iterator[Callable[[float], float]]:
    """Processes that wait for their turn; what is yielded says how many rows all of them together
    commit per second in so many seconds."""
    engine = _engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()
    context = multiprocessing.get_context("spawn")
    ends, crew = [], []
    for _ in range(processes):
        here, there = context.Pipe()
        process = context.Process(target=_serve, args=(url, there), daemon=True)
        process.start()
        ends.append(here)
        crew.append(process)
    for end in ends:
        end.recv()

    def measure(seconds: float) -> float:
        for end in ends:
            end.send(seconds)
        return float(sum(end.recv() for end in ends))

    yield measure
    for end in ends:
        end.send(0.0)
    for process in crew:
        process.join()


def _serve(url: str, end: Connection) -> None:
    engine = _engine(url)
    _commit(engine)
    end.send(None)
    while seconds := end.recv():
        done, began = 0, time.perf_counter()
        while time.perf_counter() - began < seconds:
            _commit(engine)
            done += 1
        end.send(done / (time.perf_counter() - began))


def _commit(engine: Engine) -> None:
    with Session(engine) as session:
        session.add(Entry(number=secrets.token_hex(20), narrative="木工班，三个月没发" * 10))
        session.commit()


def _engine(url: str) -> Engine:
    """As the portal's, but without its gate: SQLite's own waiting, as anybody would have it."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", set_up_connection)
        event.listen(engine, "begin", lambda began: began.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine
