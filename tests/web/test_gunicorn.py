"""How gunicorn's processes share connections; that it starts is in test_start."""

import runpy
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

CONFIG = Path(__file__).parents[2] / "gunicorn.conf.py"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


@pytest.fixture
def worker() -> Any:
    """A process with nothing open yet; what it took is in `taken`."""
    kind = runpy.run_path(str(CONFIG))["worker_class"]
    worker = kind.__new__(kind)
    worker.nr_conns, worker.cfg, worker.taken = 0, SimpleNamespace(keepalive=5), []
    worker.enqueue_req = worker.taken.append
    return worker


def waited(worker: Any, listener: socket.socket, monkeypatch: pytest.MonkeyPatch, held: int) -> Any:
    """How long it leaves a connection to others that hold fewer."""
    naps: list[float] = []
    worker.nr_conns = held
    with monkeypatch.context() as patch:
        patch.setattr(time, "sleep", naps.append)
        worker.accept(listener)
    return sum(naps)


def test_who_holds_more_connections_waits_longer(
    worker: Any, listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    naps = [waited(worker, listener, monkeypatch, held) for held in (0, 1, 2, 3, 1000)]
    assert naps[0] == 0
    assert naps == sorted(set(naps))
    assert naps[-1] <= 0.001
    assert not worker.taken  # nobody had come


def test_a_connection_is_taken_once(worker: Any, listener: socket.socket) -> None:
    with socket.create_connection(listener.getsockname()):
        worker.accept(listener)
        worker.accept(listener)
    assert worker.nr_conns == 1
    [taken] = worker.taken
    taken.close()
