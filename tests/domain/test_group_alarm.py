"""When a site has an alarm, and that one more complaint never calms it."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.complaint import Headcount, Kind, Status, Topic
from portal.domain.group_alarm import (
    BASIS,
    AlarmState,
    Figures,
    Filing,
    Level,
    Limits,
    Threshold,
    counts,
    crossed,
    figures,
    is_graver,
    level_of,
    state_after,
)

NOW = datetime(2026, 11, 30, 10, tzinfo=UTC)
LIMITS = Limits()
YUAN = 100

filings = st.builds(
    Filing,
    received_at=st.integers(0, 60 * 24).map(lambda hours: NOW - timedelta(hours=hours)),
    kind=st.sampled_from([Kind.COMPLAINT, Kind.REPORT]),
    headcount=st.sampled_from(Headcount),
    amount_fen=st.none() | st.integers(0, 50_000 * YUAN),
    person=st.none() | st.sampled_from("abc"),
)
limits = st.builds(
    Limits,
    window_days=st.integers(1, 60),
    heads=st.integers(1, 15),
    amount_fen=st.integers(1, 200_000 * YUAN),
    complaints=st.integers(1, 6),
    within_days=st.integers(1, 30),
)


def own(days_ago: float, **facts: object) -> Filing:
    given = {"kind": Kind.COMPLAINT, "headcount": Headcount.ONE, **facts}
    return Filing(NOW - timedelta(days=days_ago), **given)  # type: ignore[arg-type]


def reached(*given: Filing, limits: Limits = LIMITS) -> tuple[Threshold, ...]:
    found = figures(given, limits, NOW)
    return crossed(found, limits) if found else ()


@given(st.lists(filings, max_size=12), filings, limits)
def test_another_complaint_never_lowers_the_alarm(
    before: list[Filing], more: Filing, limits: Limits
) -> None:
    first, second = (figures(each, limits, NOW) for each in (before, [*before, more]))
    if first is None:
        return
    assert second is not None
    assert second.complaints >= first.complaints
    assert second.people >= first.people
    assert second.sum_fen >= first.sum_fen
    assert second.fastest >= first.fastest
    assert second.since <= first.since
    assert set(crossed(second, limits)) >= set(crossed(first, limits))
    levels = level_of(crossed(first, limits)), level_of(crossed(second, limits))
    assert not is_graver(levels[0], levels[1])


@given(st.lists(filings, max_size=8), limits)
def test_the_order_in_which_they_are_read_changes_nothing(
    given: list[Filing], limits: Limits
) -> None:
    assert figures(given, limits, NOW) == figures(given[::-1], limits, NOW)


def test_people_are_counted_once_and_never_made_up() -> None:
    twice = [own(1, person="a"), own(2, person="a"), own(3)]
    found = figures([*twice, own(4, kind=Kind.REPORT, headcount=Headcount.FEW)], LIMITS, NOW)
    assert found == Figures(4, people=2, sum_fen=0, fastest=3, since=NOW - timedelta(days=4))
    assert reached(*twice) == ()


def test_one_word_of_ten_is_enough_and_so_are_ten_who_come_each_for_himself() -> None:
    assert Threshold.HEADS in reached(own(1, headcount=Headcount.MANY))
    ten = [own(2.5 * n) for n in range(10)]
    assert reached(*ten[:9], limits=Limits(complaints=99)) == ()
    assert reached(*ten, limits=Limits(complaints=99)) == (Threshold.HEADS,)


def test_the_sum_is_that_of_several_and_of_each_person_once() -> None:
    much = 60_000 * YUAN
    assert reached(own(1, amount_fen=2 * much)) == ()
    assert reached(own(1, amount_fen=much, person="a"), own(2, amount_fen=much, person="a")) == ()
    assert reached(own(1, amount_fen=much), own(2, amount_fen=much)) == (Threshold.AMOUNT,)
    report = own(3, amount_fen=much, kind=Kind.REPORT)
    assert reached(own(1, amount_fen=much), report) == ()


def test_three_within_a_week_are_fast_whenever_the_week_was() -> None:
    assert reached(own(20), own(21), own(26)) == (Threshold.SPEED,)
    assert reached(own(19), own(21), own(26)) == ()
    assert reached(own(29), own(30), own(31)) == ()


@pytest.mark.parametrize(
    ("reached", "level"),
    [
        ((), None),
        ((Threshold.SPEED, Threshold.AMOUNT), Level.SEVERAL),
        ((Threshold.HEADS,), Level.MASS),
    ],
)
def test_how_grave_it_is(reached: tuple[Threshold, ...], level: Level | None) -> None:
    assert level_of(reached) is level


def test_every_threshold_says_whose_rule_it_is() -> None:
    assert set(BASIS) == set(Threshold)
    assert all("本局规定" in basis for basis in BASIS.values())


def test_only_open_matters_of_inspection_count() -> None:
    assert counts(Kind.COMPLAINT, Topic.WAGES, Status.RECEIVED)
    assert counts(Kind.REPORT, Topic.DEDUCTION, Status.DECIDED)
    assert not counts(Kind.COMPLAINT, Topic.WAGES, Status.CLOSED)
    assert not counts(Kind.COMPLAINT, Topic.SAFETY, Status.RECEIVED)
    assert not counts(Kind.ENQUIRY, Topic.WAGES, Status.RECEIVED)


@pytest.mark.parametrize(
    ("state", "before", "now", "is_group_open", "after"),
    [
        (AlarmState.NEW, Level.SEVERAL, Level.SEVERAL, False, AlarmState.NEW),
        (AlarmState.NEW, Level.MASS, None, False, AlarmState.OVER),
        (AlarmState.DISMISSED, Level.SEVERAL, Level.SEVERAL, False, AlarmState.DISMISSED),
        (AlarmState.DISMISSED, Level.SEVERAL, Level.MASS, False, AlarmState.NEW),
        (AlarmState.DISMISSED, Level.MASS, Level.SEVERAL, False, AlarmState.DISMISSED),
        (AlarmState.TAKEN_UP, Level.SEVERAL, None, True, AlarmState.TAKEN_UP),
        (AlarmState.TAKEN_UP, Level.SEVERAL, Level.MASS, True, AlarmState.TAKEN_UP),
        (AlarmState.TAKEN_UP, Level.MASS, Level.MASS, False, AlarmState.OVER),
    ],
)
def test_what_becomes_of_an_alarm(
    state: AlarmState, before: Level, now: Level | None, is_group_open: bool, after: AlarmState
) -> None:
    assert state_after(state, before, now, is_group_open=is_group_open) is after
