"""The statutory particulars as staff see it: masked until somebody says why they must be read."""

from dataclasses import dataclass

from portal.domain import phone
from portal.domain.complaint import Kind
from portal.domain.particulars import PERSONAL, Item, Particulars
from portal.extensions import db
from portal.models import Complaint
from portal.services import particulars


@dataclass(frozen=True)
class ParticularsCard:
    """What is stated. `is_saved` says whether the worker wrote it, or the register suggests it."""

    stated: Particulars
    is_saved: bool

    @property
    def items(self) -> list[Item]:
        """Everything that has an answer, were it that nobody knows."""
        return [item for item in Item if item not in self.stated.missing]

    def said(self, item: Item, *, is_revealed: bool) -> str:
        """The answer as it may be shown now."""
        text = self.stated.told.get(item, "")
        if not text:
            return "不清楚"
        if is_revealed:
            return text
        if item is Item.NAME:
            return f"{text[0]}**"
        if item is Item.CONTACT:
            return phone.mask(text)
        return "已写，显示后可见" if item in PERSONAL else phone.mask_numbers(text)


def particulars_card(complaint: Complaint) -> ParticularsCard | None:
    """The card of a complaint; a report and an enquiry have none."""
    if complaint.kind is not Kind.COMPLAINT:
        return None
    return ParticularsCard(*particulars.current(db.session, complaint))
