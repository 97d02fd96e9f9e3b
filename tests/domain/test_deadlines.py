"""The clocks of a complaint, counted by hand on the arrangement published for 2026."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.deadlines import INVESTIGATION_WORKING_DAYS, acceptance_due
from portal.domain.workdays import DueDate, WorkCalendar, due_after, working_days_between


def days(*month_days: tuple[int, int]) -> frozenset[date]:
    return frozenset(date(2026, month, day) for month, day in month_days)


YEAR_2026 = WorkCalendar(
    closed=days(
        *[(1, 1), (1, 2)],
        *[(2, 16), (2, 17), (2, 18), (2, 19), (2, 20), (2, 23)],
        *[(4, 6), (5, 1), (5, 4), (5, 5), (6, 19), (9, 25)],
        *[(10, 1), (10, 2), (10, 5), (10, 6), (10, 7)],
    ),
    makeup=days((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10)),
    published=frozenset({2026}),
)


def on(month: int, day: int) -> date:
    return date(2026, month, day)


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        pytest.param(on(3, 2), on(3, 9), id="an ordinary week: 3 4 5 6, 9"),
        pytest.param(on(2, 11), on(2, 25), id="over Spring Festival: 12 13, Sat 14, 24 25"),
        pytest.param(on(2, 17), on(2, 28), id="in Spring Festival: 24 25 26 27, Sat 28"),
        pytest.param(on(4, 3), on(4, 13), id="over Qingming: 7 8 9 10, 13"),
        pytest.param(on(4, 30), on(5, 11), id="over Labour Day: 6 7 8, Sat 9, 11"),
        pytest.param(on(9, 29), on(10, 12), id="over National Day: 30, 8 9, Sat 10, 12"),
        pytest.param(on(10, 5), on(10, 13), id="in National Day: 8 9, Sat 10, 12 13"),
        pytest.param(on(9, 24), on(10, 9), id="over Mid-autumn and National Day: 28 29 30, 8 9"),
    ],
)
def test_five_working_days_pass_over_holidays(received_on: date, due_on: date) -> None:
    assert acceptance_due(received_on, YEAR_2026) == DueDate(due_on, is_provisional=False)


@pytest.mark.parametrize(
    ("received_on", "due_on", "weekday"),
    [
        pytest.param(on(2, 9), on(2, 14), "Saturday", id="10 11 12 13, Sat 14"),
        pytest.param(on(2, 14), on(2, 28), "Saturday", id="24 25 26 27, Sat 28"),
        pytest.param(on(9, 28), on(10, 10), "Saturday", id="29 30, 8 9, Sat 10"),
        pytest.param(on(9, 14), on(9, 20), "Sunday", id="15 16 17 18, Sun 20"),
    ],
)
def test_a_deadline_may_fall_on_a_weekend_that_is_worked(
    received_on: date, due_on: date, weekday: str
) -> None:
    assert due_on.strftime("%A") == weekday
    assert acceptance_due(received_on, YEAR_2026).on == due_on


@pytest.mark.parametrize(
    ("received_on", "due_on"),
    [
        pytest.param(on(3, 7), on(3, 13), id="Saturday: 9 10 11 12 13"),
        pytest.param(on(3, 8), on(3, 13), id="Sunday: the same"),
        pytest.param(on(6, 13), on(6, 22), id="Saturday before Dragon Boat: 15 16 17 18, 22"),
        pytest.param(on(10, 10), on(10, 16), id="Saturday that is worked: 12 13 14 15 16"),
    ],
)
def test_what_comes_in_on_a_weekend_is_counted_from_the_next_day(
    received_on: date, due_on: date
) -> None:
    assert acceptance_due(received_on, YEAR_2026).on == due_on


@pytest.mark.parametrize(
    ("accepted_on", "due_on"),
    [
        # 26 27, Sat 28 of February; 22 of March; 21 of April; 6 7 8, Sat 9, 11-15, 18-22 of May
        pytest.param(on(2, 25), on(5, 22), id="3 + 22 + 21 + 14"),
        # 30 September; 8 9, Sat 10, 12-30 October; 21 of November; 1-28 December
        pytest.param(on(9, 29), on(12, 28), id="1 + 18 + 21 + 20"),
    ],
)
def test_an_investigation_has_sixty_working_days_from_acceptance(
    accepted_on: date, due_on: date
) -> None:
    due = due_after(accepted_on, INVESTIGATION_WORKING_DAYS, YEAR_2026)
    assert due == DueDate(due_on, is_provisional=False)


@given(st.dates(date(2025, 11, 1), date(2026, 12, 31)), st.integers(0, 40))
def test_who_came_later_is_never_answered_sooner(came_on: date, days_later: int) -> None:
    later_on = came_on + timedelta(days=days_later)
    first, second = acceptance_due(came_on, YEAR_2026), acceptance_due(later_on, YEAR_2026)
    assert came_on < first.on <= second.on
    assert YEAR_2026.is_workday(first.on)
    assert working_days_between(came_on, first.on, YEAR_2026) == 5


def test_a_deadline_on_the_last_published_day_is_certain_and_one_beyond_is_not() -> None:
    assert acceptance_due(on(12, 24), YEAR_2026) == DueDate(on(12, 31), is_provisional=False)
    assert acceptance_due(on(12, 25), YEAR_2026) == DueDate(date(2027, 1, 1), is_provisional=True)


def test_an_investigation_that_runs_into_the_next_year_is_provisional() -> None:
    """14 of October, 21 of November, 23 of December, then 1 and 4 January by weekends alone."""
    due = due_after(on(10, 12), INVESTIGATION_WORKING_DAYS, YEAR_2026)
    assert due == DueDate(date(2027, 1, 4), is_provisional=True)


def test_loading_the_next_year_moves_a_provisional_date_and_makes_it_certain() -> None:
    new_year = date(2027, 1, 1)
    loaded = replace(
        YEAR_2026, closed=YEAR_2026.closed | {new_year}, published=frozenset({2026, 2027})
    )
    before, after = (acceptance_due(on(12, 29), calendar) for calendar in (YEAR_2026, loaded))
    assert before == DueDate(date(2027, 1, 5), is_provisional=True)
    assert after == DueDate(date(2027, 1, 6), is_provisional=False)


def test_a_year_without_an_arrangement_is_reckoned_by_weekends_and_provisional() -> None:
    assert acceptance_due(date(2028, 2, 11), YEAR_2026) == DueDate(
        date(2028, 2, 18), is_provisional=True
    )
