"""Drawing new codes: at random, so that nobody counts complaints or guesses the next site."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.domain.codes import complete
from portal.models import Complaint, Site

ASKED_AT_ONCE: Final = 500
Draw = Callable[[int], int]
_draw: ContextVar[Draw] = ContextVar("draw", default=secrets.randbelow)


@contextmanager
def drawing_with(draw: Draw) -> Iterator[None]:
    """A block that draws its numbers (from 0 up to, not including, the one given) in another way,
    so that demo data get the same codes every time."""
    token = _draw.set(draw)
    try:
        yield
    finally:
        _draw.reset(token)


def new_site_code(session: Session) -> str:
    """A site code that no site has or ever had (sites are never deleted)."""
    return new_site_codes(session, 1)[0]


def new_site_codes(session: Session, count: int) -> list[str]:
    """So many different ones, asked of the database ASKED_AT_ONCE at a time."""
    return _new(session, Site.code, count)


def new_receipt_number(session: Session) -> str:
    """A receipt number that no complaint has."""
    return _new(session, Complaint.number, 1)[0]


def _new(session: Session, column: InstrumentedAttribute[str], count: int) -> list[str]:
    found: list[str] = []
    while len(found) < count:
        wanted = range(count - len(found))
        drawn = list(dict.fromkeys(complete(f"{_draw.get()(10**7):07d}") for _ in wanted))
        taken = set(found)
        for start in range(0, len(drawn), ASKED_AT_ONCE):
            some = drawn[start : start + ASKED_AT_ONCE]
            taken.update(session.scalars(select(column).where(column.in_(some))))
        found += [code for code in drawn if code not in taken]
    return found
