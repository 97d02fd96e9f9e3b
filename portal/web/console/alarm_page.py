"""The page of an alarm: what was reached, by which complaints, and how it is settled."""

from dataclasses import dataclass

from flask import abort, render_template, request

from portal.domain import roles
from portal.domain.group_alarm import BASIS, OPEN_TO_CASE, AlarmState, Threshold
from portal.extensions import db
from portal.models import Complaint, GroupAlarm, GroupCase, GroupMember
from portal.models.group_alarm import counted_at
from portal.services import group_alarms
from portal.web.access import me
from portal.web.console.group_forms import DismissForm, TakeUpForm


@dataclass(frozen=True)
class Counted:
    """What an alarm counts, as far as I see it: complaints that stand alone, those that stand in
    a group case, and the groups that workers opened with their complaints."""

    alone: list[Complaint]
    in_case: list[tuple[Complaint, GroupCase]]
    shared: list[tuple[GroupCase, list[Complaint]]]


def alarm_or_404(alarm_id: int) -> GroupAlarm:
    """An alarm that I may see; another county's does not exist for me."""
    is_change = request.method == "POST"
    found = db.session.scalar(GroupAlarm.by_id(alarm_id, for_change=is_change))
    if found is None or not roles.covers(me().region, found.region):
        abort(404)
    return found


def counted(found: GroupAlarm) -> Counted:
    """The complaints of its site, by how they stand."""
    here = [
        one
        for one in db.session.scalars(counted_at(found.site_id))
        if roles.covers(me().region, one.region)
    ]
    members = db.session.scalars(GroupMember.of([one.id for one in here])).all()
    group_of = {member.complaint_id: member.group for member in members}
    shared: dict[int, tuple[GroupCase, list[Complaint]]] = {}
    result = Counted([], [], [])
    for one in here:
        group = group_of.get(one.id)
        if group is None:
            result.alone.append(one)
        elif group.taken_up_at:
            result.in_case.append((one, group))
        else:
            shared.setdefault(group.id, (group, []))[1].append(one)
    result.shared.extend(shared.values())
    return result


def page_of(
    found: GroupAlarm,
    *,
    dismissing: DismissForm | None = None,
    taking: TakeUpForm | None = None,
    changed: str = "",
) -> str:
    """The page, with the form that was refused as it came in; `changed` says what had changed."""
    count, stands = group_alarms.count_at(db.session, found.site_id), counted(found)
    if taking is None:
        taking = TakeUpForm(formdata=None)
        taking.complaints.data = [one.number for one in stands.alone]
        taking.shared.data = [group.code for group, _ in stands.shared]
    return render_template(
        "console/alarm.html",
        alarm=found,
        stands=stands,
        figures=count.figures if count else None,
        crossed=count.crossed if count else (),
        limits=group_alarms.limits_of(db.session),
        basis=BASIS,
        dismissing=dismissing or DismissForm(formdata=None),
        taking=taking,
        may_settle=found.state in OPEN_TO_CASE,
        changed=changed,
        Threshold=Threshold,
        AlarmState=AlarmState,
    )
