"""The page of a group, with the forms that were refused as they were typed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import abort, render_template, request
from flask_wtf import FlaskForm

from portal.domain import roles
from portal.domain.complaint import Step
from portal.domain.group import TOGETHER
from portal.domain.ledger import Column
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Clock, GroupCase, GroupNote
from portal.services import clocks, group_alarms, group_cases, ledger
from portal.services import groups as service
from portal.services.clocks import Dial
from portal.services.group_cases import Child
from portal.web.access import me
from portal.web.console.group_forms import ChildForm, GroupNoteForm, LeaveForm
from portal.web.console.step_forms import empty_form

MOST_SHOWN: Final = 500


def group_or_404(code: str) -> GroupCase:
    """A group of which I see anything; one whose complaints went into another is that one."""
    found = service.find(db.session, code) or abort(404)
    if request.method == "POST":
        found = db.session.scalars(GroupCase.to_change(found.id)).one()
        if not roles.covers(me().region, found.region):
            abort(404)
    return found


def mine(children: Sequence[Child], step: Step) -> list[Child]:
    """Those with which I may take a step now; none from which I have withdrawn
    (劳动保障监察条例 16)."""
    person = me()
    return [
        child
        for child in children
        if person.id not in child.complaint.recused_ids
        and step in child.complaint.allowed_steps
        and roles.may_take(
            person.role, person.region, step, child.complaint.region, child.complaint.sent_to
        )
    ]


def page_of(
    found: GroupCase, *, failed: Mapping[str, FlaskForm] | None = None, changed: str = ""
) -> str:
    """The children that I see with their money, what may be done with all, and the notes.

    `failed` are forms by name as they came in; `changed` says what had changed meanwhile.
    """
    everyone = group_cases.children(db.session, found)
    seen = [one for one in everyone if roles.covers(me().region, one.complaint.region)]
    if not (seen or roles.covers(me().region, found.region)):
        abort(404)
    limits, steps = group_alarms.limits_of(db.session), _steps(seen)
    people = group_cases.people(everyone)
    return render_template(
        "console/group.html",
        group=found,
        children=seen[:MOST_SHOWN],
        total=len(everyone),
        elsewhere=len(everyone) - len(seen),
        dials=_nearest(seen),
        sums=ledger.together([one.figures for one in seen]),
        unsure=sum(one.figures.claimed is None for one in seen),
        people=people,
        is_mass_case=people >= limits.heads,
        is_open=service.is_alive(db.session, found),
        representatives=[one for one in seen if one.is_representative],
        limits=limits,
        steps=steps,
        forms=_forms(found, seen, steps, failed or {}),
        failed=failed or {},
        changed=changed,
        notes=db.session.scalars(GroupNote.of_group(found.id)).all(),
        Column=Column,
    )


def _steps(seen: Sequence[Child]) -> dict[Step, list[Child]]:
    """What may be done with all at once, with those for which it is open to me."""
    open_to_me = {step: mine(seen, step) for step in Step if step in TOGETHER}
    return {step: children for step, children in open_to_me.items() if children}


def _forms(
    found: GroupCase,
    seen: Sequence[Child],
    steps: Mapping[Step, list[Child]],
    failed: Mapping[str, FlaskForm],
) -> dict[str, Any]:
    """Every form of the page that is mine to fill in, those that were refused as they came."""
    if not me().may(Permission.INVESTIGATE):
        return {}
    adding, choosing, releasing, leaving = (
        form(formdata=None) for form in (ChildForm, ChildForm, ChildForm, LeaveForm)
    )
    adding.offer(group_cases.fitting(db.session, found))
    choosing.offer(one.complaint for one in seen if not one.is_representative)
    releasing.offer(one.complaint for one in seen if one.is_representative)
    leaving.offer(one.complaint for one in seen)
    return {
        **{step: empty_form(step, children[0].complaint) for step, children in steps.items()},
        "add": adding,
        "choose": choosing,
        "release": releasing,
        "leave": leaving,
        "note": GroupNoteForm(formdata=None),
        **failed,
    }


def _nearest(seen: Sequence[Child]) -> dict[int, Dial]:
    """Of each child the clock that runs out first."""
    running = db.session.scalars(Clock.running_of([one.complaint.id for one in seen]))
    nearest: dict[int, Dial] = {}
    for dial in clocks.dials(db.session, list(running)):
        nearest.setdefault(dial.clock.complaint_id, dial)
    return nearest
