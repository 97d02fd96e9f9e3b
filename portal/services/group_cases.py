"""Dealing with a group as one case: taken up from complaints of a site, each of which stays one."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select
from sqlalchemy.orm import Session

from portal.domain import group as rules
from portal.domain.complaint import Step
from portal.domain.events import EventName
from portal.domain.group_alarm import AlarmState
from portal.models import Complaint, GroupAlarm, GroupCase, GroupMember, GroupNote, Staff
from portal.services import ledger
from portal.services.clock import now
from portal.services.group_alarms import limits_of
from portal.services.groups import new_group
from portal.services.ledger import Figures
from portal.services.record import record


@dataclass(frozen=True)
class Child:
    """A complaint of a group with its own money."""

    complaint: Complaint
    figures: Figures
    is_representative: bool


@dataclass
class Taken:
    """What came of a step for all: whose it was taken, and whose stand where it is not open."""

    done: list[Complaint] = field(default_factory=list)
    left_out: list[Complaint] = field(default_factory=list)


def children(session: Session, group: GroupCase, *, for_change: bool = False) -> list[Child]:
    """Every complaint of a group, the first one first; `for_change` locks them."""
    return found(session, GroupCase.children(group.id, for_change=for_change))


def found(session: Session, query: Select[Complaint, bool]) -> list[Child]:
    """The complaints that a query finds, each with its money."""
    rows = session.execute(query).all()
    figures = ledger.figures(session, [row[0] for row in rows])
    return [Child(one, figures[one.id], chosen) for one, chosen in rows]


def fitting(session: Session, group: GroupCase) -> list[Complaint]:
    """The complaints of its site that are in no group and may be put under it."""
    if group.site_id is None:
        return []
    here = session.scalars(GroupCase.free_at(group.site_id)).all()
    return [one for one in here if one.region == group.region]


def people(of: Collection[Child]) -> int:
    """How many people they are for certain."""
    return rules.people_at_least((each.complaint.headcount, each.figures.people) for each in of)


def take_up(
    session: Session,
    *,
    by: Staff,
    complaints: Sequence[Complaint],
    shared: Sequence[GroupCase] = (),
) -> GroupCase:
    """Make one case of complaints of a site, and of the groups that workers opened there by
    share code: the first of these becomes the case, the codes of the others lead to it. Whatever
    alarm of the site goes on is taken up with it. The caller has locked all of them.

    Raises NothingChosen, NotOfThisGroup.
    """
    if not (complaints or shared):
        raise rules.NothingChosen
    first = shared[0] if shared else new_group(session, complaints[0])
    _check_free(session, complaints)
    first.taken_up_at, first.taken_up_by = now(), by
    for other in shared[1:]:
        for member in session.scalars(GroupMember.of_group(other.id)):
            member.group_id = first.id
        other.merged_into = first
    for complaint in complaints:
        _check_fits(first, complaint)
        session.add(GroupMember(group_id=first.id, complaint_id=complaint.id))
    session.flush()
    taken = [row[0] for row in session.execute(GroupCase.children(first.id))]
    for complaint in taken:
        record(
            session, EventName.GROUP_TAKEN_UP, complaint=complaint, by=by, group_id=first.id,
            complaints=len(taken),
        )  # fmt: skip
    _settle_alarm(session, first, by, len(taken))
    return first


def add(session: Session, group: GroupCase, complaint: Complaint, *, by: Staff) -> None:
    """Put one more complaint of the site under a case. Raises NotOfThisGroup."""
    _check_free(session, [complaint])
    _check_fits(group, complaint)
    session.add(GroupMember(group_id=group.id, complaint_id=complaint.id))
    session.flush()
    count = len(session.scalars(GroupMember.of_group(group.id)).all())
    record(
        session, EventName.GROUP_TAKEN_UP, complaint=complaint, by=by, group_id=group.id,
        complaints=count,
    )  # fmt: skip


def let_go(
    session: Session, group: GroupCase, complaint: Complaint, *, by: Staff, reason: str
) -> None:
    """Take a complaint out of its group; it goes on alone with all that it has. Raises
    NotOfThisGroup, NotesRemain."""
    member = _member(session, group, complaint)
    members = session.scalars(GroupMember.of_group(group.id)).all()
    if len(members) == 1 and session.scalars(GroupNote.of_group(group.id)).first() is not None:
        raise rules.NotesRemain
    session.delete(member)
    session.flush()
    record(
        session, EventName.GROUP_LEFT, complaint=complaint, by=by, note=reason, group_id=group.id
    )


def choose(session: Session, group: GroupCase, complaint: Complaint, *, by: Staff) -> None:
    """Note that the others chose this worker to speak for them; said twice, it is noted once.
    Raises NotOfThisGroup, NoRepresentative, TooManyRepresentatives."""
    member = _member(session, group, complaint)
    if member.is_representative:
        return
    chosen = sum(one.is_representative for one in session.scalars(GroupMember.of_group(group.id)))
    rules.check_representative(
        complaint.kind,
        complaint.status,
        is_anonymous=complaint.is_anonymous,
        chosen=chosen,
        most=limits_of(session).representatives,
    )
    member.is_representative = True
    record(session, EventName.REPRESENTATIVE_CHOSEN, complaint=complaint, by=by)


def release(session: Session, group: GroupCase, complaint: Complaint, *, by: Staff) -> None:
    """Note that this worker speaks for the others no more. Raises NotOfThisGroup."""
    member = _member(session, group, complaint)
    if member.is_representative:
        member.is_representative = False
        record(session, EventName.REPRESENTATIVE_RELEASED, complaint=complaint, by=by)


def note(session: Session, group: GroupCase, *, by: Staff, text: str) -> None:
    """Write something down about the group as a whole; each complaint says that there is a note,
    and the group alone what it is."""
    written = GroupNote(group_id=group.id, at=now(), staff_id=by.id, text=text)
    session.add(written)
    session.flush()
    for row in session.execute(GroupCase.children(group.id)):
        record(
            session, EventName.GROUP_NOTED, complaint=row[0], by=by, group_id=group.id,
            note_id=written.id,
        )  # fmt: skip


def take_together(
    session: Session,
    of: Collection[Child],
    step: Step,
    action: Callable[..., None],
    *,
    by: Staff,
    **facts: Any,
) -> Taken:
    """Take a step with each complaint for which it is open, each for itself: its own event, its
    own clock, its own message. Raises NotTogether, and whatever the step raises."""
    rules.check_together(step)
    taken = Taken()
    for child in of:
        if step not in child.complaint.allowed_steps:
            taken.left_out.append(child.complaint)
            continue
        action(session, child.complaint, by=by, **facts)
        taken.done.append(child.complaint)
    return taken


def _check_free(session: Session, complaints: Collection[Complaint]) -> None:
    """Nobody's own group is broken up, and no complaint is in two."""
    if session.scalars(GroupMember.of([one.id for one in complaints])).first() is not None:
        raise rules.NotOfThisGroup


def _check_fits(group: GroupCase, complaint: Complaint) -> None:
    is_here = (complaint.site_id, complaint.region) == (group.site_id, group.region)
    if not (is_here and rules.may_be_taken_up(complaint.kind, complaint.status)):
        raise rules.NotOfThisGroup


def _member(session: Session, group: GroupCase, complaint: Complaint) -> GroupMember:
    member = session.scalars(GroupMember.of([complaint.id])).first()
    if member is None or member.group_id != group.id:
        raise rules.NotOfThisGroup
    return member


def _settle_alarm(session: Session, group: GroupCase, by: Staff, complaints: int) -> None:
    if group.site_id is None:
        return
    for alarm in session.scalars(GroupAlarm.going_on([group.site_id], for_change=True)):
        alarm.state, alarm.group, alarm.reason = AlarmState.TAKEN_UP, group, ""
        alarm.settled_by, alarm.settled_at = by, now()
    record(
        session, EventName.GROUP_TAKEN_UP, site=group.site, by=by, group_id=group.id,
        complaints=complaints,
    )  # fmt: skip
