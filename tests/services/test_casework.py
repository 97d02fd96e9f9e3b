"""What the office does: each step moves the complaint and leaves its event."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.casework import Measure, OrderNotOverdue, RefusalGround
from portal.domain.complaint import Kind, Status, StepNotAllowed, TransferTarget
from portal.domain.conclusion import Conclusion, PaidAmountMissing
from portal.domain.event_facts import WrongFacts
from portal.domain.events import EventName
from portal.models import Complaint, Event, Staff
from portal.services import casework, clock, follow, investigation
from portal.services.record import record
from tests import casefile, factories


@pytest.fixture
def officer(session: Session) -> Staff:
    return factories.member(session)


def _names(session: Session, complaint: Complaint) -> list[EventName]:
    return [event.name for event in session.scalars(Event.of_complaint(complaint.id))]


def test_acceptance_starts_the_clock_of_the_investigation(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session)
    with clock.pretending(datetime.fromisoformat("2026-06-01T09:00:00+08:00")):
        casefile.accept(session, complaint, by=officer)
    assert complaint.status is Status.ACCEPTED
    # Sixty working days from 2 June; 19 June is the only closed weekday on the way.
    assert complaint.investigation_due_on.isoformat() == "2026-08-25"


def test_what_follows_an_unpaid_order_is_refused_until_its_day_has_passed(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    casefile.accept(session, complaint, by=officer)
    casefile.complete(session, complaint, by=officer)
    casefile.order(session, complaint, by=officer)
    casefile.serve(session, complaint, by=officer)
    first = clock.today() + timedelta(days=15)
    assert investigation.enforceable_from(session, complaint) == first
    for day in (clock.today(), first - timedelta(days=1)):
        with pytest.raises(OrderNotOverdue) as refused:
            enforce(session, complaint, officer, day)
        assert refused.value.first == first
    assert EventName.ENFORCEMENT_TAKEN not in _names(session, complaint)
    enforce(session, complaint, officer, first)
    assert EventName.ENFORCEMENT_TAKEN in _names(session, complaint)


def enforce(session: Session, complaint: Complaint, by: Staff, taken_on: date) -> None:
    investigation.enforce(
        session, complaint, by=by, measure=Measure.COURT, taken_on=taken_on,
        document="示例1号", percent=None,
    )  # fmt: skip


def test_a_case_runs_from_receipt_to_closure_and_each_step_is_on_the_timeline(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    casework.ask_supplement(session, complaint, by=officer, note="请补班组长姓名")
    follow.write(session, complaint, "姓刘")
    casefile.accept(session, complaint, by=officer)
    casefile.complete(session, complaint, by=officer)
    casefile.order(session, complaint, by=officer)
    casefile.serve(session, complaint, by=officer)
    casefile.pay(session, complaint, by=officer)
    follow.dispute(session, complaint, "还差五百")
    investigation.reinvestigate(session, complaint, by=officer)
    assert complaint.status is Status.INVESTIGATING
    assert complaint.was_disputed
    assert _names(session, complaint) == [
        EventName.RECEIVED,
        EventName.SUPPLEMENT_ASKED,
        EventName.SUPPLEMENTED,
        EventName.ACCEPTED,
        EventName.INVESTIGATION_STARTED,
        EventName.EMPLOYER_HEARD,
        EventName.INVESTIGATION_COMPLETED,
        EventName.DECIDED,
        EventName.SERVED,
        EventName.CLOSED,
        EventName.DISPUTED,
        EventName.REINVESTIGATED,
    ]


STEPS: list[Callable[[Session, Complaint, Staff], None]] = [
    lambda s, c, by: casefile.accept(s, c, by=by),
    lambda s, c, by: casework.refuse(
        s, c, by=by, ground=RefusalGround.OVER_TWO_YEARS, note="去法院"
    ),
    lambda s, c, by: casework.transfer(
        s, c, by=by, target=TransferTarget.REGULATOR, organisation="示例局", note="归口"
    ),
    lambda s, c, by: follow.withdraw(s, c, "已给"),
]


@pytest.mark.parametrize("step", STEPS)
def test_a_refused_complaint_moves_no_more_and_a_forbidden_step_leaves_no_event(
    session: Session, officer: Staff, step: Callable[..., None]
) -> None:
    complaint = factories.complaint(session)
    casework.refuse(
        session, complaint, by=officer, ground=RefusalGround.IN_PROCEEDINGS, note="走仲裁"
    )
    before = _names(session, complaint)
    with pytest.raises(StepNotAllowed):
        step(session, complaint, officer)
    assert _names(session, complaint) == before
    assert complaint.status is Status.REFUSED


def test_paid_needs_an_amount(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session)
    casefile.accept(session, complaint, by=officer)
    casefile.complete(session, complaint, by=officer)
    casefile.order(session, complaint, by=officer)
    casefile.serve(session, complaint, by=officer)
    with pytest.raises(PaidAmountMissing):
        casework.close(
            session,
            complaint,
            by=officer,
            conclusion=Conclusion.PAID_IN_FULL,
            paid_fen=None,
            note="x",
            proof={},
        )
    assert complaint.status is Status.DECIDED


def test_an_enquiry_is_answered_and_that_ends_it(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session, kind=Kind.ENQUIRY)
    with pytest.raises(StepNotAllowed):
        casefile.accept(session, complaint, by=officer)
    casework.answer(session, complaint, by=officer, note="可以投诉")
    assert complaint.status is Status.CLOSED


def test_looking_at_a_name_is_on_record_and_hidden_from_the_worker(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    casework.reveal(session, complaint, by=officer, reason="call")
    event = session.scalars(select(Event).where(Event.name == EventName.REVEALED)).one()
    assert (event.staff_id, event.facts) == (officer.id, {"reason": "call"})
    assert not event.is_for_worker


def test_an_event_carries_exactly_its_facts(session: Session) -> None:
    with pytest.raises(WrongFacts):
        record(session, EventName.REVEALED)
    with pytest.raises(WrongFacts):
        record(session, EventName.REPLIED, phone="19900000001")
