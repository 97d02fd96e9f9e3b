"""When a message is tried again, and when it is left to a person."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.domain.delivery import RETRY_AFTER, UNSURE, Failure, next_try_at

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 5), (3, 30), (4, 120), (5, 720), (6, None)]
)
@pytest.mark.parametrize("failure", [Failure.UNREACHABLE, Failure.REJECTED])
def test_the_pause_grows_and_the_sixth_failure_is_the_last(
    failure: Failure, attempts: int, minutes: int | None
) -> None:
    expected = None if minutes is None else NOW + timedelta(minutes=minutes)
    assert next_try_at(failure, attempts, NOW) == expected


@pytest.mark.parametrize("failure", [*sorted(UNSURE), Failure.STALE, Failure.MOVED])
def test_what_may_have_arrived_or_is_no_news_is_never_sent_again_by_itself(
    failure: Failure,
) -> None:
    assert next_try_at(failure, 1, NOW) is None


def test_all_tries_fit_into_the_time_in_which_it_is_news() -> None:
    from portal.domain.delivery import STALE_AFTER

    assert sum(RETRY_AFTER, timedelta()) < STALE_AFTER
