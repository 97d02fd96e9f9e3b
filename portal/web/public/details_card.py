"""The card on the case page that says what the written complaint still lacks."""

from dataclasses import dataclass

from portal.domain.particulars import Item, takes_particulars
from portal.extensions import db
from portal.models import Complaint
from portal.services import particulars


@dataclass(frozen=True)
class DetailsCard:
    """What is missing, and whether the worker has written anything so far. It is `locked` while
    somebody else knows the query code: the page behind it shows name and number."""

    missing: tuple[Item, ...]
    is_saved: bool
    is_locked: bool


def details_card(complaint: Complaint) -> DetailsCard | None:
    """The card of a complaint; None where nothing needs to be stated."""
    if not takes_particulars(complaint.kind, complaint.status):
        return None
    stated, is_saved = particulars.current(db.session, complaint)
    return DetailsCard(stated.missing, is_saved, complaint.is_code_seen)
