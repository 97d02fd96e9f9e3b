"""Writing the timeline: the only place that makes an Event, and that moves a complaint on."""

from typing import Any

from sqlalchemy.orm import Session

from portal.domain import complaint as rules
from portal.domain.complaint import Step
from portal.domain.events import EventName, check_facts
from portal.models import Complaint, Event, Site, Staff
from portal.services import clock


def record(
    session: Session,
    name: EventName,
    *,
    complaint: Complaint | None = None,
    site: Site | None = None,
    by: Staff | None = None,
    note: str | None = None,
    **facts: Any,
) -> Event:
    """Add an event with exactly the facts it declares; `note` is sealed. Raises WrongFacts."""
    check_facts(name, facts)
    event = Event(
        name=name,
        at=clock.now(),
        complaint_id=complaint.id if complaint else None,
        site_id=site.id if site else None,
        staff_id=by.id if by else None,
        facts=facts,
        note=note or None,
    )
    session.add(event)
    return event


def take(
    session: Session,
    complaint: Complaint,
    step: Step,
    event: EventName,
    *,
    by: Staff | None = None,
    note: str = "",
    **facts: Any,
) -> None:
    """Take a step: the complaint moves on and the event is left. Raises StepNotAllowed."""
    complaint.status = rules.status_after(
        step, complaint.status, complaint.kind, was_disputed=complaint.was_disputed
    )
    record(session, event, complaint=complaint, by=by, note=note, **facts)
