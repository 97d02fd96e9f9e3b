"""The card that lets co-workers add their own claims, on the receipt and on the case page."""

from dataclasses import dataclass

from portal.domain.group import may_share
from portal.extensions import db
from portal.models import Complaint, GroupCase
from portal.web.settings import settings
from posters.qr import qr_code


@dataclass(frozen=True)
class ShareCard:
    """The code to hand on, or none so far; the pass opens the button that makes one."""

    code: str
    token: str

    @property
    def address(self) -> str:
        """What the code leads to."""
        return f"{settings().public_base_url}/g/{self.code}"

    @property
    def qr(self) -> str:
        """The same to be scanned off this screen."""
        return qr_code(self.address).svg


def share_card(complaint: Complaint, token: str, *, is_alone: bool = False) -> ShareCard | None:
    """The card of a complaint; None where nothing can be shared. `is_alone` says that it is known
    to be in no group, which spares the question."""
    if not may_share(
        complaint.kind, complaint.topic, complaint.status, is_anonymous=complaint.is_anonymous
    ):
        return None
    group = None if is_alone else db.session.scalar(GroupCase.of_complaint(complaint.id))
    return ShareCard(group.code if group else "", token)
