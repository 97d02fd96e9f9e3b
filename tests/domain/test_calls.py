"""Broken calls: when to call back, and when 无法联系 may be said."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.calls import (
    APART,
    FIRST_AFTER,
    Attempt,
    AttemptOutcome,
    CallOutcome,
    CallOver,
    check_can_be_taken_up,
    failed_since_reached,
    is_out_of_reach,
    next_try_at,
)

ENDED = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def tries(*outcomes: tuple[float, AttemptOutcome]) -> list[Attempt]:
    return [Attempt(ENDED + hours * HOUR, outcome) for hours, outcome in outcomes]


@pytest.mark.parametrize("failed", sorted(set(AttemptOutcome) - {AttemptOutcome.DONE}))
def test_two_failed_tries_at_different_times_are_out_of_reach(failed: AttemptOutcome) -> None:
    assert is_out_of_reach(tries((1, failed), (3, AttemptOutcome.NO_ANSWER)))
    assert not is_out_of_reach(tries((1, failed), (1.5, failed), (2.9, failed)))
    assert not is_out_of_reach(tries((1, failed)))
    assert not is_out_of_reach([])


def test_whoever_was_reached_is_never_out_of_reach() -> None:
    reached = tries(
        (1, AttemptOutcome.BUSY), (4, AttemptOutcome.DONE), (9, AttemptOutcome.NO_ANSWER)
    )
    assert not is_out_of_reach(reached)
    assert next_try_at(ENDED, reached) is None


def test_what_failed_before_somebody_was_reached_no_longer_counts() -> None:
    busy, done, silent = AttemptOutcome.BUSY, AttemptOutcome.DONE, AttemptOutcome.NO_ANSWER
    all_of_them = tries((9, silent), (1, busy), (4, done), (12, busy))
    assert failed_since_reached(all_of_them) == tries((9, silent), (12, busy))
    assert failed_since_reached(tries((1, busy), (4, done))) == []


def test_the_next_try_is_soon_then_after_a_while_then_never() -> None:
    assert next_try_at(ENDED, []) == ENDED + FIRST_AFTER
    first = tries((1, AttemptOutcome.NO_ANSWER))
    assert next_try_at(ENDED, first) == first[0].at + APART
    hasty = [*first, *tries((1.1, AttemptOutcome.BUSY))]
    assert next_try_at(ENDED, hasty) == first[0].at + APART
    assert next_try_at(ENDED, [*hasty, *tries((4, AttemptOutcome.BUSY))]) is None


@pytest.mark.parametrize("outcome", list(CallOutcome))
def test_only_what_is_open_or_broken_off_is_taken_up(outcome: CallOutcome) -> None:
    if outcome in (CallOutcome.OPEN, CallOutcome.BROKEN_OFF):
        check_can_be_taken_up(outcome)
    else:
        with pytest.raises(CallOver):
            check_can_be_taken_up(outcome)
