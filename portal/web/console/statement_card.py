"""The statutory statement as staff see it: masked until somebody says why it must be read."""

from dataclasses import dataclass

from portal.domain import phone
from portal.domain.complaint import Kind
from portal.domain.statement import PERSONAL, Item, Statement
from portal.extensions import db
from portal.models import Complaint
from portal.services import statements


@dataclass(frozen=True)
class StatementCard:
    """What is stated. `is_saved` says whether the worker wrote it, or the register suggests it."""

    statement: Statement
    is_saved: bool

    @property
    def items(self) -> list[Item]:
        """Everything that has an answer, were it that nobody knows."""
        return [item for item in Item if item not in self.statement.missing]

    def said(self, item: Item, *, is_revealed: bool) -> str:
        """The answer as it may be shown now."""
        text = self.statement.told.get(item, "")
        if not text:
            return "不清楚"
        if is_revealed:
            return text
        if item is Item.NAME:
            return f"{text[0]}**"
        if item is Item.CONTACT:
            return phone.mask(text)
        return "已写，显示后可见" if item in PERSONAL else phone.mask_numbers(text)


def statement_card(complaint: Complaint) -> StatementCard | None:
    """The card of a complaint; a report and an enquiry have none."""
    if complaint.kind is not Kind.COMPLAINT:
        return None
    return StatementCard(*statements.current(db.session, complaint))
