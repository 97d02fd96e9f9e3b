"""A call from its first letter to its end: kept while it is typed, saved once, never lost."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session, undefer

from portal.domain import calls as rules
from portal.domain import duplicates
from portal.domain.calls import BreakReason, CallOutcome
from portal.domain.complaint import Channel, Status, Step, Topic
from portal.domain.duplicates import Joining
from portal.domain.events import EventName
from portal.models import Call, Complaint, Staff
from portal.services import clock, intake, notify
from portal.services.intake import Answers, Receipt, SomeSite
from portal.services.record import record, take

Typed = Sequence[tuple[str, str]]
DRAFTS_OFFERED: Final = 5


@dataclass(frozen=True)
class Screen:
    """The call screen that something was sent from: its key, who sits there, since when."""

    key: str
    by: Staff
    opened_at: datetime

    @staticmethod
    def new_key() -> str:
        """The key of a screen that is opened now."""
        return secrets.token_urlsafe(24)


def keep(session: Session, screen: Screen, typed: Typed, digits: str) -> None:
    """Keep what has been typed so far, sealed; of a call that is over already, nothing."""
    call = _call(session, screen)
    if call.outcome in (CallOutcome.OPEN, CallOutcome.BROKEN_OFF):
        _put(call, typed, digits)


def drafts(session: Session, by: Staff) -> list[Call]:
    """What somebody typed and never saved, newest first."""
    return list(session.scalars(Call.drafts_of(by.id, DRAFTS_OFFERED)))


def typed_of(session: Session, call_id: int, by: Staff) -> list[tuple[str, str]] | None:
    """What was typed in a call: one's own, or one that broke off in one's region."""
    call = find(session, call_id, by)
    if call is None or not call.draft:
        return None
    return [(name, value) for name, value in json.loads(call.draft)]


def find(session: Session, call_id: int, by: Staff) -> Call | None:
    """A call that somebody may take up: his own open one, or a broken one of his region."""
    query = Call.seen_from(by.region).where(Call.id == call_id).options(undefer(Call.draft))
    call = session.scalar(query)
    if call is None or (call.outcome is CallOutcome.OPEN and call.staff_id != by.id):
        return None
    return call


def discard(call: Call) -> None:
    """Nothing will come of it: what was typed is erased. Raises CallOver."""
    rules.check_can_be_taken_up(call.outcome)
    _finish(call, CallOutcome.ABANDONED)


def register(
    session: Session,
    screen: Screen,
    answers: Answers,
    *,
    channel: Channel,
    site: SomeSite | None,
    texts_receipt: bool = False,
) -> Receipt:
    """Keep the complaint; sent twice it is one, told by one message. Raises what intake.submit
    raises."""
    receipt = _submit(session, screen, answers, channel, site)
    if (
        _close(session, screen, CallOutcome.COMPLAINT, complaint=receipt.complaint)
        and texts_receipt
    ):
        notify.text_receipt(session, receipt.complaint)
    return receipt


def _submit(
    session: Session, screen: Screen, answers: Answers, channel: Channel, site: SomeSite | None
) -> Receipt:
    return intake.submit(
        session,
        answers,
        submission_key=screen.key,
        channel=channel,
        site=site,
        entered_by=screen.by,
    )


def joining_of(complaint: Complaint, digits: str) -> Joining:
    """How a caller with this number joins the complaint. Raises JoinNotAllowed."""
    is_same = bool(digits) and complaint.phone == digits
    return duplicates.joining(complaint.status, is_same_phone=is_same)


def add_word(session: Session, screen: Screen, into: Complaint, text: str) -> None:
    """The complainant calls again: what he says is added to his complaint, once; where something
    was asked of him, that answers it."""
    if not _close(session, screen, CallOutcome.JOINED, complaint=into):
        return
    if into.status is Status.NEED_INFO and text:
        take(session, into, Step.SUPPLEMENT, EventName.SUPPLEMENTED, by=screen.by, note=text)
    else:
        record(session, EventName.CALLED_AGAIN, complaint=into, by=screen.by, note=text)


def join_with_receipt(
    session: Session,
    screen: Screen,
    into: Complaint,
    answers: Answers,
    *,
    channel: Channel,
    site: SomeSite | None,
) -> Receipt:
    """Another worker calls about the same matter: his complaint has its own receipt, and each of
    the two says which other one it belongs with. Raises what intake.submit raises."""
    receipt = _submit(session, screen, answers, channel, site)
    own = receipt.complaint
    if _close(session, screen, CallOutcome.JOINED, complaint=own, joined=into):
        record(session, EventName.JOINED_TO, complaint=own, by=screen.by, number=into.number)
        record(session, EventName.OTHER_CALLED, complaint=into, by=screen.by, number=own.number)
    return receipt


def break_off(
    session: Session, screen: Screen, typed: Typed, digits: str, reason: BreakReason
) -> None:
    """The call ended too early: kept with its reason, and to be called back where there is a
    number to call."""
    call = _call(session, screen)
    rules.check_can_be_taken_up(call.outcome)
    _put(call, typed, digits)
    call.outcome = CallOutcome.BROKEN_OFF
    call.reason = reason
    call.saved_at = clock.now()
    call.next_try_at = rules.next_try_at(clock.now(), call.tries) if digits else None


def answer_enquiry(session: Session, screen: Screen, topic: Topic, answered_from: str) -> None:
    """Log a question that was answered on the spot; nothing of the caller is kept."""
    call = _call(session, screen)
    if call.outcome is CallOutcome.OPEN:
        call.topic, call.answered_from = topic, answered_from
        _finish(call, CallOutcome.ENQUIRY)


def log_talk(session: Session, screen: Screen, about: Complaint) -> bool:
    """Log that somebody asked how far a case is; False where this very talk is logged already."""
    return _close(session, screen, CallOutcome.PROGRESS, complaint=about)


def other_operator(session: Session, digits: str, by: Staff) -> Call | None:
    """The call with this number that a colleague has open at this moment."""
    if not digits:
        return None
    since = clock.now() - rules.UNDER_WAY
    return session.scalar(Call.under_way(digits, since, by.id))


def _call(session: Session, screen: Screen) -> Call:
    """The call of the screen, made where it has none yet."""
    row = {
        "key": screen.key,
        "staff_id": screen.by.id,
        "region": screen.by.region,
        "outcome": CallOutcome.OPEN,
        "answered_from": "",
        "opened_at": screen.opened_at,
        "touched_at": clock.now(),
    }
    session.execute(Call.unless_there(session.get_bind().dialect.name), row)
    return session.scalars(Call.by_key(screen.key)).one()


def _close(
    session: Session,
    screen: Screen,
    outcome: CallOutcome,
    *,
    complaint: Complaint,
    joined: Complaint | None = None,
) -> bool:
    """End the call of the screen; False where it had ended before."""
    call = _call(session, screen)
    if call.outcome not in (CallOutcome.OPEN, CallOutcome.BROKEN_OFF):
        return False
    call.complaint_id = complaint.id
    call.joined_id = joined.id if joined else None
    _finish(call, outcome)
    return True


def _put(call: Call, typed: Typed, digits: str) -> None:
    call.draft = json.dumps(list(typed), ensure_ascii=False)
    call.phone = call.phone_key = digits or None
    call.touched_at = clock.now()


def _finish(call: Call, outcome: CallOutcome) -> None:
    """From here on the complaint holds what was said; the call holds nothing of the person."""
    call.outcome = outcome
    call.draft = call.phone = call.phone_key = call.next_try_at = None
    call.saved_at = clock.now()
