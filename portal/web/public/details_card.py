"""The card on the case page that says what the written complaint still lacks."""

from dataclasses import dataclass

from portal.domain.statement import Item, takes_statement
from portal.extensions import db
from portal.models import Complaint
from portal.services import statements


@dataclass(frozen=True)
class DetailsCard:
    """What is missing, and whether the worker has written anything so far. It is `locked` while
    somebody else knows the query code: the page behind it shows name and number."""

    missing: tuple[Item, ...]
    is_saved: bool
    is_locked: bool


def details_card(complaint: Complaint) -> DetailsCard | None:
    """The card of a complaint; None where nothing needs to be stated."""
    if not takes_statement(complaint.kind, complaint.status):
        return None
    stated, is_saved = statements.current(db.session, complaint)
    return DetailsCard(stated.missing, is_saved, complaint.is_code_seen)
