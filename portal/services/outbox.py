"""Emptying the outbox: each message is claimed, sent, and marked, in that order.

This service commits, unlike others: a claim must stand before anything leaves the house, so that
no two senders send one message and a crash never sends it again (docs/decisions/0008).
"""

import logging
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.delivery import (
    CLAIM_HOLDS,
    STALE_AFTER,
    UNSURE,
    Failure,
    MessageState,
    next_try_at,
)
from portal.domain.events import EventName
from portal.models import Message, Staff
from portal.services.clock import now
from portal.services.messengers import Letter, Messenger, NotSent
from portal.services.record import record

logger = logging.getLogger("portal.outbox")
# So many failures to connect in a row mean that the gateway is away; the rest waits unharmed.
GATEWAY_IS_AWAY_AFTER: Final = 3


@dataclass
class Report:
    """What became of the messages that one run took in hand, and what was given up beforehand."""

    sent: int = 0
    later: int = 0
    dead: int = 0
    is_gateway_away: bool = False
    failures: Counter[Failure] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Claim:
    """One message in this sender's hands; the end of the claim is what tells whose it is."""

    letter: Letter
    attempts: int
    until: datetime


def send_due(session: Session, messenger: Messenger, *, limit: int = 200) -> Report:
    """Send what is due, the longest waiting first; commits around each message."""
    report = Report(dead=_give_up_lost(session))
    in_a_row = 0
    for _ in range(limit):
        claim = _claim(session)
        if claim is None:
            break
        failure = _send(session, messenger, claim, report)
        in_a_row = in_a_row + 1 if failure is Failure.UNREACHABLE else 0
        if in_a_row == GATEWAY_IS_AWAY_AFTER:
            report.is_gateway_away = True
            break
    return report


def counts(session: Session, region: str = regions.CITY) -> dict[MessageState, int]:
    """How many messages of a region stand in each state."""
    found = {row.state: row.total for row in session.execute(Message.counts(region))}
    return {state: found.get(state, 0) for state in MessageState}


def retry(session: Session, message_id: int, *, region: str, by: Staff) -> bool:
    """Try a dead message again from the start; False when there is no such one in the region."""
    message = session.scalar(Message.dead(region).where(Message.id == message_id))
    if message is None:
        return False
    _revive(session, message, by)
    return True


def retry_all(session: Session, *, region: str, by: Staff) -> int:
    """Try again all dead messages that certainly have not arrived; how many those are.

    The unsure ones are left for somebody to look at one by one.
    """
    query = Message.dead(region).where(Message.last_error.not_in(UNSURE))
    messages: Iterable[Message] = session.scalars(query).all()
    return sum(1 for message in messages if _revive(session, message, by))


def _revive(session: Session, message: Message, by: Staff) -> bool:
    message.state = MessageState.QUEUED
    message.attempts = 0
    message.queued_at = message.next_try_at = now()
    record(
        session,
        EventName.MESSAGE_RETRIED,
        complaint=message.complaint,
        by=by,
        told=message.event,
    )
    return True


def _give_up_lost(session: Session) -> int:
    """Bury what a dead sender had in hand, and what has become too old to be news."""
    lost = Message.burial(MessageState.SENDING, Failure.INTERRUPTED).where(
        Message.next_try_at <= now()
    )
    stale = Message.burial(MessageState.QUEUED, Failure.STALE).where(
        Message.queued_at <= now() - STALE_AFTER
    )
    buried = [
        message_id
        for burial in (lost, stale)
        for message_id in session.scalars(burial.returning(Message.id))
    ]
    session.commit()
    return len(buried)


def _claim(session: Session) -> _Claim | None:
    message = session.scalars(Message.next_due(now())).first()
    if message is None:
        session.rollback()
        return None
    message.state = MessageState.SENDING
    message.attempts += 1
    message.next_try_at = now() + CLAIM_HOLDS
    claim = _Claim(
        Letter(message.id, message.event, message.phone, message.text),
        message.attempts,
        message.next_try_at,
    )
    session.commit()
    return claim


def _send(session: Session, messenger: Messenger, claim: _Claim, report: Report) -> Failure | None:
    letter = claim.letter
    try:
        messenger.send(letter)
    except NotSent as failed:
        failure, status = failed.failure, failed.status
    except Exception as error:
        # Its kind and not its words, which may quote the text or the phone.
        logger.error("message %s: unexpected %s", letter.message_id, type(error).__name__)
        failure, status = Failure.BROKEN, None
    else:
        _mark(session, claim, state=MessageState.SENT, sent_at=now(), last_error=None)
        report.sent += 1
        return None
    again_at = next_try_at(failure, claim.attempts, now())
    outcome = {"state": MessageState.DEAD} if again_at is None else _later(again_at)
    _mark(session, claim, **outcome, last_error=failure, last_status=status)
    logger.warning("message %s %s: %s %s", letter.message_id, letter.event, failure, status or "")
    report.failures[failure] += 1
    if again_at is None:
        report.dead += 1
    else:
        report.later += 1
    return failure


def _later(again_at: datetime) -> dict[str, object]:
    return {"state": MessageState.QUEUED, "next_try_at": again_at}


def _mark(session: Session, claim: _Claim, **outcome: object) -> None:
    """Write the outcome, unless the claim has run out and somebody else has decided meanwhile."""
    mine = (
        Message.id == claim.letter.message_id,
        Message.state == MessageState.SENDING,
        Message.next_try_at == claim.until,
    )
    session.execute(
        update(Message).where(*mine).values(**outcome).execution_options(synchronize_session=False)
    )
    session.commit()
