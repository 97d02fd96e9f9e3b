"""The figures of a shift."""

from datetime import UTC, datetime, timedelta

from portal.domain.calls import UNDER_WAY, CallOutcome
from portal.domain.shift import Taken, figures

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def taken(outcome: CallOutcome, seconds: int | None = None, *, ago: int = 60, broke: bool = False):
    opened = NOW - timedelta(minutes=ago)
    saved = None if seconds is None else opened + timedelta(seconds=seconds)
    return Taken(outcome, opened, saved, broke)


def test_a_day_without_calls_has_no_times() -> None:
    none = figures([], NOW)
    assert (none.calls, none.median_seconds, none.p90_seconds) == (0, None, None)


def test_times_are_those_of_registrations_alone_and_really_occurred() -> None:
    calls = [taken(CallOutcome.COMPLAINT, seconds) for seconds in range(10, 101, 10)]
    calls += [taken(CallOutcome.ENQUIRY, 5), taken(CallOutcome.BROKEN_OFF, 1)]
    calls += [taken(CallOutcome.JOINED, 99_999, broke=True)]
    found = figures(calls, NOW)
    assert (found.median_seconds, found.p90_seconds) == (50, 90)
    assert (found.calls, found.complaints, found.enquiries, found.broken_off) == (13, 11, 1, 1)


def test_what_was_left_open_counts_as_abandoned_after_a_while() -> None:
    minutes = int(UNDER_WAY.total_seconds() // 60)
    calls = [
        taken(CallOutcome.OPEN, ago=minutes + 1),
        taken(CallOutcome.OPEN, ago=minutes - 1),
        taken(CallOutcome.ABANDONED, 3),
        taken(CallOutcome.PROGRESS, 3),
    ]
    found = figures(calls, NOW)
    assert (found.abandoned, found.asked) == (2, 1)
