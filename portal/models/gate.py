"""A gate before SQLite's write lock, so that writers take turns instead of oversleeping theirs."""

import fcntl
import os
import threading
import time
from pathlib import Path

_LOOK_EVERY_SECONDS = 0.0001


class Gate:
    """Lets one writer of all processes through. Who has waited too long goes on without having
    entered, to be refused by the lock of SQLite itself, which stands behind the gate.

    SQLite sleeps up to 100 ms between two looks at its lock, and longer the longer it has waited,
    so whoever comes later overtakes. Here the threads of a process wait in a queue, and only the
    first of them looks whether another process is done, every tenth of a millisecond.
    """

    def __init__(self, path: Path, wait_seconds: float) -> None:
        self._path = path
        self._wait_seconds = wait_seconds
        self._thread = threading.Lock()
        self._file = -1

    def enter(self) -> bool:
        """Whether it has been entered; then it must be left. A process that dies leaves it."""
        until = time.monotonic() + self._wait_seconds
        if not self._thread.acquire(timeout=self._wait_seconds):
            return False
        if self._file < 0:
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while not self._is_locked():
            if time.monotonic() > until:
                self._thread.release()
                return False
            time.sleep(_LOOK_EVERY_SECONDS)
        return True

    def leave(self) -> None:
        """Let the next one in; any thread may say so."""
        fcntl.flock(self._file, fcntl.LOCK_UN)
        self._thread.release()

    def close(self) -> None:
        """Let go of the file; whoever enters next opens it again."""
        with self._thread:
            if self._file >= 0:
                os.close(self._file)
            self._file = -1

    def _is_locked(self) -> bool:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
