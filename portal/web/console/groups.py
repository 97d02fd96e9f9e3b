"""A group: its complaints one below the other with their money, and what is done with all of it."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal.domain.complaint import Step
from portal.domain.group import NotOfThisGroup, NotTogether
from portal.domain.recusal import InspectorRecused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.services import group_cases
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.console.group_forms import ChildForm, GroupNoteForm
from portal.web.console.group_page import group_or_404, mine, page_of
from portal.web.console.step_forms import sent_form
from portal.web.console.steps import ACTIONS


@blueprint.get("/groups/<code>")
@needs(Permission.SEE_COMPLAINTS)
def group(code: str) -> str:
    """The members, the first one first, each with a page of its own."""
    return page_of(group_or_404(code))


@blueprint.post("/groups/<code>/take-up")
@needs(Permission.INVESTIGATE)
def take_up_shared(code: str) -> Response | tuple[str, int]:
    """Deal with a group that workers opened by share code as one case."""
    found = group_or_404(code)
    if found.taken_up_at is not None:
        return page_of(found, changed="已经有人立了群体案件，现在是这样"), 409
    group_cases.take_up(db.session, by=me(), complaints=[], shared=[found])
    return _back(code)


@blueprint.post("/groups/<code>/add")
@needs(Permission.INVESTIGATE)
def add_to_group(code: str) -> Response | tuple[str, int]:
    """Put one more complaint of the site under the case."""
    found, form = group_or_404(code), ChildForm()
    form.offer(group_cases.fitting(db.session, found))
    if not form.validate_on_submit():
        return page_of(found, failed={"add": form}), 422
    complaint = complaint_or_404(form.number.data)
    try:
        group_cases.add(db.session, found, complaint, by=me())
    except NotOfThisGroup:
        db.session.rollback()
        return page_of(group_or_404(code), changed="这一件刚才办结了或者进了别的群体"), 409
    return _back(code)


@blueprint.post("/groups/<code>/notes")
@needs(Permission.INVESTIGATE)
def note_of_group(code: str) -> Response | tuple[str, int]:
    """Write something down about the group as a whole."""
    found, form = group_or_404(code), GroupNoteForm()
    if not form.validate_on_submit():
        return page_of(found, failed={"note": form}), 422
    group_cases.note(db.session, found, by=me(), text=form.text.data or "")
    return _back(code)


@blueprint.post("/groups/<code>/steps/<step>")
@needs(Permission.SEE_COMPLAINTS)
def step_together(code: str, step: str) -> Response | tuple[str, int]:
    """Take a step with every complaint of the group for which it is open and mine."""
    found = group_or_404(code)
    if step not in ACTIONS:
        return page_of(found, changed="没有这一步"), 404
    word = Step(step)
    children = mine(group_cases.children(db.session, found, for_change=True), word)
    if not children:
        return page_of(found, changed="这一步现在没有哪一件能办"), 409
    form = sent_form(word, children[0].complaint)
    if not form.validate_on_submit():
        return page_of(found, failed={step: form}), 422
    try:
        group_cases.take_together(
            db.session, children, word, ACTIONS[word], by=me(), **form.facts()
        )
    except InspectorRecused:
        form["lead"].errors = ["选的人对其中一件声明了回避；请换人，或者那一件单独办"]
        db.session.rollback()
        return page_of(group_or_404(code), failed={step: form}), 409
    except NotTogether:
        return page_of(found, changed="这一步要一件一件办：每个人的数和理由不一样"), 409
    return _back(code)


def _back(code: str) -> Response:
    return redirect(url_for("console.group", code=code), 303)
