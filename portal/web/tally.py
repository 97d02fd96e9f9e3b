"""Counting scans without writing: each process adds up, and writes once every few seconds.

The page behind a poster only reads. What is counted waits in memory, and a timer, which runs only
while something waits, adds it to the table in one short transaction. A process that is killed loses
what it has counted since; one that ends writes it first.
"""

import atexit
import logging
import threading
from collections import Counter
from typing import Final, cast

from flask import Flask, current_app

from portal.domain.scans import Counted
from portal.extensions import db
from portal.models.scan_count import UNTOLD
from portal.services import scans
from portal.services.clock import today
from portal.services.scans import Poster
from portal.web.settings import settings

logger = logging.getLogger("portal.scans")
# Whoever makes up numbers of placements must not fill the memory with them.
MOST_POSTERS: Final = 20_000


class Tally:
    """What one process has counted and not yet written."""

    def __init__(self, app: Flask, every_seconds: int) -> None:
        self._app = app
        self._every = every_seconds
        self._lock = threading.Lock()
        self._counts: Counter[tuple[Poster, Counted]] = Counter()
        self._will_write_at_exit = False

    def note(self, site_id: int, placement_id: int, counted: Counted) -> None:
        """Count one; costs a microsecond."""
        if len(self._counts) >= MOST_POSTERS:
            placement_id = UNTOLD
        with self._lock:
            is_first = not self._counts
            self._counts[Poster(today(), site_id, placement_id), counted] += 1
        if is_first and self._every:
            self._write_later()

    def write(self) -> None:
        """Add what was counted to the table; what cannot be written now waits for the next time."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
        if not counts:
            return
        try:
            with self._app.app_context():
                scans.add(db.session, counts)
                db.session.commit()
        except Exception as error:
            logger.error("scans not written: %s", type(error).__name__)
            with self._lock:
                self._counts.update(counts)
            if self._every:
                self._write_later()

    def _write_later(self) -> None:
        timer = threading.Timer(self._every, self.write)
        timer.daemon = True
        timer.start()
        if not self._will_write_at_exit:
            # Said here and not at the start: gunicorn loads the portal before it forks.
            self._will_write_at_exit = True
            atexit.register(self.write)


def init_app(app: Flask) -> None:
    """Begin with nothing."""
    with app.app_context():
        app.extensions["tally"] = Tally(app, settings().count_every_seconds)


def tally() -> Tally:
    """The tally of the running application."""
    return cast(Tally, current_app.extensions["tally"])
