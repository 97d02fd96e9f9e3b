"""What the office does with a complaint; each step keeps its ground and leaves its event."""

from sqlalchemy.orm import Session

from portal.domain import complaint as rules
from portal.domain import deadlines
from portal.domain.complaint import Conclusion, Decision, RefusalGround, Step, TransferTarget
from portal.domain.events import EventName
from portal.models import Complaint, Staff
from portal.services.calendar import work_calendar
from portal.services.clock import today
from portal.services.record import record, take


def accept(session: Session, complaint: Complaint, *, by: Staff, note: str = "") -> None:
    """Take the complaint up and file the case the same day (劳社部令第25号); the investigation
    clock of 60 working days starts (劳动保障监察条例 17). Raises StepNotAllowed."""
    if complaint.investigation_due_on is None:  # a case that came back keeps its first filing
        due = deadlines.investigation_due(today(), work_calendar(session))
        complaint.investigation_due_on = due.on
        complaint.is_investigation_provisional = due.is_provisional
    facts = {
        "investigation_due_on": complaint.investigation_due_on.isoformat(),
        "is_provisional": complaint.is_investigation_provisional,
    }
    take(session, complaint, Step.ACCEPT, EventName.ACCEPTED, by=by, note=note, **facts)


def refuse(
    session: Session, complaint: Complaint, *, by: Staff, ground: RefusalGround, note: str
) -> None:
    """Refuse on a statutory ground, with where to go instead. Raises StepNotAllowed, and
    GroundNotAllowed where the matter is one for labour inspection."""
    rules.check_ground(ground, complaint.topic)
    take(session, complaint, Step.REFUSE, EventName.REFUSED, by=by, note=note, ground=ground)


def ask_supplement(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """Ask the worker for what is missing; the acceptance clock runs on. Raises StepNotAllowed."""
    take(session, complaint, Step.ASK_SUPPLEMENT, EventName.SUPPLEMENT_ASKED, by=by, note=note)


def transfer(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    target: TransferTarget,
    organisation: str,
    note: str,
) -> None:
    """Pass it on to who is in charge (保障农民工工资支付条例 10). Raises StepNotAllowed."""
    facts = {"target": target, "organisation": organisation}
    take(session, complaint, Step.TRANSFER, EventName.TRANSFERRED, by=by, note=note, **facts)


def take_back(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """It came back from where it was sent. Raises StepNotAllowed."""
    take(session, complaint, Step.RETURN, EventName.RETURNED, by=by, note=note)


def answer(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """Answer an enquiry, which ends it. Raises StepNotAllowed."""
    complaint.conclusion = Conclusion.ANSWERED
    take(session, complaint, Step.ANSWER, EventName.ANSWERED, by=by, note=note)


def investigate(session: Session, complaint: Complaint, *, by: Staff, note: str = "") -> None:
    """Begin the investigation. Raises StepNotAllowed."""
    take(session, complaint, Step.INVESTIGATE, EventName.INVESTIGATION_STARTED, by=by, note=note)


def decide(
    session: Session, complaint: Complaint, *, by: Staff, decision: Decision, note: str
) -> None:
    """Decide the case (劳动保障监察条例 18). Raises StepNotAllowed."""
    take(session, complaint, Step.DECIDE, EventName.DECIDED, by=by, note=note, decision=decision)


def close(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    conclusion: Conclusion,
    paid_fen: int | None,
    note: str,
) -> None:
    """Close with a conclusion in plain words. Raises StepNotAllowed, PaidAmountMissing."""
    rules.check_conclusion(conclusion, paid_fen)
    complaint.conclusion = conclusion
    complaint.paid_fen = paid_fen
    facts = {"conclusion": conclusion, "paid_fen": paid_fen}
    take(session, complaint, Step.CLOSE, EventName.CLOSED, by=by, note=note, **facts)


def reinvestigate(session: Session, complaint: Complaint, *, by: Staff, note: str = "") -> None:
    """Take a disputed case up again. Raises StepNotAllowed."""
    take(session, complaint, Step.REINVESTIGATE, EventName.REINVESTIGATED, by=by, note=note)


def reply(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """Write to the worker; nothing else changes."""
    record(session, EventName.REPLIED, complaint=complaint, by=by, note=note)


def reveal(session: Session, complaint: Complaint, *, by: Staff, reason: str) -> None:
    """Log that somebody looked at name and number, and why."""
    record(session, EventName.REVEALED, complaint=complaint, by=by, reason=reason)
