"""Working days on the Chinese calendar: closed days, make-up workdays, and the dates they give."""

from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True)
class WorkCalendar:
    """The published arrangement: weekdays that are closed (休) and rest days that are worked (班).

    A year that is not in `published` is reckoned by weekends alone and its dates are provisional.
    """

    closed: frozenset[date] = field(default_factory=frozenset)
    makeup: frozenset[date] = field(default_factory=frozenset)
    published: frozenset[int] = field(default_factory=frozenset)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on that day."""
        if day in self.makeup:
            return True
        return day.weekday() < 5 and day not in self.closed

    def is_published(self, first: date, last: date) -> bool:
        """Whether the arrangement of every year from `first` to `last` is known."""
        return all(year in self.published for year in range(first.year, last.year + 1))


@dataclass(frozen=True)
class DueDate:
    """A day by which something must be done; provisional where a calendar year is unpublished."""

    on: date
    is_provisional: bool


def due_after(start: date, working_days: int, calendar: WorkCalendar) -> DueDate:
    """The last day of a period of working days; the first day is not counted (民法典 201, 203).

    The period ends on a working day by its nature, a make-up Saturday included.
    """
    if working_days < 1:
        raise ValueError("a period has at least one working day")
    day, left = start, working_days
    while left:
        day += timedelta(days=1)
        left -= calendar.is_workday(day)
    return DueDate(day, not calendar.is_published(start, day))


def working_days_between(start: date, end: date, calendar: WorkCalendar) -> int:
    """How many working days lie after `start` up to and including `end`; negative when past."""
    if end < start:
        return -working_days_between(end, start, calendar)
    span = (end - start).days
    return sum(calendar.is_workday(start + timedelta(days=n)) for n in range(1, span + 1))
