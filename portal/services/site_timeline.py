"""Following the timeline of the register: which sites have changed since the last look."""

import time
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from portal.models import Event

# No transaction lasts as long as this.
LATE_SECONDS: Final = 120
_LOOKED_BACK: Final = 1000


class _Gap(NamedTuple):
    """A stretch of numbers that are on no event so far, and until when one may still turn up."""

    first: int
    last: int
    until: float


class Timeline:
    """Where one reader of the timeline stands.

    PostgreSQL numbers events when they are written and shows them when they are committed: a
    lower number may come to light after a higher one, so numbers that were missing are looked for
    again for a while. On SQLite none is ever missing.
    """

    def __init__(self, session: Session) -> None:
        """Stand at the newest event: what is read from now on is as new or newer."""
        ids = sorted(session.scalars(Event.newest(_LOOKED_BACK)))
        self._last = ids[-1] if ids else 0
        self._gaps = list(_gaps(ids))

    def changed_sites(self, session: Session) -> set[int]:
        """The sites that events have come to light of since this was last asked."""
        gaps = [(gap.first, gap.last) for gap in self._gaps]
        events = session.execute(Event.after(self._last, gaps)).all()
        found = [event.id for event in events]
        now = time.monotonic()
        late = [gap for gap in self._gaps if gap.until > now]
        self._gaps = [left for gap in late for left in _without(gap, found)]
        self._gaps += _gaps([self._last, *(each for each in found if each > self._last)])
        self._last = max((self._last, *found))
        return {event.site_id for event in events if event.site_id is not None}


def _gaps(ids: Iterable[int]) -> Iterator[_Gap]:
    until = time.monotonic() + LATE_SECONDS
    for one, other in pairwise(ids):
        if other > one + 1:
            yield _Gap(one + 1, other - 1, until)


def _without(gap: _Gap, found: Iterable[int]) -> Iterator[_Gap]:
    """What is left of a gap once some of its numbers have turned up."""
    inside = [each for each in found if gap.first <= each <= gap.last]
    for one, other in pairwise([gap.first - 1, *inside, gap.last + 1]):
        if other > one + 1:
            yield _Gap(one + 1, other - 1, gap.until)
