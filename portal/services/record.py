"""Writing the timeline: the only place that makes an Event, and that moves a complaint on."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Text, bindparam, insert
from sqlalchemy.orm import Session

from portal.domain import complaint as rules
from portal.domain.complaint import Step
from portal.domain.events import EventName, check_facts
from portal.models import Base, Complaint, Event, Site, Staff
from portal.services import clock, notify

_EVENTS: Final = Base.metadata.tables["event"]


def record(
    session: Session,
    name: EventName,
    *,
    complaint: Complaint | None = None,
    site: Site | None = None,
    by: Staff | None = None,
    note: str | None = None,
    **facts: Any,
) -> None:
    """Add an event with exactly the facts it declares; `note` is sealed. Raises WrongFacts.

    What the worker should hear of it waits in the outbox from the same transaction on.
    """
    check_facts(name, facts)
    session.execute(
        insert(Event),
        {
            "name": name,
            "at": clock.now(),
            "complaint_id": complaint.id if complaint else None,
            "site_id": site.id if site else None,
            "staff_id": by.id if by else None,
            "facts": facts,
            "note": note or None,
        },
    )
    if complaint is not None:
        notify.tell_worker(session, complaint, name)


def record_many(
    session: Session,
    name: EventName,
    facts_of: Mapping[int, Mapping[str, Any]],
    *,
    by: Staff | None = None,
    sealed: Mapping[int, str] = MappingProxyType({}),
) -> None:
    """Add an event to each of many sites, by id, in one statement; `sealed` holds notes that were
    sealed beforehand. Raises WrongFacts."""
    given = {"name": name, "at": clock.now(), "staff_id": by.id if by else None}
    events = []
    for site_id, facts in facts_of.items():
        check_facts(name, facts)
        note = sealed.get(site_id)
        events.append({**given, "site_id": site_id, "facts": facts, "sealed_note": note})
    if events:
        # Bound as plain text: the column would seal a second time.
        adding = insert(_EVENTS).values(note=bindparam("sealed_note", type_=Text))
        session.execute(adding, events)


def record_on_complaints(
    session: Session, name: EventName, found: Sequence[tuple[int, Mapping[str, Any]]]
) -> None:
    """Add an event to each of many complaints, by id, in one statement; nobody is sent a message.
    Raises WrongFacts."""
    for _, facts in found:
        check_facts(name, facts)
    given = {"name": name, "at": clock.now()}
    if found:
        rows = [{**given, "complaint_id": each, "facts": facts} for each, facts in found]
        session.execute(insert(Event), rows)


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
