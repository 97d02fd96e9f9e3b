"""Drawing new codes: at random, so that nobody counts complaints or guesses the next site."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.codes import complete
from portal.models import Site

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
    found: list[str] = []
    while len(found) < count:
        drawn = list(dict.fromkeys(_drawn() for _ in range(count - len(found))))
        taken = set(found)
        for start in range(0, len(drawn), ASKED_AT_ONCE):
            some = drawn[start : start + ASKED_AT_ONCE]
            taken.update(session.scalars(select(Site.code).where(Site.code.in_(some))))
        found += [code for code in drawn if code not in taken]
    return found


def draw_receipt_number() -> str:
    """A receipt number; the database says whether another complaint has it."""
    return _drawn()


def draw_share_code() -> str:
    """A code for a group; the database says whether another group has it."""
    return _drawn()


def _drawn() -> str:
    return complete(f"{_draw.get()(10**7):07d}")
