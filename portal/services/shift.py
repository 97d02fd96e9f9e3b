"""The figures of a day at the hotline, of all together and of each operator."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from portal.domain.shift import Figures, Taken, figures
from portal.models import Call, Staff
from portal.services import clock
from portal.services.clock import CHINA


@dataclass(frozen=True)
class Shift:
    """A day: the figures of all, and by the name of each operator."""

    together: Figures
    each: tuple[tuple[str, Figures], ...]


def day_bounds(on: date) -> tuple[datetime, datetime]:
    """The moments between which it is that day in China."""
    begin = datetime.combine(on, time(), CHINA)
    return begin, begin + timedelta(days=1)


def of_day(session: Session, on: date, *, region: str) -> Shift:
    """The shift of a day, as far as staff of a region see it."""
    names: dict[int, str] = {}
    taken: dict[int, list[Taken]] = {}
    for row in session.execute(Call.shift(region, *day_bounds(on))):
        names[row.staff_id] = row.display_name
        call = Taken(row.outcome, row.opened_at, row.saved_at, bool(row.reason))
        taken.setdefault(row.staff_id, []).append(call)
    now = clock.now()
    together = figures([call for each in taken.values() for call in each], now)
    by_name = sorted(taken, key=lambda staff_id: (names[staff_id], staff_id))
    each = [(names[staff_id], figures(taken[staff_id], now)) for staff_id in by_name]
    return Shift(together, tuple(each))


def own_calls(session: Session, by: Staff) -> list[Call]:
    """What somebody took today, newest first."""
    return list(session.scalars(Call.of_day(by.id, *day_bounds(clock.today()))))
