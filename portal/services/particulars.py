"""The statutory particulars: begun with what is known already, completed by the worker in parts."""

from dataclasses import replace

from sqlalchemy.orm import Session

from portal.domain import money
from portal.domain.complaint import Step, Topic
from portal.domain.events import EventName
from portal.domain.particulars import OF_COMPLAINT, Item, Particulars
from portal.domain.site import PartyRole
from portal.models import Complaint, SavedParticulars, Site
from portal.services import follow
from portal.services.record import record, take


class NothingStated(ValueError):
    """Nothing at all is stated."""


def current(session: Session, complaint: Complaint) -> tuple[Particulars, bool]:
    """The particulars, and whether the worker has written them; until then they are what was said
    at the intake and what the register knows of the site. Name and number are always the
    complaint's."""
    saved = session.scalar(SavedParticulars.of_complaint(complaint.id))
    stated = saved.particulars if saved else known(complaint)
    told = {
        **stated.told,
        Item.NAME: complaint.worker_name or "",
        Item.CONTACT: complaint.phone or "",
    }
    return replace(stated, told=told), saved is not None


def known(complaint: Complaint) -> Particulars:
    """What the complaint and its site say before anybody is asked."""
    told = {
        Item.RESPONDENT: complaint.employer,
        Item.RESPONDENT_ADDRESS: complaint.place,
        Item.FACTS: complaint.narrative or "",
        Item.REQUEST: _request(complaint),
    }
    if complaint.site is not None:
        told |= {item: text for item, text in _of_register(complaint.site).items() if text}
        told[Item.RESPONDENT] = complaint.employer or told[Item.RESPONDENT]
    return Particulars({item: text for item, text in told.items() if text})


def save(session: Session, complaint: Complaint, stated: Particulars) -> bool:
    """Keep what the worker states; False when nothing is new, so that a second tap adds nothing.

    Where something was asked, that answers it. A name that is left out stays as it was, and so
    does a number. Raises NothingStated.
    """
    if stated.is_empty:
        raise NothingStated
    name = stated.told.get(Item.NAME) or complaint.worker_name or ""
    digits = stated.told.get(Item.CONTACT) or complaint.phone or ""
    is_new = (name, digits) != (complaint.worker_name or "", complaint.phone or "")
    if is_new:
        follow.give_contact(session, complaint, name=name, digits=digits)
    kept = {item: text for item, text in stated.told.items() if text and item not in OF_COMPLAINT}
    contents = SavedParticulars.contents_of(Particulars(kept, stated.unclear))
    saved = session.scalar(SavedParticulars.of_complaint(complaint.id))
    if saved is None:
        session.add(SavedParticulars(complaint_id=complaint.id, contents=contents))
    elif saved.contents != contents:
        saved.contents = contents
    elif not is_new:
        return False
    session.flush()
    _leave_event(session, complaint)
    return True


def _leave_event(session: Session, complaint: Complaint) -> None:
    stated, _ = current(session, complaint)
    lacking = len(stated.missing)
    if Step.SUPPLEMENT in complaint.allowed_steps:
        take(session, complaint, Step.SUPPLEMENT, EventName.DETAILS_GIVEN, lacking=lacking)
    else:
        record(session, EventName.DETAILS_GIVEN, complaint=complaint, lacking=lacking)


def _of_register(site: Site) -> dict[Item, str]:
    """The contractor answers for the wages of everybody on the site (保障农民工工资支付条例 30)."""
    contractor = site.party(PartyRole.GENERAL_CONTRACTOR)
    office = site.party(PartyRole.PROJECT_OFFICE)
    return {
        Item.RESPONDENT: contractor.organisation if contractor else "",
        Item.RESPONDENT_ADDRESS: site.address,
        Item.PERSON_IN_CHARGE: office.person if office else "",
    }


def _request(complaint: Complaint) -> str:
    if complaint.topic is not Topic.WAGES:
        return ""
    if complaint.amount_fen is None:
        return "要回欠我的工钱"
    return f"要回欠我的工钱 {money.in_figures(complaint.amount_fen)}"
