"""Starting the worker of batches: a process of its own, beside the request and not within it."""

import subprocess
import sys
import threading
from pathlib import Path
from typing import Final

from portal.web.settings import settings

_ROOT: Final = Path(__file__).parent.parent.parent
_COMMAND: Final = (sys.executable, "-m", "flask", "--app", "wsgi", "posters", "work")


def start() -> None:
    """Start one, after the batch was committed; if there is one at work, the second leaves at once.

    What ends it with the portal, the timer starts again (`deploy/prints.timer`).
    """
    if settings().print_worker == "timer":
        return
    worker = subprocess.Popen(  # noqa: S603  our own program, and nothing of anybody's in it
        _COMMAND, cwd=_ROOT, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip
    # Somebody must take note of its end, or it stays in the table of processes.
    threading.Thread(target=worker.wait, daemon=True).start()
