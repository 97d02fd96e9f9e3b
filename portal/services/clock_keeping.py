"""Starting and stopping the clocks of a complaint as its steps demand; nothing else does.

Clocks are written past the session, as events are: what a step changes otherwise waits for its end
and is written once.
"""

from datetime import date
from typing import Any, Final

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from portal.domain import clocks as rules
from portal.domain.clocks import EXTENSION_WORKING_DAYS, ClockKind, Spans
from portal.domain.complaint import Decision, Step
from portal.domain.workdays import due_after
from portal.models import Clock, Complaint
from portal.services.calendar import work_calendar
from portal.services.clock import CHINA, today

_SPANS: Final = "portal_clock_spans"


def set_spans(engine: Engine, spans: Spans) -> None:
    """From now on clocks started on this engine have the bureau's own lengths."""
    engine.update_execution_options(**{_SPANS: spans})


def spans_of(session: Session) -> Spans:
    """The lengths that hold on the engine of a session."""
    spans: Spans = session.get_bind().get_execution_options().get(_SPANS, Spans())
    return spans


def start_first(session: Session, complaint: Complaint) -> None:
    """The clock of what has just been kept, as its own columns say."""
    kind = rules.first_clock(complaint.kind)
    _insert(
        session,
        complaint,
        kind=kind,
        started_on=complaint.received_at.astimezone(CHINA).date(),
        due_on=complaint.acceptance_due_on,
        working_days=spans_of(session).of(kind),
        is_provisional=complaint.is_due_provisional,
    )


def follow(session: Session, complaint: Complaint, step: Step) -> None:
    """Stop and start what the step stops and starts. A case that came back was filed when it was
    filed first, so its investigation keeps the clock that it has."""
    if step is Step.RETURN:  # what seemed handed over has been ours all the time
        session.connection().execute(Clock.run_on(complaint.id, Step.NOTE_TAKEN))
    if kinds := rules.STOPS.get(step):
        session.connection().execute(Clock.stop(complaint.id, kinds, step, today()))
    kind = rules.STARTS.get(step)
    was_filed = step is Step.ACCEPT and complaint.investigation_due_on is not None
    if kind is not None and not was_filed:
        _start(session, complaint, kind)


def start_payment(session: Session, complaint: Complaint, pay_by: date) -> None:
    """The clock of an order: until the day that it names."""
    _insert(
        session,
        complaint,
        kind=ClockKind.PAYMENT,
        started_on=today(),
        due_on=pay_by,
        working_days=None,
        is_provisional=False,
    )


def extend(session: Session, complaint: Complaint) -> Clock | None:
    """Give the investigation its thirty working days more (劳动保障监察条例 17)."""
    clock = running(session, complaint, ClockKind.INVESTIGATION)
    if clock is not None and clock.working_days is not None:
        clock.working_days += EXTENSION_WORKING_DAYS
        due = due_after(clock.started_on, clock.working_days, work_calendar(session))
        set_due(complaint, clock, due.on, is_provisional=due.is_provisional)
    return clock


def set_due(complaint: Complaint, clock: Clock, on: date, *, is_provisional: bool) -> None:
    """Move the end of a clock, and what the complaint itself says of it."""
    clock.due_on, clock.is_provisional = on, is_provisional
    if clock.kind is rules.first_clock(complaint.kind):
        complaint.acceptance_due_on, complaint.is_due_provisional = on, is_provisional
    elif clock.kind is ClockKind.INVESTIGATION:
        complaint.investigation_due_on = on
        complaint.is_investigation_provisional = is_provisional


def running(session: Session, complaint: Complaint, kind: ClockKind) -> Clock | None:
    """The clock of a kind that runs for a complaint, if any."""
    return session.scalars(Clock.of_kind(Clock.running_of([complaint.id]), kind)).first()


def latest(session: Session, complaint: Complaint, kind: ClockKind) -> Clock | None:
    """The newest clock of a kind, running or stopped."""
    return session.scalars(Clock.newest_of(complaint.id, kind)).first()


def pay_by(session: Session, complaint: Complaint) -> date | None:
    """The day by which the order that stands is to be paid; None where nothing was ordered."""
    if complaint.progress.decision is not Decision.ORDER_TO_PAY:
        return None
    clock = latest(session, complaint, ClockKind.PAYMENT)
    return clock.due_on if clock else None


def move_to(session: Session, complaint: Complaint, region: str) -> None:
    """Another county has it from now on, and its clocks with it."""
    complaint.region = region
    session.connection().execute(Clock.move(complaint.id, region))


def _start(session: Session, complaint: Complaint, kind: ClockKind) -> None:
    working_days = spans_of(session).of(kind)
    due = due_after(today(), working_days, work_calendar(session))
    if kind is ClockKind.INVESTIGATION:
        complaint.investigation_due_on = due.on
        complaint.is_investigation_provisional = due.is_provisional
    _insert(
        session,
        complaint,
        kind=kind,
        started_on=today(),
        due_on=due.on,
        working_days=working_days,
        is_provisional=due.is_provisional,
    )


def _insert(session: Session, complaint: Complaint, **facts: Any) -> None:
    Clock.add_plain(session, {"complaint_id": complaint.id, "region": complaint.region, **facts})
