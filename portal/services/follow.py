"""What the worker does after the receipt: look, answer, dispute once, withdraw."""

from sqlalchemy.orm import Session

from portal.domain.codes import BadCode, parse
from portal.domain.complaint import Status, Step
from portal.domain.events import EventName
from portal.models import Complaint
from portal.services.intake import code_key
from portal.services.record import record, take


def find(session: Session, number: str, query_code: str) -> Complaint | None:
    """The complaint that number and code open together; None for a wrong or an unknown pair."""
    try:
        plain = parse(number)
    except BadCode:
        return None
    return session.scalar(
        Complaint.by_number(plain).where(Complaint.query_code_key == code_key(plain, query_code))
    )


def write(session: Session, complaint: Complaint, text: str) -> None:
    """The worker adds something; where something was asked, that answers it."""
    if complaint.status is Status.NEED_INFO:
        take(session, complaint, Step.SUPPLEMENT, EventName.SUPPLEMENTED, note=text)
    else:
        record(session, EventName.WORKER_WROTE, complaint=complaint, note=text)


def dispute(session: Session, complaint: Complaint, reason: str) -> None:
    """Say, once, that a closure is not right. Raises StepNotAllowed."""
    take(session, complaint, Step.DISPUTE, EventName.DISPUTED, note=reason)
    complaint.was_disputed = True


def withdraw(session: Session, complaint: Complaint, reason: str) -> None:
    """Take it back before a decision. Raises StepNotAllowed."""
    take(session, complaint, Step.WITHDRAW, EventName.WITHDRAWN, note=reason)
