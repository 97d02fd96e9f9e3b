"""A call from its first letter to its end: kept, saved once, joined, broken off, called back."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.domain.calls import AttemptOutcome, BreakReason, CallOutcome, CallOver
from portal.domain.complaint import Channel, Kind, Status, Topic
from portal.domain.duplicates import Joining, JoinNotAllowed
from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.models import Call, Complaint, Event, Message, Staff
from portal.services import callbacks, calls, casework, clock, follow, notify, queue, shift
from portal.services.calls import Screen
from tests import factories

PHONE = "19900000001"
TYPED = [("phone", "199 0000 0001"), ("narrative", "班长姓刘"), ("months", "2026-10")]


def screen(by: Staff, key: str = "one", seconds: int = 90) -> Screen:
    return Screen(key, by, clock.now() - timedelta(seconds=seconds))


def register(session: Session, at: Screen, **facts: Any) -> Complaint:
    more = {name: facts.pop(name) for name in ("texts_receipt",) if name in facts}
    receipt = calls.register(
        session, at, factories.answers(**facts), channel=Channel.PHONE, site=None, **more
    )
    return receipt.complaint


def events(session: Session, complaint: Complaint) -> list[EventName]:
    return [event.name for event in session.scalars(Event.of_complaint(complaint.id))]


def the_call(session: Session) -> Call:
    session.flush()
    session.expire_all()
    return session.scalars(select(Call)).one()


@pytest.fixture
def operator(session: Session) -> Staff:
    return factories.member(session, Role.OPERATOR)


def test_a_draft_is_kept_sealed_offered_to_its_operator_and_gone_on_saving(
    session: Session, operator: Staff
) -> None:
    other = factories.member(session, Role.OPERATOR)
    calls.keep(session, screen(operator), TYPED[:1], PHONE)
    calls.keep(session, screen(operator), TYPED, PHONE)
    call = the_call(session)
    assert calls.drafts(session, operator) == [call]
    assert calls.typed_of(session, call.id, operator) == TYPED
    assert calls.drafts(session, other) == []
    assert calls.typed_of(session, call.id, other) is None
    stored = session.execute(text('select draft, phone from "call"')).one()
    assert not any("班长" in value or "0001" in value for value in stored)

    complaint = register(session, screen(operator))
    call = the_call(session)
    assert (call.outcome, call.complaint_id) == (CallOutcome.COMPLAINT, complaint.id)
    assert (call.draft, call.phone, call.phone_key) == (None, None, None)
    calls.keep(session, screen(operator), TYPED, PHONE)
    assert the_call(session).draft is None, "a late draft wakes nothing"
    assert calls.drafts(session, operator) == []


def test_sent_twice_it_is_one_complaint_one_call_and_one_text(
    session: Session, operator: Staff
) -> None:
    notify.turn_on(session.get_bind().engine, "https://smz.example.gov.cn")
    first = register(session, screen(operator), texts_receipt=True)
    assert register(session, screen(operator), texts_receipt=True).id == first.id
    assert the_call(session).outcome is CallOutcome.COMPLAINT
    message = session.scalars(select(Message)).one()
    assert message.text.startswith(f"登记号 {first.number[:4]} {first.number[4:]}：已登记")
    assert len(message.text) <= 70
    land_line = register(session, screen(operator, "two"), phone="09380000021", texts_receipt=True)
    assert land_line.id != first.id
    assert len(session.scalars(select(Message)).all()) == 1


def test_the_complainant_s_second_call_is_a_word_on_his_complaint_once(
    session: Session, operator: Staff
) -> None:
    into = factories.complaint(session)
    assert calls.joining_of(into, PHONE) is Joining.FURTHER_WORD
    for _ in range(2):
        calls.add_word(session, screen(operator), into, "又拖了一个月")
    assert events(session, into).count(EventName.CALLED_AGAIN) == 1
    assert session.scalars(select(Complaint)).all() == [into]
    assert the_call(session).outcome is CallOutcome.JOINED

    casework.ask_supplement(session, into, by=operator, note="班长姓名")
    calls.add_word(session, screen(operator, "two"), into, "班长姓刘")
    assert into.status is Status.RECEIVED
    assert events(session, into)[-1] is EventName.SUPPLEMENTED


def test_another_worker_joins_with_a_receipt_of_his_own(session: Session, operator: Staff) -> None:
    into = factories.complaint(session)
    assert calls.joining_of(into, "19900000002") is Joining.OWN_RECEIPT
    answers = factories.answers(phone="19900000002", name="李某某")
    for _ in range(2):
        receipt = calls.join_with_receipt(
            session, screen(operator), into, answers, channel=Channel.PHONE, site=None
        )
    own = receipt.complaint
    assert own.number != into.number
    assert len(receipt.query_code) == 6
    call = the_call(session)
    assert (call.complaint_id, call.joined_id) == (own.id, into.id)
    told = (EventName.JOINED_TO, EventName.OTHER_CALLED)
    query = select(Event).where(Event.name.in_(told))
    facts = {event.name: event.facts for event in session.scalars(query)}
    assert facts == {
        EventName.JOINED_TO: {"number": into.number},
        EventName.OTHER_CALLED: {"number": own.number},
    }


def test_nobody_joins_a_complaint_that_is_over(session: Session) -> None:
    into = factories.complaint(session)
    into.status = Status.WITHDRAWN
    with pytest.raises(JoinNotAllowed):
        calls.joining_of(into, PHONE)


def test_a_broken_call_is_called_back_until_reached_and_then_goes_on(
    session: Session, operator: Staff
) -> None:
    colleague = factories.member(session, Role.OPERATOR)
    with time_machine.travel("2026-11-24T02:00Z", tick=False):
        calls.break_off(session, screen(operator), TYPED, PHONE, BreakReason.LINE_BROKE)
        [call] = callbacks.waiting(session, colleague)
        assert queue.counts(session, colleague, 0).callbacks == 0
    with time_machine.travel("2026-11-24T02:10Z", tick=False):
        assert queue.counts(session, colleague, 0).callbacks == 1
        callbacks.attempt(session, call, AttemptOutcome.NO_ANSWER, by=colleague)
        assert queue.counts(session, colleague, 0).callbacks == 0
    with time_machine.travel("2026-11-24T05:00Z", tick=False):
        callbacks.attempt(session, call, AttemptOutcome.BUSY, by=operator)
        assert call.is_out_of_reach
        assert callbacks.waiting(session, operator) == []
        assert callbacks.given_up(session, operator) == [call]
        callbacks.attempt(session, call, AttemptOutcome.DONE, by=operator)
        assert not call.is_out_of_reach
    assert calls.typed_of(session, call.id, colleague) == TYPED
    complaint = register(session, screen(colleague))
    assert the_call(session).complaint_id == complaint.id
    with pytest.raises(CallOver):
        callbacks.attempt(session, the_call(session), AttemptOutcome.DONE, by=operator)
    with pytest.raises(CallOver):
        calls.discard(the_call(session))


def test_a_broken_call_of_another_county_and_one_without_a_number(session: Session) -> None:
    here = factories.member(session, Role.OPERATOR, region="620502")
    there = factories.member(session, Role.OPERATOR, region="620503")
    calls.break_off(session, screen(here), TYPED, "", BreakReason.HUNG_UP)
    call = the_call(session)
    assert callbacks.waiting(session, here) == []
    assert callbacks.given_up(session, here) == [call]
    assert calls.find(session, call.id, there) is None
    calls.discard(call)
    assert (call.outcome, call.draft) == (CallOutcome.ABANDONED, None)


def test_an_enquiry_keeps_nothing_of_the_caller(session: Session, operator: Staff) -> None:
    for _ in range(2):
        calls.answer_enquiry(session, screen(operator), Topic.WAGES, "faq/boss-ran-off")
    call = the_call(session)
    assert (call.outcome, call.topic) == (CallOutcome.ENQUIRY, Topic.WAGES)
    assert call.answered_from == "faq/boss-ran-off"
    assert (call.phone, call.phone_key, call.draft, call.complaint_id) == (None,) * 4


def test_of_two_operators_on_one_caller_each_is_told_of_the_other(
    session: Session, operator: Staff
) -> None:
    colleague = factories.member(session, Role.OPERATOR)
    calls.keep(session, screen(operator), TYPED, PHONE)
    session.flush()
    found = calls.other_operator(session, PHONE, colleague)
    assert found is not None
    assert found.staff_id == operator.id
    assert calls.other_operator(session, PHONE, operator) is None
    assert calls.other_operator(session, "19900000009", colleague) is None
    assert calls.other_operator(session, "", colleague) is None
    with clock.pretending(clock.now() + timedelta(hours=1)):
        assert calls.other_operator(session, PHONE, colleague) is None


def test_whoever_wrote_last_and_every_open_enquiry_waits_for_a_word(
    session: Session, operator: Staff
) -> None:
    wrote, answered = (factories.complaint(session) for _ in range(2))
    asked = factories.complaint(session, kind=Kind.ENQUIRY)
    factories.complaint(session)
    for one in (wrote, answered):
        follow.write(session, one, "怎么还没消息")
    follow.write(session, wrote, "在吗")
    casework.reply(session, answered, by=operator, note="在查")
    session.flush()
    assert queue.questions(session, operator) == [asked, wrote]
    elsewhere = factories.member(session, Role.OPERATOR, region="620503")
    assert queue.questions(session, elsewhere) == []


def test_the_figures_of_a_day_are_of_all_and_of_each(session: Session, operator: Staff) -> None:
    colleague = factories.member(session, Role.OPERATOR, region="620502")
    register(session, screen(operator, "a", 60))
    register(session, screen(colleague, "b", 120))
    calls.answer_enquiry(session, screen(operator, "c", 20), Topic.OTHER, "")
    session.flush()
    found = shift.of_day(session, clock.today(), region="620500")
    assert (found.together.calls, found.together.complaints) == (3, 2)
    assert (found.together.median_seconds, found.together.p90_seconds) == (60, 120)
    assert {name: one.calls for name, one in found.each} == {
        operator.display_name: 2,
        colleague.display_name: 1,
    }
    county = shift.of_day(session, clock.today(), region="620502")
    assert county.together.calls == 1
    yesterday = shift.of_day(session, clock.today() - timedelta(days=1), region="620500")
    assert yesterday.together.calls == 0
