"""Where an operator's day begins: what waits, and the calls taken; and the leader's figures."""

from datetime import date

from flask import Response as Plain
from flask import jsonify, render_template, request

from portal.domain.roles import Permission
from portal.extensions import db
from portal.services import callbacks, calls, shift
from portal.services import queue as waiting
from portal.services.clock import now, today
from portal.web.access import me, needs
from portal.web.console import blueprint


@blueprint.get("/calls")
@needs(Permission.TAKE_CALLS)
def queue() -> str:
    """My calls today, whom to call back, who waits for a word, what is unsigned."""
    own = shift.own_calls(db.session, me())
    return render_template(
        "console/queue.html",
        calls=own,
        counts=waiting.counts(db.session, me(), len(own)),
        drafts=calls.drafts(db.session, me()),
        callbacks=callbacks.waiting(db.session, me())[: waiting.LISTED],
        questions=waiting.questions(db.session, me()),
        unsigned=waiting.unsigned(db.session, me()),
        cap=waiting.CAP,
        now=now(),
    )


@blueprint.get("/calls/counts")
@needs(Permission.TAKE_CALLS)
def queue_counts() -> Plain:
    """The numbers alone, fetched now and then so that nobody has to reload."""
    own = shift.own_calls(db.session, me())
    return jsonify(vars(waiting.counts(db.session, me(), len(own))))


@blueprint.get("/calls/shift")
@needs(Permission.SEE_SHIFT)
def shift_figures() -> str:
    """The figures of a day, together and by operator: for whoever leads the shift alone."""
    on = day_asked()
    return render_template(
        "console/shift.html", on=on, shift=shift.of_day(db.session, on, region=me().region)
    )


def day_asked() -> date:
    """The day of an address; today where it names none that has been."""
    try:
        return min(date.fromisoformat(request.args.get("on", "")), today())
    except ValueError:
        return today()
