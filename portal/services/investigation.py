"""Investigating, deciding and serving; and what follows an order that nobody obeys."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portal.domain import casework as grounds
from portal.domain.casework import Hearing, Measure, ServedHow
from portal.domain.clocks import ClockKind
from portal.domain.complaint import Decision, Step
from portal.domain.events import EventName
from portal.domain.ledger import Column
from portal.models import Complaint, Staff
from portal.services import clock_keeping, ledger
from portal.services.clock import today
from portal.services.record import move, record, take


def investigate(session: Session, complaint: Complaint, *, by: Staff, note: str = "") -> None:
    """Begin the investigation. Raises StepNotAllowed."""
    take(session, complaint, Step.INVESTIGATE, EventName.INVESTIGATION_STARTED, by=by, note=note)


def note_finding(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """Keep what was found or obtained; it stays in the office. Raises StepNotAllowed."""
    take(session, complaint, Step.RECORD, EventName.INVESTIGATION_NOTED, by=by, note=note)


def hear(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    hearing: Hearing,
    heard_on: date,
    note: str,
) -> None:
    """The employer's statement and defence (劳动保障监察条例 19); `note` says who and what.
    Raises StepNotAllowed."""
    facts = {"hearing": hearing, "heard_on": heard_on.isoformat()}
    take(session, complaint, Step.HEAR, EventName.EMPLOYER_HEARD, by=by, note=note, **facts)


def extend(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """Thirty working days more, once, with a reason (劳动保障监察条例 17).
    Raises StepNotAllowed."""
    move(session, complaint, Step.EXTEND)
    clock = clock_keeping.extend(session, complaint)
    record(
        session,
        EventName.EXTENDED,
        complaint=complaint,
        by=by,
        note=note,
        due_on=clock.due_on.isoformat() if clock else None,
        is_provisional=clock.is_provisional if clock else False,
    )


def complete(session: Session, complaint: Complaint, *, by: Staff, note: str) -> None:
    """The investigation is complete; the clock of the decision starts. Raises StepNotAllowed."""
    event = EventName.INVESTIGATION_COMPLETED
    take(session, complaint, Step.COMPLETE, event, by=by, note=note)


def decide(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    decision: Decision,
    note: str,
    ordered_fen: int | None = None,
    pay_by: date | None = None,
    is_minor_and_corrected: bool = False,
) -> None:
    """Decide the case (劳动保障监察条例 18, 19). Raises StepNotAllowed, HearingMissing,
    OrderIncomplete, NotMinorAndCorrected, SumDiffers."""
    complaint.require(Step.DECIDE)
    order = grounds.check_decision(
        decision,
        complaint.progress,
        on=today(),
        ordered_fen=ordered_fen,
        pay_by=pay_by,
        is_minor_and_corrected=is_minor_and_corrected,
    )
    move(session, complaint, Step.DECIDE, decision=decision)
    facts: dict[str, Any] = {"decision": decision, "ordered_fen": None, "pay_by": None}
    if order is not None:
        ledger.set_total(session, complaint, Column.ORDERED, order.fen)
        clock_keeping.start_payment(session, complaint, order.pay_by)
        facts |= {"ordered_fen": order.fen, "pay_by": order.pay_by.isoformat()}
    record(session, EventName.DECIDED, complaint=complaint, by=by, note=note, **facts)


def serve(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    served_how: ServedHow,
    served_on: date,
    note: str,
) -> None:
    """The decision has reached the employer; `note` says who signed. Raises StepNotAllowed,
    ServedBeforeDecision."""
    complaint.require(Step.SERVE)
    service = clock_keeping.latest(session, complaint, ClockKind.SERVICE)
    if service is not None:
        grounds.check_service(served_on, decided_on=service.started_on)
    facts = {"served_how": served_how, "served_on": served_on.isoformat()}
    take(session, complaint, Step.SERVE, EventName.SERVED, by=by, note=note, **facts)


def enforceable_from(session: Session, complaint: Complaint) -> date | None:
    """The day from which `enforce` is not too early; None where nothing was ordered."""
    pay_by = clock_keeping.pay_by(session, complaint)
    return grounds.overdue_from(pay_by) if pay_by else None


def enforce(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    measure: Measure,
    taken_on: date,
    document: str,
    percent: int | None,
    note: str = "",
) -> None:
    """What follows an order that was not paid in time (FACTS R10).
    Raises StepNotAllowed, OrderNotOverdue, PercentOutOfRange."""
    complaint.require(Step.ENFORCE)
    pay_by = clock_keeping.pay_by(session, complaint)
    if pay_by is not None:
        grounds.check_measure(measure, on=taken_on, pay_by=pay_by, percent=percent)
    facts: dict[str, Any] = {
        "measure": measure,
        "taken_on": taken_on.isoformat(),
        "document": document,
        "percent": percent,
    }
    move(session, complaint, Step.ENFORCE)
    record(session, EventName.ENFORCEMENT_TAKEN, complaint=complaint, by=by, note=note, **facts)


def reinvestigate(session: Session, complaint: Complaint, *, by: Staff, note: str = "") -> None:
    """Take a disputed case up again. Raises StepNotAllowed."""
    take(session, complaint, Step.REINVESTIGATE, EventName.REINVESTIGATED, by=by, note=note)
