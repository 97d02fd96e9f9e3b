"""What the page of a complaint says of its group: how many there are, and what they come to."""

from dataclasses import dataclass

from portal.domain import roles
from portal.extensions import db
from portal.models import Complaint, GroupCase
from portal.services import group_alarms, group_cases, ledger
from portal.web.access import me


@dataclass(frozen=True)
class GroupCard:
    """A group as far as the signed-in person's region goes; `claimed_fen` is what the ledgers
    say, None where nobody said anything."""

    code: str
    count: int
    people: int
    claimed_fen: int | None
    is_mass_case: bool
    is_case: bool


def group_card(complaint: Complaint) -> GroupCard | None:
    """The card of a complaint; None where it stands alone."""
    group = db.session.scalar(GroupCase.of_complaint(complaint.id))
    if group is None:
        return None
    children = group_cases.children(db.session, group)
    seen = [one for one in children if roles.covers(me().region, one.complaint.region)]
    people = group_cases.people(children)
    return GroupCard(
        code=group.code,
        count=len(seen),
        people=people,
        claimed_fen=ledger.together(one.figures for one in seen).claimed,
        is_mass_case=people >= group_alarms.limits_of(db.session).heads,
        is_case=group.taken_up_at is not None,
    )
