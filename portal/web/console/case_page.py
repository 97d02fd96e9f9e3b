"""The page of one complaint, with the form that was refused as it was typed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask import render_template

from portal.domain import roles
from portal.domain.casework import MEASURE_BASIS, Measure
from portal.domain.clocks import ClockKind, Urgency
from portal.domain.complaint import Step
from portal.domain.events import EventName
from portal.domain.ledger import Column
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Complaint, Event, Evidence, ExportedRow
from portal.services import clocks, investigation, ledger
from portal.services.clock import today
from portal.services.clocks import Dial
from portal.web.access import me
from portal.web.console.documents_card import documents_card
from portal.web.console.forms import NoteForm, PurgeReasonForm, ReplyForm, RevealForm
from portal.web.console.group_card import group_card
from portal.web.console.particulars_card import particulars_card
from portal.web.console.recusal_card import RecusalCard, recusal_card
from portal.web.console.reply_box import Picker, picker
from portal.web.console.step_forms import empty_form
from portal.web.settings import settings


def my_steps(found: Complaint) -> list[Step]:
    """The steps that the rules allow and that are mine; none in a case from which I have
    withdrawn (劳动保障监察条例 16)."""
    person = me()
    if person.id in found.recused_ids:
        return []
    return [
        step
        for step in found.allowed_steps
        if roles.may_take(person.role, person.region, step, found.region, found.sent_to)
    ]


def _enforced_later(found: Complaint) -> date | None:
    """The day from which the order may be enforced, as long as it is to come."""
    if Step.ENFORCE not in found.allowed_steps:
        return None
    first = investigation.enforceable_from(db.session, found)
    return first if first and today() < first else None


def detail(
    found: Complaint,
    *,
    failed: NoteForm | None = None,
    failed_step: str = "",
    since: Sequence[Event] = (),
    reveal_form: RevealForm | None = None,
    is_revealed: bool = False,
    hold_form: PurgeReasonForm | None = None,
    picked: Picker | None = None,
    recusal: RecusalCard | None = None,
) -> str:
    """What was said, the clocks, the money, the timeline, and the steps open to me.

    `since` is what has happened after the page was opened on which the failed form was filled in.
    """
    steps = my_steps(found)
    forms: dict[str, Any] = {step: empty_form(step, found) for step in steps}
    forms["reply"] = ReplyForm(formdata=None)
    if failed is not None:
        forms[failed_step] = failed
    events = db.session.scalars(Event.of_complaint(found.id)).all()
    dials = clocks.of_complaint(db.session, found)
    return render_template(
        "console/complaint.html",
        complaint=found,
        events=events,
        seen=events[-1].id if events else 0,
        since=since,
        photos=db.session.scalars(Evidence.of_complaint(found.id)).all(),
        stated=particulars_card(found),
        group=group_card(found),
        papers=documents_card(found),
        dials=dials,
        targets=clocks.targets(db.session, found, settings().office_targets),
        figures=ledger.figures_of(db.session, found),
        checklist=_checklist(found, dials, events),
        steps=steps,
        enforced_later=_enforced_later(found),
        is_mine=roles.covers(me().region, found.region),
        forms=forms,
        picker=picked or picker(found),
        recusal=recusal or recusal_card(found),
        failed_step=failed_step,
        reveal_form=reveal_form or RevealForm(formdata=None),
        is_revealed=is_revealed,
        exports=_exports(found),
        hold_form=hold_form or PurgeReasonForm(formdata=None),
        Step=Step,
        Column=Column,
    )


def _exports(found: Complaint) -> Sequence[Event]:
    """In which files with names and numbers it left the house, for who audits."""
    if not me().may(Permission.SEE_AUDIT):
        return ()
    return db.session.scalars(ExportedRow.exports_of(found.id)).all()


def _checklist(
    found: Complaint, dials: Sequence[Dial], events: Sequence[Event]
) -> list[tuple[Measure, str, Event | None]]:
    """What may follow an order whose day has passed, with what has been done of it (FACTS R10)."""
    is_unpaid = any(
        dial.clock.kind is ClockKind.PAYMENT and dial.urgency is Urgency.OVERDUE for dial in dials
    )
    if not is_unpaid or Step.ENFORCE not in found.allowed_steps:
        return []
    done = {
        event.facts["measure"]: event
        for event in events
        if event.name is EventName.ENFORCEMENT_TAKEN
    }
    return [(measure, MEASURE_BASIS[measure], done.get(measure)) for measure in Measure]
