"""How long things are kept, and that nothing open, held or young is ever purged."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.complaint import OPEN, Status
from portal.domain.retention import (
    BadPeriod,
    BatchMoved,
    BatchState,
    Kept,
    Obstacle,
    Period,
    SamePerson,
    Schedule,
    Standing,
    check_decision,
    obstacle,
)

DAY = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("10y", date(2016, 11, 30)),
        ("9M", date(2026, 2, 28)),
        (" 33m ", date(2024, 2, 29)),
        ("30d", date(2026, 10, 31)),
        ("9999y", date.min),
    ],
)
def test_a_period_counts_back_by_years_months_or_days(text: str, before: date) -> None:
    assert Period.parse(text).before(DAY) == before


@pytest.mark.parametrize("text", ["", "0y", "10", "y", "10w", "-1y", "1.5y", "12345d"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(BadPeriod):
        Period.parse(text)


def test_without_a_period_or_without_its_source_there_is_no_cutoff() -> None:
    ten = {Kept.COMPLAINT: Period(10, "y")}
    assert Schedule(ten, "示例文号").cutoff(Kept.COMPLAINT, DAY) == date(2016, 11, 30)
    assert Schedule(ten, "示例文号").cutoff(Kept.REPORT, DAY) is None
    assert Schedule(ten, "").cutoff(Kept.COMPLAINT, DAY) is None


@given(
    st.sampled_from(Status),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.none() | st.dates(DAY - timedelta(days=900), DAY),
)
def test_only_what_is_over_old_free_and_alone_goes(
    status: Status, is_held: bool, is_group_open: bool, is_purged: bool, ended_on: date | None
) -> None:
    cutoff = DAY - timedelta(days=365)
    goes = (
        status not in OPEN
        and not is_held
        and not is_group_open
        and not is_purged
        and ended_on is not None
        and ended_on < cutoff
    )
    found = obstacle(Standing(status, is_held, is_group_open, is_purged, ended_on), cutoff)
    assert (found is None) == goes


def test_the_reason_is_told() -> None:
    over = Standing(Status.CLOSED, False, False, False, DAY)
    assert obstacle(over, DAY) is Obstacle.TOO_YOUNG
    assert obstacle(Standing(Status.CLOSED, True, True, False, DAY), DAY) is Obstacle.HELD
    assert obstacle(Standing(Status.DISPUTED, True, True, False, DAY), DAY) is Obstacle.OPEN


@given(st.sampled_from(BatchState), st.integers(1, 3), st.integers(1, 3), st.booleans())
def test_nobody_confirms_what_he_proposed_and_nothing_is_decided_twice(
    state: BatchState, proposed_by: int, by: int, confirms: bool
) -> None:
    if state is not BatchState.PROPOSED:
        with pytest.raises(BatchMoved):
            check_decision(state, proposed_by, by, confirms=confirms)
    elif confirms and proposed_by == by:
        with pytest.raises(SamePerson):
            check_decision(state, proposed_by, by, confirms=confirms)
    else:
        check_decision(state, proposed_by, by, confirms=confirms)
