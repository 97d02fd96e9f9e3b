"""Taking a step with a complaint: the form, one service call, and back to the page."""

from collections.abc import Callable
from typing import Any, Final

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from portal.domain import roles
from portal.domain.complaint import GroundNotAllowed, Step, StepNotAllowed
from portal.domain.roles import Permission
from portal.extensions import db
from portal.services import casework
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.console.complaints import detail
from portal.web.console.forms import STEP_FORMS, ReplyForm

ACTIONS: Final[dict[Step, Callable[..., None]]] = {
    Step.ACCEPT: casework.accept,
    Step.REFUSE: casework.refuse,
    Step.ASK_SUPPLEMENT: casework.ask_supplement,
    Step.TRANSFER: casework.transfer,
    Step.RETURN: casework.take_back,
    Step.ANSWER: casework.answer,
    Step.INVESTIGATE: casework.investigate,
    Step.DECIDE: casework.decide,
    Step.CLOSE: casework.close,
    Step.REINVESTIGATE: casework.reinvestigate,
}


@blueprint.post("/complaints/<number>/reply")
@needs(Permission.REPLY)
def reply(number: str) -> Response | tuple[str, int]:
    """Write to the worker."""
    found = complaint_or_404(number)
    form = ReplyForm()
    if not form.validate_on_submit():
        return detail(found, failed=form, failed_step="reply"), 422
    casework.reply(db.session, found, by=me(), **form.facts())
    return _back(number)


@blueprint.post("/complaints/<number>/<step>")
@needs(Permission.SEE_COMPLAINTS)
def take_step(number: str, step: str) -> Response | tuple[str, int]:
    """One step of the table in portal.domain.complaint, if the role may take it."""
    found = complaint_or_404(number)
    if step not in ACTIONS:
        abort(404)
    word = Step(step)
    if not roles.may_step(me().role, word):
        abort(403)
    if word not in found.allowed_steps:
        raise StepNotAllowed(word, found.status)
    form = STEP_FORMS[word]()
    if not form.validate_on_submit():
        return detail(found, failed=form, failed_step=word), 422
    facts: dict[str, Any] = form.facts()
    try:
        ACTIONS[word](db.session, found, by=me(), **facts)
    except GroundNotAllowed:
        form["ground"].errors = ["欠薪、没签合同、乱扣钱、打击报复，都归劳动监察管，不能用这个理由"]
        return detail(found, failed=form, failed_step=word), 409
    return _back(found.number)


def _back(number: str) -> Response:
    return redirect(url_for("console.complaint", number=number), 303)
