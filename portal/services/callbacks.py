"""Calling back those whose line broke: each try with its outcome, until reached or given up."""

from datetime import date

from sqlalchemy.orm import Session

from portal.domain import calls as rules
from portal.domain.calls import AttemptOutcome, CallOutcome
from portal.domain.events import EventName
from portal.models import Call, CallAttempt, Complaint, Staff
from portal.services import clock
from portal.services.record import record

LISTED = 50


def waiting(session: Session, by: Staff) -> list[Call]:
    """Whom to call back, the longest due first."""
    return list(session.scalars(Call.to_call_back(by.region, LISTED)))


def given_up(session: Session, by: Staff) -> list[Call]:
    """Whom two tries have not reached, and those who left no number."""
    return list(session.scalars(Call.out_of_reach(by.region, LISTED)))


def show_number(session: Session, call: Call, *, by: Staff) -> str:
    """The number to dial; that somebody saw it is logged."""
    record(session, EventName.STAFF_SAW_NUMBER, by=by, call_id=call.id)
    return call.phone or ""


def days_not_reached(session: Session, complaint: Complaint) -> list[date]:
    """On which days calling the worker back failed, since he was last reached."""
    tries = (rules.Attempt(*row) for row in session.execute(CallAttempt.about(complaint)))
    days = (each.at.astimezone(clock.CHINA).date() for each in rules.failed_since_reached(tries))
    return list(dict.fromkeys(days))


def attempt(session: Session, call: Call, outcome: AttemptOutcome, *, by: Staff) -> None:
    """Note a try; it decides when the next one is due. Raises CallOver."""
    if call.outcome is not CallOutcome.BROKEN_OFF:
        raise rules.CallOver(call.outcome)
    call.attempts.append(CallAttempt(staff_id=by.id, at=clock.now(), outcome=outcome))
    ended_at = call.saved_at or call.touched_at
    call.next_try_at = rules.next_try_at(ended_at, call.tries)
    session.flush()
