"""The card that lets co-workers add their own claims, on the receipt and on the case page."""

from dataclasses import dataclass

from portal.domain.group import may_share
from portal.extensions import db
from portal.models import Complaint, GroupCase


@dataclass(frozen=True)
class ShareCard:
    """The code to hand on, or none so far; the pass opens the button that makes one."""

    code: str
    token: str


def share_card(complaint: Complaint, token: str, *, is_alone: bool = False) -> ShareCard | None:
    """The card of a complaint; None where nothing can be shared. `is_alone` says that it is known
    to be in no group, which spares the question."""
    if not may_share(
        complaint.kind, complaint.topic, complaint.status, is_anonymous=complaint.is_anonymous
    ):
        return None
    group = None if is_alone else db.session.scalar(GroupCase.of_complaint(complaint.id))
    return ShareCard(group.code if group else "", token)
