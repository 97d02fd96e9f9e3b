"""Clocks in the table: started and stopped by steps, moved by the calendar, never forgotten."""

from datetime import date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind, Spans
from portal.domain.complaint import (
    Decision,
    Kind,
    Status,
    Step,
    StepNotAllowed,
    TransferTarget,
)
from portal.domain.events import EventName
from portal.domain.regions import CITY
from portal.domain.roles import Role
from portal.models import CalendarYear, Clock, Complaint, Event, Staff
from portal.services import (
    calendar,
    casework,
    clock,
    clock_keeping,
    clocks,
    follow,
    investigation,
)
from tests import casefile, factories
from tests.asked import asked


@pytest.fixture
def officer(session: Session) -> Staff:
    return factories.member(session, Role.DIRECTOR)


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T09:00:00+08:00")


def running(session: Session, complaint: Complaint) -> dict[ClockKind, date]:
    return {c.kind: c.due_on for c in session.scalars(Clock.running_of([complaint.id]))}


def kinds(session: Session, complaint: Complaint) -> set[ClockKind]:
    return set(running(session, complaint))


def test_the_clocks_of_an_ordinary_case_follow_one_another(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    assert running(session, complaint) == {ClockKind.ACCEPTANCE: complaint.acceptance_due_on}
    casefile.accept(session, complaint, by=officer)
    assert running(session, complaint) == {ClockKind.INVESTIGATION: complaint.investigation_due_on}
    casefile.complete(session, complaint, by=officer)
    assert kinds(session, complaint) == {ClockKind.DECISION}
    casefile.order(session, complaint, by=officer)
    assert kinds(session, complaint) == {ClockKind.SERVICE, ClockKind.PAYMENT}
    casefile.serve(session, complaint, by=officer)
    assert kinds(session, complaint) == {ClockKind.PAYMENT}
    casefile.pay(session, complaint, by=officer)
    assert kinds(session, complaint) == set()
    follow.dispute(session, complaint, "还差")
    assert kinds(session, complaint) == {ClockKind.DISPUTE}
    investigation.reinvestigate(session, complaint, by=officer)
    assert kinds(session, complaint) == {ClockKind.INVESTIGATION}
    stopped = [c for c in session.scalars(Clock.of_complaint(complaint.id)) if not c.is_running]
    assert all(each.ended_on and each.ended_by for each in stopped)
    assert [each.ended_by for each in stopped] == [
        Step.ACCEPT, Step.COMPLETE, Step.DECIDE, Step.SERVE, Step.CLOSE, Step.REINVESTIGATE,
    ]  # fmt: skip


def test_asking_the_worker_pauses_nothing(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session)
    before = running(session, complaint)
    casework.ask_supplement(session, complaint, by=officer, note="班长叫什么")
    follow.write(session, complaint, "姓刘")
    assert running(session, complaint) == before


def test_an_investigation_is_extended_by_thirty_working_days_and_once(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    with clock.pretending(at("2026-03-02")):
        casefile.accept(session, complaint, by=officer)
    assert complaint.investigation_due_on == date(2026, 5, 28)
    investigation.extend(session, complaint, by=officer, note="账目复杂")
    # 29 May, 21 working days in June (the 19th is closed), 1-3 and 6-10 July.
    assert complaint.investigation_due_on == date(2026, 7, 10)
    assert running(session, complaint) == {ClockKind.INVESTIGATION: date(2026, 7, 10)}
    with pytest.raises(StepNotAllowed):
        investigation.extend(session, complaint, by=officer, note="再来")


def transfer(session: Session, complaint: Complaint, officer: Staff, county: str = "") -> None:
    target = TransferTarget.OTHER_COUNTY if county else TransferTarget.POLICE
    facts = {"target": target, "organisation": "示例", "note": "归口", "county": county}
    casework.transfer(session, complaint, by=officer, **facts)  # type: ignore[arg-type]


def test_a_transfer_has_its_own_clock_and_acceptance_runs_on_until_it_is_taken(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    due = complaint.acceptance_due_on
    transfer(session, complaint, officer)
    assert kinds(session, complaint) == {ClockKind.ACCEPTANCE, ClockKind.TRANSFER_REPLY}
    casework.note_taken(session, complaint, by=officer, taken_on=clock.today(), note="值班室")
    assert kinds(session, complaint) == set()
    casework.take_back(session, complaint, by=officer, note="又不办了")
    assert running(session, complaint) == {ClockKind.ACCEPTANCE: due}


def test_another_county_takes_a_complaint_over_with_its_clock(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    due = complaint.acceptance_due_on
    transfer(session, complaint, officer, "620503")
    assert complaint.sent_to == "620503"
    casework.take_over(session, complaint, by=factories.member(session, region="620503"))
    assert (complaint.region, complaint.sent_to, complaint.status) == (
        "620503", None, Status.RECEIVED,
    )  # fmt: skip
    [left] = session.scalars(Clock.running_from("620503"))
    assert (left.kind, left.due_on) == (ClockKind.ACCEPTANCE, due)


def test_what_is_withdrawn_meanwhile_is_asked_of_nobody(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session)
    transfer(session, complaint, officer, "620503")
    follow.withdraw(session, complaint, "给了")
    assert complaint.sent_to is None
    assert kinds(session, complaint) == set()


def test_what_two_counties_send_back_is_the_citys_to_decide(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    for county in ("620503", "620521"):
        transfer(session, complaint, officer, county)
        casework.take_back(session, complaint, by=officer, note="不归我们")
    assert (complaint.region, complaint.progress.returns) == (CITY, 2)
    names = [each.name for each in session.scalars(Event.of_complaint(complaint.id))]
    assert names[-1] is EventName.SENT_TO_CITY
    transfer(session, complaint, officer, "620522")
    with pytest.raises(StepNotAllowed):
        casework.take_back(session, complaint, by=officer, note="还是不要")
    casework.take_over(session, complaint, by=officer)
    assert complaint.region == "620522"


def test_a_case_that_came_back_keeps_its_first_filing(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session)
    with clock.pretending(at("2026-03-02")):
        casefile.accept(session, complaint, by=officer)
    transfer(session, complaint, officer)
    casework.take_back(session, complaint, by=officer, note="退回")
    casefile.accept(session, complaint, by=officer)
    assert running(session, complaint) == {ClockKind.INVESTIGATION: date(2026, 5, 28)}
    assert complaint.case_file is not None
    assert complaint.case_file.filed_on == date(2026, 3, 2)


def test_the_bureau_sets_the_length_of_a_decision_and_a_running_clock_keeps_its_own(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    casefile.accept(session, complaint, by=officer)
    clock_keeping.set_spans(session.get_bind(), Spans(decision=20))  # type: ignore[arg-type]
    casefile.complete(session, complaint, by=officer)
    decision = clock_keeping.running(session, complaint, ClockKind.DECISION)
    assert decision is not None
    assert decision.working_days == 20


def test_a_question_is_to_be_answered_by_the_offices_own_target(
    session: Session, officer: Staff
) -> None:
    clock_keeping.set_spans(session.get_bind(), Spans(answer=2))  # type: ignore[arg-type]
    with clock.pretending(at("2026-11-23")):
        question = factories.complaint(session, kind=Kind.ENQUIRY)
        assert running(session, question) == {ClockKind.ANSWER: date(2026, 11, 25)}
        [dial] = clocks.of_complaint(session, question)
        assert (dial.is_legal, dial.days_left) == (False, 2)
        assert clocks.targets(session, question, (1, 3, 15)) == []
    assert question.acceptance_due_on == date(2026, 11, 25)
    to = {"target": TransferTarget.OTHER, "organisation": "示例部门", "note": "问他们"}
    casework.transfer(session, question, by=officer, **to)  # type: ignore[arg-type]
    assert ClockKind.ANSWER in kinds(session, question)
    casework.note_taken(session, question, by=officer, taken_on=clock.today(), note="收了")
    assert kinds(session, question) == set()
    casework.take_back(session, question, by=officer, note="退回")
    assert kinds(session, question) == {ClockKind.ANSWER}
    casework.answer(session, question, by=officer, note="答")
    assert kinds(session, question) == set()


def test_a_new_calendar_moves_what_runs_and_says_from_when_to_when(
    session: Session, officer: Staff
) -> None:
    session.delete(session.get_one(CalendarYear, 2026))
    session.flush()
    with clock.pretending(at("2026-09-29")):
        moved, ended = factories.complaint(session), factories.complaint(session)
        casework.answer(
            session, factories.complaint(session, kind=Kind.ENQUIRY), by=officer, note="答"
        )
        follow.withdraw(session, ended, "给了")
    assert (moved.acceptance_due_on, moved.is_due_provisional) == (date(2026, 10, 6), True)
    calendar.load_year(session, 2026)
    assert clocks.recompute(session) == 1
    assert running(session, moved) == {ClockKind.ACCEPTANCE: date(2026, 10, 12)}
    assert (moved.acceptance_due_on, moved.is_due_provisional) == (date(2026, 10, 12), False)
    assert ended.acceptance_due_on == date(2026, 10, 6)
    told = session.scalars(select(Event).where(Event.name == EventName.DUE_CHANGED)).one()
    assert told.facts == {
        "clock": "acceptance",
        "before": "2026-10-06",
        "after": "2026-10-12",
        "is_provisional": False,
    }
    assert told.is_for_worker
    assert clocks.recompute(session) == 0


def test_recounting_goes_batch_by_batch_and_commits_between(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "BATCH", 2)
    for _ in range(5):
        factories.complaint(session)
    commits: list[int] = []
    clocks.recompute(session, commit=lambda: commits.append(1))
    assert len(commits) == 3


def test_intake_adds_one_statement_for_its_clock(session: Session) -> None:
    factories.complaint(session)
    with asked(session) as statements:
        factories.complaint(session)
    assert len([each for each in statements if "clock" in each]) == 1


def test_an_order_that_is_not_obeyed_is_followed_only_after_its_day(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    casefile.accept(session, complaint, by=officer)
    casefile.complete(session, complaint, by=officer)
    casefile.order(session, complaint, by=officer)
    assert Step.ENFORCE not in complaint.allowed_steps  # nothing proves yet that it was served
    casefile.serve(session, complaint, by=officer)
    assert complaint.progress.decision is Decision.ORDER_TO_PAY
    assert Step.ENFORCE in complaint.allowed_steps
