"""The auditor's list: who read, showed, exported, printed or did what, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.models import Event
from portal.models.audit_entries import Asked, counted, newest, shown, stretch
from portal.services.clock import CHINA


@dataclass(frozen=True)
class Listed:
    """An entry with what it is about, as far as there is such a thing."""

    event: Event
    number: str | None
    site_code: str | None
    site_name: str | None

    @property
    def day(self) -> date:
        """The day in China on which it was done."""
        return self.event.at.astimezone(CHINA).date()


def day_of(day: date) -> tuple[datetime, datetime]:
    """The moments at which a day begins and ends in China."""
    begins = datetime.combine(day, time(), CHINA)
    return begins, begins + timedelta(days=1)


def page(session: Session, asked: Asked, *, before: int | None, size: int) -> list[Listed]:
    """The newest entries before a number; one more than `size` tells whether there are others."""
    stretched = _stretch(session, asked)
    if stretched is None:
        return []
    first, last = stretched
    if before is not None:
        last = before - 1 if last is None else min(last, before - 1)
    ids = list(session.scalars(newest(asked, first, last, size + 1)))
    return [Listed(*row) for row in session.execute(shown(ids))]


def count(session: Session, asked: Asked, cap: int) -> int:
    """How many entries are asked for, none counted beyond `cap`."""
    stretched = _stretch(session, asked)
    if stretched is None:
        return 0
    return session.scalar(counted(asked, *stretched, cap)) or 0


def _stretch(session: Session, asked: Asked) -> tuple[int | None, int | None] | None:
    """The first and the last number that may be asked for; None if nothing was done then."""
    if asked.since is None or asked.until is None:
        return None, None
    first, last = session.execute(stretch(asked.since, asked.until)).one()
    return None if first is None else (first, last)
