"""What time it is for the services, so that demo data can be laid down as if long ago."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from typing import Final
from zoneinfo import ZoneInfo

CHINA: Final = ZoneInfo("Asia/Shanghai")
_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _pretended.get() or datetime.now(UTC)


def today() -> date:
    """The day it is in China."""
    return now().astimezone(CHINA).date()


@contextmanager
def pretending(moment: datetime) -> Iterator[None]:
    """A block in which it is that moment."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
