"""The statement of a call: written down, read back, printed for signature, its scan filed.

Whoever finds writing hard may complain orally; the office takes a record and the complainant signs
it (FACTS 2.2, R5). The acceptance clock has run since the call, signed or not.
"""

from typing import Final

from sqlalchemy.orm import Session

import posters
from portal.domain import money, phone
from portal.domain.complaint import Topic
from portal.domain.events import EventName
from portal.models import Complaint, Staff, Statement
from portal.services import clock, evidence
from portal.services.clock import CHINA
from portal.services.evidence import Placed
from portal.services.record import record
from portal.services.storage import Storage

LONGEST: Final = 4000


class AlreadySigned(Exception):
    """A signed statement is never written over."""


class NothingToSign(Exception):
    """No statement has been written."""


def of(session: Session, complaint: Complaint) -> Statement | None:
    """The statement of a complaint, if there is one."""
    return session.scalar(Statement.of_complaint(complaint.id))


def first_draft(complaint: Complaint) -> str:
    """What was registered, as a text to go on from."""
    where = complaint.site.name if complaint.site else complaint.place or complaint.employer
    lines = [f"我在{where}干活。" if where else "", complaint.narrative or "", _owed(complaint)]
    return "\n".join(line for line in lines if line)


def _owed(complaint: Complaint) -> str:
    months = "、".join(f"{month[:4]}年{int(month[5:])}月" for month in complaint.months)
    amount = money.in_words(complaint.amount_fen) if complaint.amount_fen else "多少说不准"
    if complaint.topic is not Topic.WAGES:
        return ""
    return f"{months}的工钱没给够，欠{amount}。" if months else f"工钱没给够，欠{amount}。"


def write(
    session: Session, complaint: Complaint, text: str, *, is_read_back: bool, by: Staff
) -> Statement:
    """Write the statement, or write it anew as long as nobody has signed it. Raises
    AlreadySigned."""
    found = of(session, complaint)
    if found is None:
        found = Statement(complaint_id=complaint.id)
        session.add(found)
    elif found.signed_at is not None:
        raise AlreadySigned
    found.text, found.is_read_back = text, is_read_back
    found.staff_id, found.made_at = by.id, clock.now()
    record(session, EventName.STATEMENT_MADE, complaint=complaint, by=by, is_read_back=is_read_back)
    session.flush()
    return found


def print_pdf(
    session: Session, complaint: Complaint, statement: Statement, organiser: str, *, by: Staff
) -> bytes:
    """The statement on A4 for signature; that it was printed is logged. It names the person, so
    it goes to the worker's hand and to the file alone."""
    record(session, EventName.STATEMENT_PRINTED, complaint=complaint, by=by)
    return posters.render_statement(
        posters.Statement(
            number=complaint.number,
            name=complaint.worker_name or "",
            phone=phone.spaced(complaint.phone or ""),
            place=complaint.site.name if complaint.site else complaint.place,
            respondent=complaint.employer,
            text=statement.text,
            called_at=complaint.received_at.astimezone(CHINA),
            taken_by=statement.staff.display_name,
            is_read_back=statement.is_read_back,
            organiser=organiser,
        )
    )


def expect_scan(session: Session, complaint: Complaint, content: bytes) -> Statement:
    """The statement that a scan would sign: what one asks before the picture is placed. Raises
    NothingToSign, AlreadySigned, TooManyPhotos, PhotosClosed."""
    evidence.expect(session, complaint, content)
    return _unsigned(session, complaint)


def file_scan(
    session: Session, storage: Storage, complaint: Complaint, placed: Placed, *, by: Staff
) -> None:
    """File the signed page as evidence of the complaint. Raises what `expect_scan` raises, and
    then the files just placed go."""
    try:
        statement = _unsigned(session, complaint)
    except (NothingToSign, AlreadySigned):
        evidence.discard(storage, placed)
        raise
    scan = evidence.add(
        session,
        storage,
        complaint,
        f"statement:{statement.id}",
        placed,
        event=EventName.STATEMENT_SIGNED,
        by=by,
    )
    statement.scan_id = scan.id
    statement.signed_at = clock.now()


def _unsigned(session: Session, complaint: Complaint) -> Statement:
    found = of(session, complaint)
    if found is None:
        raise NothingToSign
    if found.signed_at is not None:
        raise AlreadySigned
    return found
