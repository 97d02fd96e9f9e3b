"""The box in which a reply is written, and the templates that fill it."""

from dataclasses import dataclass

from portal.domain.merge_fields import ValueMissing, fill
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Complaint, ReplyTemplate
from portal.services import ledger
from portal.web.access import me
from portal.web.console.forms import ReplyForm
from portal.web.console.reply_values import values_of, verified_offices


@dataclass(frozen=True)
class Picker:
    """The templates that are offered, and the one that was picked last."""

    templates: list[ReplyTemplate]
    picked: str = ""
    problem: str = ""


def templates_for(complaint: Complaint) -> list[ReplyTemplate]:
    """What is offered for a complaint: texts for its topic first, none that is for another."""
    found = db.session.scalars(ReplyTemplate.offered(complaint.region)).all()
    fitting = [each for each in found if each.topic in (None, complaint.topic)]
    return sorted(fitting, key=lambda each: each.topic is None)


def picker(complaint: Complaint) -> Picker | None:
    """The templates of a reply box; none for whoever may not reply."""
    return Picker(templates_for(complaint)) if me().may(Permission.REPLY) else None


def filled(complaint: Complaint, form: ReplyForm, picked: str) -> Picker:
    """Put a template's text for this complaint behind what was typed already."""
    offered = templates_for(complaint)
    found = next((each for each in offered if str(each.id) == picked), None)
    if found is None:
        return Picker(offered, problem="请选一个模板")
    figures = ledger.figures(db.session, [complaint])
    try:
        text = fill(found.body, values_of(complaint, verified_offices(), figures))
    except ValueMissing as missing:
        lacking = "".join(f"【{field}】" for field in missing.fields)
        return Picker(offered, picked, f"这一件没有{lacking}，这个模板用不上")
    form.note.data = "\n".join(part for part in (form.note.data, text) if part)
    return Picker(offered, picked)
