"""Declaring an interest in a case, for oneself or, for whoever assigns cases, for a colleague."""

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal.domain.assignment import RecusalGround
from portal.domain.roles import Permission
from portal.extensions import db
from portal.services import recusals
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.console.case_page import detail
from portal.web.console.recusal_card import RecusalForm, recusal_card


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
