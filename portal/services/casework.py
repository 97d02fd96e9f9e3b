"""What the office does with a complaint; each step keeps its ground and leaves its event."""

import json
from collections.abc import Collection, Mapping
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from portal.domain import casework as grounds
from portal.domain import conclusion as conclusions
from portal.domain import regions
from portal.domain.casework import MissingItem, RefusalGround
from portal.domain.complaint import MOST_RETURNS, Step, TransferTarget
from portal.domain.conclusion import Conclusion, Proof
from portal.domain.events import EventName
from portal.domain.ledger import Column
from portal.domain.recusal import check_given
from portal.models import Complaint, Event, Staff
from portal.services import clock_keeping, ledger
from portal.services.clock import CHINA, today
from portal.services.record import file_of, move, record, take


def accept(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    lead: Staff,
    second: Staff,
    certificates: tuple[str, str],
    is_free_of_interest: bool,
    note: str = "",
) -> None:
    """Take the complaint up and file the case the same day (劳社部令第25号), in the hands of two
    inspectors (劳动保障监察条例 16); the investigation clock of 60 working days starts (条例 17).

    Raises TwoInspectorsNeeded, RecusalNotStated, InspectorRecused, StepNotAllowed.
    """
    grounds.check_inspectors(lead.id, second.id, is_free_of_interest=is_free_of_interest)
    check_given(frozenset({lead.id, second.id}), complaint.recused_ids)
    move(session, complaint, Step.ACCEPT)
    file = file_of(complaint)
    file.filed_on = file.filed_on or today()
    file.allotted, file.lead, file.second = None, lead, second
    file.lead_certificate, file.second_certificate = certificates
    assert complaint.investigation_due_on is not None
    record(
        session,
        EventName.ACCEPTED,
        complaint=complaint,
        by=by,
        note=note,
        investigation_due_on=complaint.investigation_due_on.isoformat(),
        is_provisional=complaint.is_investigation_provisional,
        lead_id=lead.id,
        second_id=second.id,
    )


def refuse(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    ground: RefusalGround,
    note: str,
    wording: str = "",
) -> None:
    """Refuse on a statutory ground, with where to go instead; the wording of the written notice
    is kept with it. Raises StepNotAllowed, and GroundNotAllowed where the matter is one for
    labour inspection."""
    grounds.check_ground(ground, complaint.topic)
    told = "\n".join(part for part in (wording, note) if part)
    take(session, complaint, Step.REFUSE, EventName.REFUSED, by=by, note=told, ground=ground)


def ask_supplement(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    note: str,
    items: Collection[MissingItem] = (),
) -> None:
    """Ask the worker for what is missing; the acceptance clock runs on. Raises StepNotAllowed."""
    wanted = [str(item) for item in items]
    take(
        session,
        complaint,
        Step.ASK_SUPPLEMENT,
        EventName.SUPPLEMENT_ASKED,
        by=by,
        note=note,
        items=wanted,
    )


def transfer(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    target: TransferTarget,
    organisation: str,
    note: str,
    county: str = "",
) -> None:
    """Pass it on to who is in charge (保障农民工工资支付条例 10). A county of this city finds it
    on its desk and answers there; what others answer is noted here. The acceptance clock runs on.
    Raises StepNotAllowed."""
    move(session, complaint, Step.TRANSFER, is_to_county=bool(county))
    complaint.sent_to = county or None
    facts: dict[str, Any] = {"target": target, "organisation": organisation}
    record(session, EventName.TRANSFERRED, complaint=complaint, by=by, note=note, **facts)


def take_back(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """It came back from where it was sent. What a second county has sent back goes to the city,
    which says who deals with it. Raises StepNotAllowed."""
    was_county = complaint.progress.is_to_county
    take(session, complaint, Step.RETURN, EventName.RETURNED, by=by, note=note)
    if was_county and complaint.progress.returns >= MOST_RETURNS:
        clock_keeping.move_to(session, complaint, regions.CITY)
        file_of(complaint).allotted = None
        record(session, EventName.SENT_TO_CITY, complaint=complaint, by=by)


def take_over(session: Session, complaint: Complaint, *, by: Staff, note: str = "") -> None:
    """The county that was asked has it from now on; its clocks have run since receipt.
    Raises StepNotAllowed."""
    county = complaint.sent_to or by.region
    move(session, complaint, Step.TAKE_OVER)
    clock_keeping.move_to(session, complaint, county)
    file_of(complaint).allotted = None
    record(session, EventName.TAKEN_OVER, complaint=complaint, by=by, note=note, region=county)


def note_taken(
    session: Session, complaint: Complaint, *, by: Staff, taken_on: date, note: str
) -> None:
    """An office outside says that it deals with it; `note` says who said so.
    Raises StepNotAllowed."""
    facts = {"taken_on": taken_on.isoformat()}
    take(session, complaint, Step.NOTE_TAKEN, EventName.TRANSFER_TAKEN, by=by, note=note, **facts)


def answer(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """Answer an enquiry, which ends it. Raises StepNotAllowed."""
    take(session, complaint, Step.ANSWER, EventName.ANSWERED, by=by, note=note)
    complaint.conclusion = Conclusion.ANSWERED


def close(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    conclusion: Conclusion,
    paid_fen: int | None,
    note: str,
    proof: Mapping[Proof, str],
) -> None:
    """Close with a conclusion in plain words and what shows it. Raises StepNotAllowed,
    ConclusionNotAllowed, PaidAmountMissing, ProofMissing, CallsTooClose, NoUnpaidOrder,
    SumDiffers."""
    complaint.require(Step.CLOSE)
    conclusions.check_closing(conclusion, complaint.status, complaint.kind, paid_fen, proof)
    pay_by = clock_keeping.pay_by(session, complaint)
    conclusions.check_unpaid(conclusion, on=today(), pay_by=pay_by)
    if paid_fen is not None:
        ledger.set_total(session, complaint, Column.PAID, paid_fen)
    move(session, complaint, Step.CLOSE)
    complaint.conclusion = conclusion
    complaint.paid_fen = paid_fen
    file_of(complaint).closing = json.dumps(dict(proof), ensure_ascii=False)
    facts: dict[str, Any] = {"conclusion": conclusion, "paid_fen": paid_fen}
    record(session, EventName.CLOSED, complaint=complaint, by=by, note=note, **facts)


def reply(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """Write to the worker; nothing else changes."""
    record(session, EventName.REPLIED, complaint=complaint, by=by, note=note)


def has_opened(session: Session, complaint: Complaint, *, by: Staff) -> bool:
    """Whether it is on record that somebody opened the complaint today."""
    begins = datetime.combine(today(), time(), CHINA)
    return session.scalar(Event.reading_since(complaint.id, by.id, begins)) is not None


def opened(session: Session, complaint: Complaint, *, by: Staff) -> None:
    """Log that somebody opened the complaint: what a worker told can be read on its page. Once a
    person and day."""
    record(session, EventName.CASE_READ, complaint=complaint, by=by)


def reveal(session: Session, complaint: Complaint, *, by: Staff, reason: str) -> None:
    """Log that somebody looked at name and number, and why."""
    record(session, EventName.REVEALED, complaint=complaint, by=by, reason=reason)
