"""Starting gunicorn for a measurement, and the commands that lay down its data."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent


@contextmanager
def gunicorn(target: str, port: int, environment: dict[str, str]) -> Iterator[int]:
    """The processes and threads of production, for as long as the block lasts."""
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
        else:
            sys.exit(f"{target} does not start: python -m gunicorn {target} says why")
        yield port
    finally:
        process.terminate()
        process.wait(20)


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


def lay_down(environment: dict[str, str]) -> None:
    """Keys, tables and demo data in the measurement's own folder."""
    for words in (("keys", "init"), ("db", "upgrade"), ("demo", "load")):
        flask(environment, *words)


def demo_site(environment: dict[str, str]) -> str:
    """The code of a site whose board is complete."""
    found = re.search(r"/s/(\d{8})", flask(environment, "demo", "show"))
    assert found
    return found[1]


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
