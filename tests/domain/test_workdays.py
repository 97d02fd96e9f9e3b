"""Working days, for any arrangement of closed days and make-up days that may be published."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.domain.workdays import WorkCalendar, due_after, working_days_between

FIRST, LAST = date(2025, 11, 1), date(2027, 2, 28)
SPAN = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
WEEKENDS_ALONE = WorkCalendar()

starts = st.dates(date(2025, 12, 1), date(2026, 12, 31))
lengths = st.integers(1, 60)
calendars = st.builds(
    WorkCalendar,
    closed=st.frozensets(
        st.sampled_from([day for day in SPAN if day.weekday() < 5]), min_size=8, max_size=60
    ),
    makeup=st.frozensets(
        st.sampled_from([day for day in SPAN if day.weekday() >= 5]), min_size=4, max_size=20
    ),
    published=st.frozensets(st.sampled_from([2025, 2026, 2027])),
)


@given(starts, lengths, calendars)
def test_a_period_never_ends_on_a_closed_day(
    start: date, length: int, calendar: WorkCalendar
) -> None:
    due = due_after(start, length, calendar)
    assert calendar.is_workday(due.on)
    assert due.on not in calendar.closed


@given(starts, lengths, calendars)
def test_counting_to_the_last_day_gives_the_length_of_the_period(
    start: date, length: int, calendar: WorkCalendar
) -> None:
    on = due_after(start, length, calendar).on
    assert working_days_between(start, on, calendar) == length
    assert working_days_between(start, on - timedelta(days=1), calendar) == length - 1


@given(starts, starts, lengths, calendars)
def test_who_comes_later_is_never_due_earlier(
    one: date, other: date, length: int, calendar: WorkCalendar
) -> None:
    first, second = sorted([one, other])
    assert due_after(first, length, calendar).on <= due_after(second, length, calendar).on


@given(starts, lengths, calendars)
def test_a_longer_period_ends_later(start: date, length: int, calendar: WorkCalendar) -> None:
    shorter, longer = (due_after(start, days, calendar).on for days in (length, length + 1))
    assert start < shorter < longer


@given(starts, lengths, calendars)
def test_the_first_day_is_not_counted_whatever_day_it_is(
    start: date, length: int, calendar: WorkCalendar
) -> None:
    closed = replace(calendar, closed=calendar.closed | {start}, makeup=calendar.makeup - {start})
    worked = replace(calendar, closed=calendar.closed - {start}, makeup=calendar.makeup | {start})
    assert due_after(start, length, closed) == due_after(start, length, worked)


@given(starts, lengths, calendars)
def test_a_date_is_provisional_exactly_when_it_touches_an_unpublished_year(
    start: date, length: int, calendar: WorkCalendar
) -> None:
    due = due_after(start, length, calendar)
    assert due.is_provisional == (not {start.year, due.on.year} <= calendar.published)


@given(starts, lengths, calendars)
def test_a_date_does_not_depend_on_days_beyond_it(
    start: date, length: int, calendar: WorkCalendar
) -> None:
    on = due_after(start, length, calendar).on
    until = replace(
        calendar,
        closed=frozenset(day for day in calendar.closed if day <= on),
        makeup=frozenset(day for day in calendar.makeup if day <= on),
    )
    assert due_after(start, length, until).on == on


@given(starts, starts, starts, calendars)
def test_counts_of_neighbouring_spans_add_up_backwards_too(
    one: date, two: date, three: date, calendar: WorkCalendar
) -> None:
    there = working_days_between(one, two, calendar)
    assert working_days_between(two, one, calendar) == -there
    onwards = working_days_between(two, three, calendar)
    assert working_days_between(one, three, calendar) == there + onwards


@given(starts, lengths, calendars)
def test_closing_a_day_never_brings_a_deadline_forward(
    start: date, length: int, calendar: WorkCalendar
) -> None:
    on = due_after(start, length, calendar).on
    assume(on not in calendar.makeup)
    moved = due_after(start, length, replace(calendar, closed=calendar.closed | {on})).on
    assert moved > on


def test_without_an_arrangement_weekends_alone_are_closed_and_every_date_is_provisional() -> None:
    friday = date(2026, 3, 6)
    due = due_after(friday, 5, WEEKENDS_ALONE)
    assert (due.on, due.is_provisional) == (date(2026, 3, 13), True)


def test_a_span_over_several_years_needs_the_arrangement_of_each() -> None:
    with_a_gap = WorkCalendar(published=frozenset({2025, 2027}))
    assert not with_a_gap.is_published(date(2025, 12, 31), date(2027, 1, 1))
    assert with_a_gap.is_published(date(2025, 1, 1), date(2025, 12, 31))


def test_a_due_date_that_is_today_has_no_days_left_and_yesterdays_is_one_late() -> None:
    tuesday, monday = date(2026, 3, 10), date(2026, 3, 9)
    assert working_days_between(tuesday, tuesday, WEEKENDS_ALONE) == 0
    assert working_days_between(tuesday, monday, WEEKENDS_ALONE) == -1


@pytest.mark.parametrize("length", [0, -1])
def test_a_period_has_at_least_one_day(length: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        due_after(FIRST, length, WEEKENDS_ALONE)
