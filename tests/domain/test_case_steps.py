"""No road skips a ground: what must come before a step, on every road that there is."""

from datetime import date, timedelta

import pytest

from portal.domain.casework import (
    Doubt,
    HearingMissing,
    Measure,
    NotMinorAndCorrected,
    OrderIncomplete,
    OrderNotOverdue,
    PercentOutOfRange,
    RecusalNotStated,
    ServedBeforeDecision,
    TwoInspectorsNeeded,
    check_decision,
    check_inspectors,
    check_measure,
    check_service,
    doubts_about,
    overdue_from,
)
from portal.domain.clocks import STARTS, STOPS, ClockKind
from portal.domain.complaint import (
    MOST_RETURNS,
    STEPS,
    Decision,
    Kind,
    Progress,
    Status,
    Step,
    progress_after,
)
from portal.domain.workdays import WorkCalendar
from tests.domain.test_complaint import START, TERMINAL, Stop, next_stops, reachable

KINDS = [Kind.COMPLAINT, Kind.REPORT]
DAY = date(2026, 11, 24)
HEARD = Progress(is_heard=True)


def every_step(kind: Kind) -> list[tuple[Stop, Step, Stop]]:
    return [
        (stop, step, after) for stop in reachable(kind) for step, after in next_stops(stop, kind)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_decides_what_is_not_investigated_and_closes_what_was_not_served(
    kind: Kind,
) -> None:
    for (status, _, progress), step, _ in every_step(kind):
        if step is Step.DECIDE:
            assert progress.is_complete
        if step is Step.CLOSE and status is Status.DECIDED:
            assert progress.is_served
            assert progress.decision
        if step is Step.ENFORCE:
            assert progress.is_served
            assert progress.decision is Decision.ORDER_TO_PAY


@pytest.mark.parametrize("kind", KINDS)
def test_no_road_extends_an_investigation_twice(kind: Kind) -> None:
    for (_, _, progress), step, (_, _, after) in every_step(kind):
        assert after.was_extended == (progress.was_extended or step is Step.EXTEND)
        if step is Step.EXTEND:
            assert not progress.was_extended


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_investigated_again_is_completed_heard_and_served_again(kind: Kind) -> None:
    for _, step, (_, _, after) in every_step(kind):
        if step is Step.REINVESTIGATE:
            assert not (after.is_heard or after.is_complete or after.is_served)
            assert after.decision is None


@pytest.mark.parametrize("kind", list(Kind))
def test_what_two_counties_sent_back_stays_where_the_city_sends_it(kind: Kind) -> None:
    for (status, _, progress), step, _ in every_step(kind):
        if status is Status.TRANSFERRED and progress.is_to_county:
            assert step in (Step.TAKE_OVER, Step.RETURN, Step.WITHDRAW)
            assert progress.returns < MOST_RETURNS or step is not Step.RETURN


@pytest.mark.parametrize("kind", list(Kind))
def test_every_end_on_every_road_stops_every_clock(kind: Kind) -> None:
    for _, step, (status, _, _) in every_step(kind):
        if status in TERMINAL:
            assert STOPS[step] == set(ClockKind), step


def test_only_steps_stop_clocks_and_none_is_paused() -> None:
    assert set(STOPS) | set(STARTS) <= set(Step)
    assert Step.ASK_SUPPLEMENT not in STOPS
    assert ClockKind.ACCEPTANCE not in STOPS.get(Step.TRANSFER, set())
    stopped = {
        kind for step, kinds in STOPS.items() if STEPS[step][1] not in TERMINAL for kind in kinds
    }
    # The day of an order ends with the case alone, or passes.
    assert set(ClockKind) - stopped == {ClockKind.PAYMENT}


def test_a_step_that_states_nothing_leaves_nothing() -> None:
    assert progress_after(Step.RECORD, START[2]) == START[2]


def test_two_different_inspectors_without_an_interest() -> None:
    check_inspectors(1, 2, is_free_of_interest=True)
    with pytest.raises(TwoInspectorsNeeded):
        check_inspectors(1, 1, is_free_of_interest=True)
    with pytest.raises(RecusalNotStated):
        check_inspectors(1, 2, is_free_of_interest=False)


def decide(decision: Decision, progress: Progress = HEARD, **more: object) -> None:
    given = {"on": DAY, "ordered_fen": None, "pay_by": None, "is_minor_and_corrected": False}
    check_decision(decision, progress, **{**given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("decision", [Decision.ORDER_TO_PAY, Decision.PENALTY])
def test_before_an_order_or_a_penalty_the_employer_is_heard(decision: Decision) -> None:
    order = {"ordered_fen": 1, "pay_by": DAY + timedelta(days=1)}
    with pytest.raises(HearingMissing):
        decide(decision, Progress(), **order)
    decide(decision, **order)


@pytest.mark.parametrize(
    "order",
    [
        {"ordered_fen": None, "pay_by": DAY + timedelta(days=1)},
        {"ordered_fen": 0, "pay_by": DAY + timedelta(days=1)},
        {"ordered_fen": 1, "pay_by": None},
        {"ordered_fen": 1, "pay_by": DAY},
    ],
)
def test_an_order_names_an_amount_and_a_day_to_come(order: dict[str, object]) -> None:
    with pytest.raises(OrderIncomplete):
        decide(Decision.ORDER_TO_PAY, **order)


def test_a_case_is_dropped_only_where_the_breach_was_minor_and_put_right() -> None:
    with pytest.raises(NotMinorAndCorrected):
        decide(Decision.REVOKED)
    decide(Decision.REVOKED, is_minor_and_corrected=True)


def test_nothing_follows_an_order_before_its_day_has_passed() -> None:
    with pytest.raises(OrderNotOverdue) as refused:
        check_measure(Measure.COURT, on=DAY, pay_by=DAY, percent=None)
    assert refused.value.first == overdue_from(DAY) == DAY + timedelta(days=1)
    check_measure(Measure.COURT, on=overdue_from(DAY), pay_by=DAY, percent=None)


def test_only_additional_pay_is_a_share_of_what_is_owed() -> None:
    with pytest.raises(PercentOutOfRange):
        check_measure(Measure.COURT, on=DAY + timedelta(days=1), pay_by=DAY, percent=50)


@pytest.mark.parametrize(
    ("pay_by", "doubts"),
    [
        (date(2026, 12, 10), ()),
        (date(2026, 12, 9), (Doubt.BEFORE_SERVICE,)),
        (date(2026, 12, 12), (Doubt.CLOSED_DAY,)),
        (date(2026, 12, 5), (Doubt.CLOSED_DAY, Doubt.BEFORE_SERVICE)),
    ],
)
def test_a_closed_day_and_one_before_service_are_doubtful(
    pay_by: date, doubts: tuple[Doubt, ...]
) -> None:
    decided_on, calendar = date(2026, 11, 30), WorkCalendar(published=frozenset({2026}))
    assert doubts_about(pay_by, decided_on=decided_on, calendar=calendar) == doubts


def test_what_is_not_decided_yet_reaches_nobody() -> None:
    check_service(DAY, decided_on=DAY)
    with pytest.raises(ServedBeforeDecision):
        check_service(DAY - timedelta(days=1), decided_on=DAY)


@pytest.mark.parametrize("percent", [None, 49, 101])
def test_additional_pay_is_half_to_the_whole_of_what_is_owed(percent: int | None) -> None:
    after = DAY + timedelta(days=1)
    with pytest.raises(PercentOutOfRange):
        check_measure(Measure.ADDITIONAL_PAY, on=after, pay_by=DAY, percent=percent)
    for allowed in (50, 100):
        check_measure(Measure.ADDITIONAL_PAY, on=after, pay_by=DAY, percent=allowed)
