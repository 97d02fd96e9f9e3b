"""What staff see of a group: how many complaints, and what they come to together."""

from dataclasses import dataclass

from portal.domain.group import MASS_CASE_FROM
from portal.extensions import db
from portal.models import Complaint, GroupCase
from portal.web.access import me


@dataclass(frozen=True)
class GroupCard:
    """A group as far as the signed-in person's region goes; `named` complaints say how much."""

    code: str
    count: int
    sum_fen: int
    named: int

    @property
    def is_mass_case(self) -> bool:
        """Whether so many are in it that the plan for mass incidents applies (FACTS R6)."""
        return self.count >= MASS_CASE_FROM


def group_card(complaint: Complaint) -> GroupCard | None:
    """The card of a complaint; None where it stands alone."""
    group = db.session.scalar(GroupCase.of_complaint(complaint.id))
    return card_of(group) if group else None


def card_of(group: GroupCase) -> GroupCard:
    """The card of a group."""
    row = db.session.execute(GroupCase.totals(group.id, me().region)).one()
    return GroupCard(group.code, row.total, int(row.sum_fen), row.named)
