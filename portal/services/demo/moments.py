"""Laying out moments in the past: office hours on working days, and the hours workers have free."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from portal.domain.workdays import WorkCalendar, due_after
from portal.services.clock import CHINA

# Minutes of the day: 8:30 to 12:00 and 14:30 to 18:00, with room for what follows at once.
_OFFICE: Final = ((510, 705), (870, 1065))
# Before work, at noon, after work.
_FREE: Final = ((390, 450), (720, 830), (1080, 1305))


def in_office(day: date, rng: Random) -> datetime:
    """A moment in office hours."""
    return _within(day, rng, rng.choice(_OFFICE))


def in_free_time(day: date, rng: Random) -> datetime:
    """A moment at which a worker has his phone in hand."""
    return _within(day, rng, rng.choices(_FREE, (1, 3, 4))[0])


def since_midnight(now: datetime, rng: Random) -> datetime:
    """A moment of today that is past, from seven in the morning on where that is possible."""
    midnight = datetime.combine(now.date(), time(), CHINA)
    seven = midnight + timedelta(hours=7)
    start = seven if now > seven else midnight
    return start + (now - start) * rng.uniform(0.02, 0.98)


def working_days_after(day: date, count: int, calendar: WorkCalendar) -> date:
    """The working day that lies so many after a day."""
    return due_after(day, count, calendar).on


def last_working_day(day: date, calendar: WorkCalendar) -> date:
    """The day itself, or the working day before it."""
    while not calendar.is_workday(day):
        day -= timedelta(days=1)
    return day


def _within(day: date, rng: Random, minutes: tuple[int, int]) -> datetime:
    start = datetime.combine(day, time(), CHINA)
    return start + timedelta(minutes=rng.randint(*minutes), seconds=rng.randrange(60))
