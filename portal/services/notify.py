"""Telling the worker by message that something happened: which events, in which words."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import Final

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portal.domain import phone
from portal.domain.codes import spoken
from portal.domain.delivery import Failure, MessageState
from portal.domain.events import EventName
from portal.models import Complaint, Message
from portal.services import clock

# The words are read over shoulders: no employer, no amount, no query code, not even the topic.
# With a number and an address of ordinary length they stay one SMS of 70 characters.
WORDS: Final = MappingProxyType(
    {
        EventName.ACCEPTED: "已受理，开始查了。",
        EventName.REFUSED: "没有受理，原因在网上。",
        EventName.SUPPLEMENT_ASKED: "有事要问您，请回一下。",
        EventName.TRANSFERRED: "已转给该管的部门。",
        EventName.ANSWERED: "给您回话了。",
        EventName.REPLIED: "给您回话了。",
        EventName.DECIDED: "查完了，已作决定。",
        EventName.CLOSED: "已办结，可看结果。",
        EventName.CODE_REISSUED: "查询码换了，不是您要的请来电。",
    }
)
RECEIPT_WORDS: Final = "已登记，查询码请记牢。"
_ADDRESS: Final = "portal_message_address"
_is_silent: ContextVar[bool] = ContextVar("is_silent", default=False)


def turn_on(engine: Engine, base_url: str) -> None:
    """From now on every event of `WORDS` is told to its worker, with where to look it up.

    An engine for which this was not said tells nobody anything.
    """
    engine.update_execution_options(**{_ADDRESS: base_url})


@contextmanager
def silently() -> Iterator[None]:
    """A block in which nobody is told anything: demo data, imports of old cases."""
    token = _is_silent.set(True)
    try:
        yield
    finally:
        _is_silent.reset(token)


def tell_worker(session: Session, complaint: Complaint, event: EventName) -> None:
    """Queue the message of an event, in the transaction of the event.

    Nothing is queued for an event that the worker need not hear of, for somebody anonymous, or
    without a mobile number: a land line takes no text. A new number takes over what still waits.
    """
    if event is EventName.CONTACT_GIVEN:
        _redirect(session, complaint)
    words = WORDS.get(event)
    if words is not None:
        _queue(session, complaint, event, words)


def text_receipt(session: Session, complaint: Complaint) -> None:
    """Queue the receipt number of a complaint that was taken down for the worker; its query code
    is told by voice alone."""
    _queue(session, complaint, EventName.RECEIVED, RECEIPT_WORDS)


def _queue(session: Session, complaint: Complaint, event: EventName, words: str) -> None:
    address = session.get_bind().get_execution_options().get(_ADDRESS)
    if not address or _is_silent.get() or complaint.is_anonymous:
        return
    try:
        number = phone.mobile(complaint.phone or "")
    except phone.BadPhone:
        return
    session.add(
        Message(
            complaint_id=complaint.id,
            event=event,
            phone=number,
            text=text_of(words, complaint.number, address),
            queued_at=clock.now(),
            next_try_at=clock.now(),
        )
    )


def _redirect(session: Session, complaint: Complaint) -> None:
    """What still waits goes to the worker's new mobile; to none, if there is none now: whoever
    answers the old one may be a stranger."""
    waiting = Message.waiting_of(complaint.id)
    try:
        change = waiting.values(phone=phone.mobile(complaint.phone or ""))
    except phone.BadPhone:
        change = waiting.values(state=MessageState.DEAD, last_error=Failure.MOVED)
    session.execute(change.execution_options(synchronize_session=False))


def text_of(words: str, number: str, base_url: str) -> str:
    """What the phone shows."""
    return f"登记号 {spoken(number)}：{words}查办到哪一步 {base_url}/follow"
