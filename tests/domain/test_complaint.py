"""The road of a complaint: where it may go from each state, and where it must not."""

from functools import cache
from itertools import product

import pytest

from portal.domain.casework import RefusalGround
from portal.domain.complaint import (
    BY_WORKER,
    MOST_RETURNS,
    NOTHING_DONE,
    OPEN,
    STEPS,
    UNDECIDED,
    Decision,
    Headcount,
    Kind,
    Progress,
    Status,
    Step,
    StepNotAllowed,
    allowed_steps,
    progress_after,
    status_after,
)

TERMINAL = {Status.REFUSED, Status.CLOSED, Status.WITHDRAWN}
STANDINGS = list(product(Status, Kind, [False, True]))
# A state, whether there was a dispute, and what has been done.
Stop = tuple[Status, bool, Progress]
START: Stop = (Status.RECEIVED, False, NOTHING_DONE)


def next_stops(stop: Stop, kind: Kind) -> list[tuple[Step, Stop]]:
    """Where each step open at a stop leads, whatever is decided and wherever it is sent."""
    status, was_disputed, progress = stop
    return [
        (
            step,
            (
                status_after(step, status, kind, was_disputed=was_disputed, progress=progress),
                was_disputed or step is Step.DISPUTE,
                progress_after(step, progress, decision=decision, is_to_county=is_to_county),
            ),
        )
        for step in allowed_steps(status, kind, was_disputed=was_disputed, progress=progress)
        for decision in (Decision if step is Step.DECIDE else [None])
        for is_to_county in ([True, False] if step is Step.TRANSFER else [False])
    ]


@cache
def reachable(kind: Kind, start: Stop = START) -> frozenset[Stop]:
    """Every stop that a complaint of the kind can come to; returns are counted to two, since
    nothing asks whether there were more."""
    found: set[Stop] = set()
    ahead = [start]
    while ahead:
        stop = ahead.pop()
        if stop not in found and stop[2].returns <= MOST_RETURNS:
            found.add(stop)
            ahead += [after for _, after in next_stops(stop, kind)]
    return frozenset(found)


def walk(kind: Kind, *steps: Step) -> tuple[Status, bool]:
    stop = START
    for step in steps:
        stop = dict(next_stops(stop, kind))[step]
    return stop[:2]


ROAD = (Step.ACCEPT, Step.INVESTIGATE, Step.COMPLETE, Step.DECIDE, Step.SERVE, Step.CLOSE)


@pytest.mark.parametrize("kind", Kind)
def test_nothing_leads_out_of_an_end_except_a_dispute(kind: Kind) -> None:
    for status, was_disputed in product(TERMINAL, [False, True]):
        assert set(allowed_steps(status, kind, was_disputed=was_disputed)) <= {Step.DISPUTE}


@pytest.mark.parametrize("kind", Kind)
def test_every_state_that_is_no_end_has_a_way_to_one(kind: Kind) -> None:
    # A stop from which one step leads to an end, or to a stop from which there is a way to one.
    leads = {stop for stop in reachable(kind) if stop[0] in TERMINAL}
    while True:
        more = {
            stop
            for stop in reachable(kind) - leads
            if any(after in leads for _, after in next_stops(stop, kind))
        }
        if not more:
            break
        leads |= more
    assert leads == reachable(kind)


@pytest.mark.parametrize("kind", Kind)
def test_the_office_can_always_go_on_without_the_worker(kind: Kind) -> None:
    for stop in reachable(kind):
        if stop[0] not in TERMINAL:
            moving = {step for step, after in next_stops(stop, kind) if after != stop}
            assert moving - BY_WORKER, stop


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.REPORT])
def test_a_closure_is_disputed_once(kind: Kind) -> None:
    assert allowed_steps(Status.CLOSED, kind, was_disputed=False) == (Step.DISPUTE,)
    assert allowed_steps(Status.CLOSED, kind, was_disputed=True) == ()


@pytest.mark.parametrize("kind", Kind)
def test_no_road_has_two_disputes(kind: Kind) -> None:
    for stop in reachable(kind):
        if stop[1]:
            assert Step.DISPUTE not in dict(next_stops(stop, kind))


def test_only_what_is_closed_is_disputed() -> None:
    for status, kind, was_disputed in STANDINGS:
        if Step.DISPUTE in allowed_steps(status, kind, was_disputed=was_disputed):
            assert status is Status.CLOSED


def test_an_enquiry_is_answered_passed_on_or_withdrawn_and_never_accepted() -> None:
    assert {status for status, *_ in reachable(Kind.ENQUIRY)} == {
        Status.RECEIVED,
        Status.TRANSFERRED,
        Status.CLOSED,
        Status.WITHDRAWN,
    }
    for status, was_disputed in product(Status, [False, True]):
        steps = allowed_steps(status, Kind.ENQUIRY, was_disputed=was_disputed)
        assert not {Step.ACCEPT, Step.REFUSE, Step.ASK_SUPPLEMENT, Step.DISPUTE} & set(steps)


def test_nothing_but_an_enquiry_is_merely_answered() -> None:
    for status, kind, was_disputed in STANDINGS:
        if Step.ANSWER in allowed_steps(status, kind, was_disputed=was_disputed):
            assert kind is Kind.ENQUIRY


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.REPORT])
def test_a_complaint_and_a_report_can_come_to_every_state(kind: Kind) -> None:
    assert {status for status, *_ in reachable(kind)} == set(Status)


def test_an_ordinary_complaint_goes_from_receipt_to_closure() -> None:
    assert walk(Kind.COMPLAINT, *ROAD) == (Status.CLOSED, False)


def test_a_disputed_closure_is_investigated_again_to_a_second_end() -> None:
    again = (Step.DISPUTE, Step.REINVESTIGATE, *ROAD[2:])
    assert walk(Kind.COMPLAINT, *ROAD, *again) == (Status.CLOSED, True)


def test_a_missing_item_is_asked_for_and_never_a_ground_for_refusal() -> None:
    assert walk(Kind.COMPLAINT, Step.ASK_SUPPLEMENT, Step.SUPPLEMENT) == (Status.RECEIVED, False)
    assert walk(Kind.COMPLAINT, Step.ASK_SUPPLEMENT, Step.ACCEPT) == (Status.ACCEPTED, False)
    assert set(RefusalGround) == {"over_two_years", "in_proceedings", "not_inspection"}


def test_what_is_sent_back_is_decided_afresh() -> None:
    assert walk(Kind.COMPLAINT, Step.TRANSFER, Step.RETURN) == (Status.RECEIVED, False)


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.REPORT])
def test_a_worker_may_withdraw_until_there_is_a_decision(kind: Kind) -> None:
    may_withdraw = {
        status
        for status in Status
        if Step.WITHDRAW in allowed_steps(status, kind, was_disputed=False)
    }
    decided = {Status.DECIDED, Status.DISPUTED}
    assert may_withdraw == set(Status) - TERMINAL - decided


@pytest.mark.parametrize("step", Step)
def test_a_step_that_is_not_offered_is_refused_and_one_that_is_offered_is_not(step: Step) -> None:
    for status, kind, was_disputed in STANDINGS:
        offered = allowed_steps(status, kind, was_disputed=was_disputed)
        if step in offered:
            after = status_after(step, status, kind, was_disputed=was_disputed)
            assert after is (STEPS[step][1] or status)
        else:
            with pytest.raises(StepNotAllowed) as refused:
                status_after(step, status, kind, was_disputed=was_disputed)
            assert (refused.value.step, refused.value.status) == (step, status)


def test_no_step_stands_still_and_every_step_is_in_the_table() -> None:
    assert set(STEPS) == set(Step)
    for sources, target in STEPS.values():
        assert sources
        assert target not in sources


def test_open_is_what_has_not_ended_and_undecided_what_still_awaits_acceptance() -> None:
    assert set(Status) - OPEN == TERMINAL
    assert {s for s in Status if s in STEPS[Step.ACCEPT][0]} == UNDECIDED


def test_the_words_of_the_form_are_fixed_because_old_pages_still_send_them() -> None:
    assert list(Kind) == ["complaint", "report", "enquiry"]
    assert list(Headcount) == ["1", "2-9", "10+"]
