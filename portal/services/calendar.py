"""The working-day calendar: reading it for the rules, and loading a published year."""

from datetime import datetime
from weakref import WeakKeyDictionary

import chinese_calendar
from sqlalchemy import Connection, Engine, Row, select
from sqlalchemy.orm import Session

from portal.domain.workdays import WorkCalendar
from portal.models import CalendarDay, CalendarYear, prepared
from portal.models.calendar_day import DayKind
from portal.services.clock import today

Loads = tuple[Row[int, int, datetime], ...]
# Of each database that this process uses, the calendar and the loads that it was made from.
_kept: WeakKeyDictionary[Engine | Connection, tuple[Loads, WorkCalendar]] = WeakKeyDictionary()


class YearNotPublished(ValueError):
    """The library does not know the official arrangement of that year."""

    def __init__(self, year: int) -> None:
        super().__init__(str(year))
        self.year = year


def work_calendar(session: Session) -> WorkCalendar:
    """The calendar as it is loaded; its days are read again only when a year has changed."""
    loads = tuple(prepared.rows(session.connection(), CalendarYear.loads(), {}))
    kept = _kept.get(session.get_bind())
    if kept is None or kept[0] != loads:
        kept = (loads, _read(session))
        _kept[session.get_bind()] = kept
    return kept[1]


def _read(session: Session) -> WorkCalendar:
    days = session.execute(select(CalendarDay.on, CalendarDay.kind)).all()
    return WorkCalendar(
        closed=frozenset(on for on, kind in days if kind is DayKind.CLOSED),
        makeup=frozenset(on for on, kind in days if kind is DayKind.MAKEUP),
        published=frozenset(session.scalars(select(CalendarYear.year))),
    )


def load_year(session: Session, year: int) -> CalendarYear:
    """Take a year's arrangement from the `chinesecalendar` package, replacing an earlier version.

    Raises YearNotPublished.
    """
    closed = {day for day in chinese_calendar.holidays if day.year == year and day.weekday() < 5}
    makeup = {day for day in chinese_calendar.workdays if day.year == year and day.weekday() >= 5}
    if not closed:
        raise YearNotPublished(year)
    kept = session.get(CalendarYear, year)
    if kept is not None and {day.on for day in kept.days} == closed | makeup:
        return kept
    if kept is None:
        kept = CalendarYear(year=year, version=0)
        session.add(kept)
    kept.version += 1
    kept.source = "chinesecalendar"
    kept.days = [
        CalendarDay(on=day, year=year, kind=DayKind.CLOSED if day in closed else DayKind.MAKEUP)
        for day in sorted(closed | makeup)
    ]
    session.flush()  # the rules see it from here on: asking for the calendar flushes nothing
    return kept


def published_years() -> tuple[int, ...]:
    """The years that the package knows, from the year before last on: the demo reaches back so."""
    first = today().year - 2
    return tuple(sorted({day.year for day in chinese_calendar.holidays if day.year >= first}))


def days_of(session: Session, year: int) -> list[CalendarDay]:
    """The days of a loaded year that are not what their weekday says; empty when not loaded."""
    found = session.get(CalendarYear, year)
    return found.days if found else []
