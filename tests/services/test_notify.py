"""What a worker is told by message: one for each event that matters, giving nothing away."""

from collections.abc import Callable

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.casework import RefusalGround
from portal.domain.complaint import Kind, TransferTarget
from portal.domain.delivery import Failure, MessageState
from portal.domain.events import FOR_WORKER, EventName
from portal.models import Complaint, Message, Staff
from portal.services import casework, follow, notify
from tests import casefile, factories

Step = Callable[[Session, Complaint, Staff], None]
STEPS: dict[EventName, Step] = {
    EventName.ACCEPTED: lambda s, c, by: casefile.accept(s, c, by=by, note="同意"),
    EventName.REFUSED: lambda s, c, by: casework.refuse(
        s, c, by=by, ground=RefusalGround.OVER_TWO_YEARS, note="去仲裁"
    ),
    EventName.SUPPLEMENT_ASKED: lambda s, c, by: casework.ask_supplement(
        s, c, by=by, note="班组长姓名"
    ),
    EventName.TRANSFERRED: lambda s, c, by: casework.transfer(
        s, c, by=by, target=TransferTarget.REGULATOR, organisation="示例住建局", note="转"
    ),
    EventName.REPLIED: lambda s, c, by: casework.reply(s, c, by=by, note="已找到包工头"),
}


@pytest.fixture
def officer(session: Session) -> Staff:
    return factories.member(session)


def told(session: Session) -> list[EventName]:
    session.flush()
    return list(session.scalars(select(Message.event).order_by(Message.id)))


@pytest.mark.parametrize("event", STEPS)
def test_each_step_that_matters_queues_exactly_one_message(
    session: Session, officer: Staff, event: EventName
) -> None:
    complaint = factories.complaint(session)
    assert told(session) == []
    STEPS[event](session, complaint, officer)
    assert told(session) == [event]
    [message] = session.scalars(select(Message))
    assert (message.complaint_id, message.phone) == (complaint.id, "19900000001")
    assert (message.state, message.attempts) == (MessageState.QUEUED, 0)


def test_a_whole_case_tells_what_was_decided_and_how_it_ended(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    casefile.accept(session, complaint, by=officer)
    casefile.complete(session, complaint, by=officer)
    casework.reveal(session, complaint, by=officer, reason="call")
    casefile.order(session, complaint, by=officer)
    casefile.serve(session, complaint, by=officer)
    casefile.pay(session, complaint, by=officer)
    follow.dispute(session, complaint, "还差")
    assert told(session) == [EventName.ACCEPTED, EventName.DECIDED, EventName.CLOSED]


def test_an_enquiry_that_is_answered_is_told(session: Session, officer: Staff) -> None:
    enquiry = factories.complaint(session, kind=Kind.ENQUIRY)
    casework.answer(session, enquiry, by=officer, note="找劳资专管员")
    assert told(session) == [EventName.ANSWERED]


@pytest.mark.parametrize(
    "facts",
    [
        {"is_anonymous": True, "phone": "", "kind": Kind.REPORT},
        {"is_anonymous": True, "kind": Kind.REPORT},
        {"phone": ""},
        {"phone": "09388212345"},
        {"phone": "00001234567"},
    ],
)
def test_nobody_is_told_who_is_anonymous_or_has_no_mobile(
    session: Session, officer: Staff, facts: dict[str, object]
) -> None:
    casefile.accept(session, factories.complaint(session, **facts), by=officer)
    assert told(session) == []


def test_nothing_is_queued_in_silence_or_while_messages_are_off(
    make_app: Callable[..., object], session: Session, officer: Staff
) -> None:
    with notify.silently():
        casefile.accept(session, factories.complaint(session), by=officer)
    assert told(session) == []
    notify.turn_on(session.get_bind(), "")
    casefile.accept(session, factories.complaint(session), by=officer)
    assert told(session) == []


def test_the_message_is_rolled_back_with_its_event(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session)
    session.commit()
    casefile.accept(session, complaint, by=officer)
    assert told(session) == [EventName.ACCEPTED]
    session.rollback()
    assert told(session) == []


def test_what_still_waits_goes_to_the_new_number(session: Session, officer: Staff) -> None:
    other, complaint = factories.complaint(session), factories.complaint(session)
    for each in (other, complaint):
        casefile.accept(session, each, by=officer)
        casework.reply(session, each, by=officer, note="x")
    session.flush()
    [sent, waiting] = session.scalars(
        select(Message).where(Message.complaint_id == complaint.id).order_by(Message.id)
    )
    sent.state = MessageState.SENT
    follow.give_contact(session, complaint, name="", digits="18800000002")
    for each in (sent, waiting):
        session.refresh(each)
    assert (sent.phone, waiting.phone) == ("19900000001", "18800000002")
    untouched = select(Message).where(Message.complaint_id == other.id)
    assert {each.phone for each in session.scalars(untouched)} == {"19900000001"}


def test_nothing_goes_to_a_number_that_the_worker_has_left(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    casefile.accept(session, complaint, by=officer)
    session.flush()
    follow.give_contact(session, complaint, name="", digits="09388212345")
    [message] = session.scalars(select(Message))
    session.refresh(message)
    assert (message.state, message.last_error) == (MessageState.DEAD, Failure.MOVED)


@pytest.mark.parametrize("event", notify.WORDS)
def test_a_text_says_the_number_and_where_to_look_in_one_sms(event: EventName) -> None:
    text = notify.text_of(notify.WORDS[event], "38172946", "https://smz.tianshui.gov.cn")
    assert text.startswith("登记号 3817 2946：")
    assert text.endswith("查办到哪一步 https://smz.tianshui.gov.cn/follow")
    assert len(text) <= 70


def test_a_text_is_true_whatever_the_ground_or_the_receiver() -> None:
    """Only one ground is a 不予受理, and not every receiver is a regulator."""
    assert "不予" not in notify.WORDS[EventName.REFUSED]
    assert "主管" not in notify.WORDS[EventName.TRANSFERRED]


def test_a_text_names_no_employer_no_amount_no_topic_and_no_code(
    session: Session, officer: Staff
) -> None:
    receipt = factories.receipt(session, factories.site(session), employer="示例建工")
    casefile.accept(session, receipt.complaint, by=officer, note="批示原话")
    session.flush()
    [message] = session.scalars(select(Message))
    site = receipt.complaint.site
    for secret in (receipt.query_code, "示例", site.name, "35000", "王", "批示", "钱", "投诉"):
        assert secret not in message.text.replace(" ", "")


def test_only_what_a_worker_sees_on_the_timeline_is_told() -> None:
    assert set(notify.WORDS) <= FOR_WORKER
