"""Earlier complaints that a caller may speak of: by number, by site, by site and name; and what
workers have written that nobody has answered yet."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, Subquery, and_, exists, false, func, or_, select, union_all
from sqlalchemy.orm import aliased, joinedload

from portal.domain import regions
from portal.domain.complaint import Kind, Status
from portal.domain.events import EventName
from portal.models.case_file import CaseFile
from portal.models.complaint import Complaint
from portal.models.event import Event
from portal.models.site import Site
from portal.models.staff import Staff

# Steps that somebody takes who handles a case; looking at it is none.
HANDLING = (
    EventName.ACCEPTED, EventName.REFUSED, EventName.SUPPLEMENT_ASKED, EventName.TRANSFERRED,
    EventName.TAKEN_OVER, EventName.TRANSFER_TAKEN, EventName.ANSWERED,
    EventName.INVESTIGATION_STARTED, EventName.EMPLOYER_HEARD, EventName.EXTENDED,
    EventName.INVESTIGATION_COMPLETED, EventName.DECIDED, EventName.SERVED,
    EventName.ENFORCEMENT_TAKEN, EventName.CLOSED, EventName.REINVESTIGATED, EventName.REPLIED,
)  # fmt: skip
WRITTEN = (EventName.WORKER_WROTE, EventName.SUPPLEMENTED, EventName.CALLED_AGAIN)
# So many of the newest of each are looked through for one that nobody has answered.
LOOKED_THROUGH = 400


def of_number(region: str, digits: str, name: str, most: int) -> Select[Any]:
    """The newest complaints of a phone number, each with whether it is of that name."""
    return _newest(region, name, most).where(Complaint.phone_key == digits)


def of_site(region: str, site_id: int, name: str, most: int) -> Select[Any]:
    """The newest complaints of a site, each with whether it is of that name."""
    return _newest(region, name, most).where(Complaint.site_id == site_id)


def of_sites_and_name(region: str, codes: Collection[str], name: str, most: int) -> Select[Any]:
    """Complaints of one of some sites by somebody of that name."""
    query = Complaint.seen_from(region).join(Complaint.site)
    return (
        query.where(Site.code.in_(codes), Complaint.name_key == name)
        .options(joinedload(Complaint.site))
        .order_by(Complaint.id.desc())
        .limit(most)
    )


def hands_of(complaint_ids: Collection[int]) -> Select[int | None, str]:
    """Who leads each of some complaints, or else took its last step, as its id and a name."""
    last = (
        select(func.max(Event.id))
        .where(Event.complaint_id.in_(complaint_ids), Event.name.in_(HANDLING))
        .group_by(Event.complaint_id)
    )
    lead = aliased(Staff)
    whose = func.coalesce(lead.display_name, Staff.display_name).label("display_name")
    query = (
        select(Event.complaint_id, whose)
        .join(Event.staff)
        .outerjoin(CaseFile, CaseFile.complaint_id == Event.complaint_id)
        .outerjoin(lead, CaseFile.lead)
    )
    return query.where(Event.id.in_(last))


def waiting_words(region: str, most: int) -> Select[Any]:
    """Complaints on which the worker's is the last word, longest waiting first."""
    newest = union_all(*(select(_newest_events(name)) for name in WRITTEN)).subquery()
    later = aliased(Event)
    is_answered = exists().where(
        later.complaint_id == newest.c.complaint_id,
        later.id > newest.c.id,
        or_(later.name.in_(HANDLING), later.name.in_(WRITTEN)),
    )
    query = select(Complaint).join(newest, newest.c.complaint_id == Complaint.id)
    if region != regions.CITY:
        query = query.where(Complaint.region == region)
    return (
        query.where(~is_answered, Complaint.status != Status.WITHDRAWN)
        .options(joinedload(Complaint.site))
        .order_by(newest.c.id)
        .limit(most)
    )


def unanswered_enquiries(region: str, most: int) -> Select[Any]:
    """Enquiries that nobody has answered, the oldest first."""
    query = Complaint.seen_from(region).where(
        and_(Complaint.status == Status.RECEIVED, Complaint.kind == Kind.ENQUIRY)
    )
    return query.options(joinedload(Complaint.site)).order_by(Complaint.id).limit(most)


def _newest_events(name: EventName) -> Subquery:
    """The newest of one name, which an index has in order; of several together it would not."""
    query = select(Event.id, Event.complaint_id).where(Event.name == name)
    return query.order_by(Event.id.desc()).limit(LOOKED_THROUGH).subquery()


def _newest(region: str, name: str, most: int) -> Select[Any]:
    is_name = Complaint.name_key == name if name else false()
    return (
        Complaint.seen_from(region)
        .add_columns(is_name.label("is_same_name"))
        .options(joinedload(Complaint.site))
        .order_by(Complaint.id.desc())
        .limit(most)
    )
