"""What the worker does after the receipt: look, answer, dispute once, withdraw."""

from sqlalchemy.orm import Session

from portal.domain.codes import BadCode, parse
from portal.domain.complaint import Kind, Status, Step
from portal.domain.events import EventName
from portal.models import Complaint
from portal.services.intake import code_key
from portal.services.record import record, take

CODE_LENGTH = 6


class WeakCode(ValueError):
    """Not six digits, or the first six that anybody would try."""


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


def give_contact(session: Session, complaint: Complaint, *, name: str, digits: str) -> None:
    """The worker gives or changes name and number. What was reported without a name becomes a
    complaint, since somebody now stands behind it (FACTS R2); its clock has run since receipt."""
    was_anonymous = complaint.is_anonymous
    complaint.worker_name = complaint.name_key = name or complaint.worker_name
    complaint.phone = complaint.phone_key = digits
    complaint.is_anonymous = False
    if was_anonymous and complaint.kind is Kind.REPORT:
        complaint.kind = Kind.COMPLAINT
    record(session, EventName.CONTACT_GIVEN, complaint=complaint, was_anonymous=was_anonymous)


def change_code(session: Session, complaint: Complaint, query_code: str) -> None:
    """The worker chooses another query code: nobody else has seen this one.

    Raises WeakCode for anything but six digits that are not the first to be guessed.
    """
    if is_weak(query_code):
        raise WeakCode
    complaint.query_code_key = code_key(complaint.number, query_code)
    complaint.is_code_seen = False
    complaint.is_code_changed = True
    record(session, EventName.CODE_CHANGED, complaint=complaint)


def is_weak(query_code: str) -> bool:
    """Whether it is anything but six digits, or among the first to be guessed."""
    if not (query_code.isascii() and query_code.isdigit() and len(query_code) == CODE_LENGTH):
        return True
    return len(set(query_code)) == 1 or query_code in "01234567890 9876543210"


def withdraw(session: Session, complaint: Complaint, reason: str) -> None:
    """Take it back before a decision. Raises StepNotAllowed."""
    take(session, complaint, Step.WITHDRAW, EventName.WITHDRAWN, note=reason)
