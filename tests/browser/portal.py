"""A whole portal for the browser: its own folder, demo data, gunicorn on a free port."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from config import from_environment
from portal import create_app
from portal.extensions import db

ROOT = Path(__file__).parents[2]
START_WITHIN_SECONDS = 60


@dataclass
class Portal:
    """A running portal, and the commands on its data."""

    folder: Path
    port: int
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.folder / "portal.log").read_text("utf-8", "replace")

    @cached_property
    def code(self) -> str:
        """Of the demo site whose board is complete."""
        return self.flask("demo", "show").split("/s/")[1][:8]

    def flask(self, *words: str) -> str:
        """Run a flask command and give what it printed: here, since processes begin slowly."""
        app = create_app(from_environment(self._environment()))
        done = app.test_cli_runner().invoke(args=list(words))
        with app.app_context():
            db.engine.dispose()
        assert done.exit_code == 0, (done.output, done.exception)
        return done.output

    def start(self) -> None:
        with (self.folder / "portal.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{self.port}", "wsgi:app"],
                cwd=ROOT, env=self._environment(), stdout=log, stderr=log,
            )  # fmt: skip
        until = time.monotonic() + START_WITHIN_SECONDS
        while time.monotonic() < until:
            try:
                urllib.request.urlopen(self.address + "/readyz", timeout=2).close()
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.log)

    def stop(self) -> None:
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATA_DIR": str(self.folder),
            "DATABASE_URL": "",
            "PUBLIC_BASE_URL": self.address,
        }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
