"""How long clocks run, what is left of them, and when somebody is warned."""

from datetime import date

import pytest

from portal.domain.clocks import ClockKind, Spans, Urgency, days_left, urgency
from portal.domain.workdays import due_after
from tests.domain.test_deadlines import YEAR_2026

FRIDAY, MONDAY = date(2026, 11, 20), date(2026, 11, 23)


def test_a_bureau_sets_the_lengths_that_no_law_of_its_rank_does_and_no_others() -> None:
    spans = Spans(decision=20, transfer_reply=3, dispute=10, answer=2)
    assert [spans.of(kind) for kind in ClockKind if kind is not ClockKind.PAYMENT] == [
        5,
        2,
        60,
        20,
        7,
        3,
        10,
    ]


def test_service_passes_over_the_national_holiday() -> None:
    """30 September; 8 9, Saturday the 10th, 12 13 14 October."""
    days = Spans().of(ClockKind.SERVICE)
    assert due_after(date(2026, 9, 29), days, YEAR_2026).on == date(2026, 10, 14)


@pytest.mark.parametrize(
    ("due_on", "today", "left"),
    [
        (MONDAY, FRIDAY, 1),
        (MONDAY, MONDAY, 0),
        (FRIDAY, MONDAY, -1),
        (FRIDAY, date(2026, 11, 21), -1),
        (date(2026, 10, 10), date(2026, 10, 1), 3),
    ],
)
def test_what_is_left_is_told_in_working_days(due_on: date, today: date, left: int) -> None:
    assert days_left(due_on, today, YEAR_2026) == left


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 18), None),
        (date(2026, 11, 19), Urgency.SOON),
        (FRIDAY, Urgency.SOON),
        (date(2026, 11, 22), Urgency.SOON),
        (MONDAY, Urgency.TODAY),
        (date(2026, 11, 24), Urgency.OVERDUE),
    ],
)
def test_a_clock_warns_two_working_days_ahead_on_its_day_and_beyond(
    today: date, told: Urgency | None
) -> None:
    assert urgency(MONDAY, today, YEAR_2026) is told
