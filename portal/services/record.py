"""Writing the timeline: the only place that makes an Event, and that moves a complaint on."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from sqlalchemy import Text, bindparam, insert
from sqlalchemy.orm import Session

from portal.domain import complaint as rules
from portal.domain.complaint import NOTHING_DONE, Decision, Status, Step
from portal.domain.event_facts import check_facts
from portal.domain.events import EventName
from portal.domain.recusal import check_acting, is_barred
from portal.models import Base, CaseFile, Complaint, Event, Site, Staff
from portal.services import clock, clock_keeping, notify

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
    """Add an event with exactly the facts it declares; `note` is sealed. Nothing is done
    in a case without its event, so it is here that who has an interest is kept from it. Raises
    WrongFacts, MustWithdraw.

    What the worker should hear of it waits in the outbox from the same transaction on.
    """
    check_facts(name, facts)
    if complaint is not None and by is not None and is_barred(name):
        check_acting(by.id, complaint.recused_ids)
    Event.add_plain(
        session,
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
    move(session, complaint, step)
    record(session, event, complaint=complaint, by=by, note=note, **facts)


def move(
    session: Session,
    complaint: Complaint,
    step: Step,
    *,
    decision: Decision | None = None,
    is_to_county: bool = False,
) -> None:
    """Move a complaint on by a step: its status, what has been done, and its clocks; the caller
    leaves the event. Raises StepNotAllowed."""
    before = complaint.progress
    complaint.status = rules.status_after(
        step,
        complaint.status,
        complaint.kind,
        was_disputed=complaint.was_disputed,
        progress=before,
    )
    if complaint.status is not Status.TRANSFERRED:
        complaint.sent_to = None  # nobody is asked any more to take it over
    after = rules.progress_after(step, before, decision=decision, is_to_county=is_to_county)
    if after != before:
        file_of(complaint).progress = after
    clock_keeping.follow(session, complaint, step)


def file_of(complaint: Complaint) -> CaseFile:
    """The case file of a complaint, begun with the first thing that goes into it."""
    if complaint.case_file is None:
        complaint.case_file = CaseFile(progress=NOTHING_DONE, closing="")
    return complaint.case_file
