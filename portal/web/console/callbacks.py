"""The call-back list: whose line broke, how often he was tried, and what came of it."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain.calls import AttemptOutcome, CallOutcome, CallOver
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Call
from portal.services import callbacks as tries
from portal.services import calls
from portal.services.clock import now
from portal.web.access import me, needs
from portal.web.console import blueprint
from portal.web.errors import page as error_page


@blueprint.get("/calls/back")
@needs(Permission.TAKE_CALLS)
def callbacks() -> str:
    """Whom to call back, the longest due first; below, who was not reached."""
    return _page()


@blueprint.post("/calls/<int:call_id>/number")
@needs(Permission.TAKE_CALLS)
def show_number(call_id: int) -> str:
    """The number to dial, in the answer to this press alone; every other is masked."""
    call = _broken_or_404(call_id)
    tries.show_number(db.session, call, by=me())
    return _page(shown=call.id)


@blueprint.post("/calls/<int:call_id>/attempts")
@needs(Permission.TAKE_CALLS)
def note_attempt(call_id: int) -> Response | tuple[str, int]:
    """How it went. Reached: go on typing where the line broke."""
    call = _broken_or_404(call_id)
    word = request.form.get("outcome", "")
    if word not in set(AttemptOutcome):
        abort(400)
    try:
        tries.attempt(db.session, call, AttemptOutcome(word), by=me())
    except CallOver:
        return error_page(409)
    if word == AttemptOutcome.DONE:
        return redirect(url_for("console.new_call", draft=call.id), 303)
    return redirect(url_for("console.callbacks"), 303)


def _page(shown: int | None = None) -> str:
    return render_template(
        "console/callbacks.html",
        waiting=tries.waiting(db.session, me()),
        given_up=tries.given_up(db.session, me()),
        now=now(),
        shown=shown,
        AttemptOutcome=AttemptOutcome,
    )


def _broken_or_404(call_id: int) -> Call:
    call = calls.find(db.session, call_id, me())
    if call is None or call.outcome is CallOutcome.OPEN:
        abort(404)
    return call
