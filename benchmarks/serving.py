"""Starting gunicorn for a measurement, and counting the answers that clients get from it."""

import http.client
import os
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def gunicorn(target: str, port: int, environment: dict[str, str]) -> Iterator[int]:
    """Two gthread workers, as in production, for as long as the block lasts."""
    command = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}", target]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def answers_per_second(port: int, address: str, *, clients: int, seconds: float) -> float:
    """How many 200s a few keep-alive clients get per second."""
    counts = [0] * clients
    until = time.perf_counter() + seconds

    def ask(n: int) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        while time.perf_counter() < until:
            connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
            response = connection.getresponse()
            response.read()
            counts[n] += response.status == 200
        connection.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=ask, args=(n,)) for n in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - began)


def flask(environment: dict[str, str], *words: str) -> str:
    """A flask command on the measurement's own folder."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", *words]
    return subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        check=True,
        capture_output=True,
        text=True,
    ).stdout
