"""The receipt as a picture that a worker keeps: gathering what stands on it, and drawing it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

import posters
from portal.domain.complaint import Kind
from portal.domain.phone import spaced
from portal.models import Complaint, Evidence
from portal.services.clock import CHINA
from portal.services.intake import Receipt


@dataclass(frozen=True)
class PictureSource:
    """What a picture takes from the installation; `phone` is whom to call about the complaint."""

    base_url: str
    organiser: str
    phone: str


def gather(session: Session, receipt: Receipt, source: PictureSource) -> posters.Receipt:
    """The facts of a receipt, with the photos that have arrived by now."""
    complaint = receipt.complaint
    is_told_when = not complaint.is_anonymous and complaint.kind is not Kind.ENQUIRY
    return posters.Receipt(
        number=complaint.number,
        query_code=receipt.query_code,
        place=_place(complaint),
        received_on=complaint.received_at.astimezone(CHINA).date(),
        url=f"{source.base_url}/follow",
        due_on=complaint.acceptance_due_on if is_told_when else None,
        is_provisional=complaint.is_due_provisional,
        photos=session.scalar(Evidence.count_of(complaint.id)) or 0,
        phone=spaced(source.phone),
        organiser=source.organiser,
    )


def draw(facts: posters.Receipt) -> bytes:
    """The picture: PNG, 720 pixels wide, at most 60 KB."""
    return posters.render_receipt(facts)


def _place(complaint: Complaint) -> str:
    return complaint.site.name if complaint.site else complaint.place or complaint.employer
