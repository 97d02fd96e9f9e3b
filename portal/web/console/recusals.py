"""Declaring an interest in a case, for oneself or, for whoever assigns cases, for a colleague; and
lifting it."""

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response

from portal.domain.recusal import RecusalGround
from portal.domain.roles import Permission
from portal.extensions import db
from portal.services import recusals
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.console.case_page import detail
from portal.web.console.recusal_card import LiftForm, RecusalForm, recusal_card


@blueprint.post("/complaints/<number>/recusals/new")
@needs(Permission.INVESTIGATE)
def recuse(number: str) -> Response | tuple[str, int]:
    """Declare it."""
    found = complaint_or_404(number)
    form = RecusalForm()
    form.prepare(found)
    if not form.validate_on_submit():
        return detail(found, recusal=recusal_card(found, form)), 422
    recusals.declare(
        db.session,
        found,
        by=me(),
        person=form.chosen(),
        ground=RecusalGround(form.ground.data),
        note=form.reason.data,
    )
    return redirect(url_for("console.complaint", number=number), 303)


@blueprint.post("/complaints/<number>/recusals/<int:staff_id>/lift")
@needs(Permission.LIFT_RECUSALS)
def lift_recusal(number: str, staff_id: int) -> Response | tuple[str, int]:
    """Find that somebody has no interest."""
    found, form = complaint_or_404(number), LiftForm()
    recusal = next((each for each in found.recusals if each.staff_id == staff_id), None)
    if recusal is None:
        abort(404)
    if not form.validate_on_submit():
        return detail(found, recusal=recusal_card(found, not_lifted=(staff_id, form))), 422
    recusals.lift(db.session, recusal, found, by=me(), note=form.reason.data or "")
    return redirect(url_for("console.complaint", number=number), 303)
