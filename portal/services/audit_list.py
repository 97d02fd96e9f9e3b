"""The auditor's list: who read, showed, exported, printed or did what, a page at a time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.models import Event
from portal.models.audit_entries import Asked, newest, shown, stretch
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
    first = last = None
    if asked.since is not None and asked.until is not None:
        first, last = session.execute(stretch(asked.since, asked.until)).one()
        if first is None:
            return []
    if before is not None:
        last = before - 1 if last is None else min(last, before - 1)
    ids = list(session.scalars(newest(asked, first, last, size + 1)))
    return [Listed(*row) for row in session.execute(shown(ids))]
