"""Notices that a clock runs out or a site has an alarm, until each whom it concerns has seen it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Notice
from portal.services import clocks, escalation
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint

SHOWN_AT_MOST = 100


@blueprint.get("/notices")
@needs(Permission.SEE_COMPLAINTS)
def notices() -> str:
    """The newest first, as long as their clocks run and nobody has dealt with their alarms."""
    query = Notice.page(escalation.notices_for(me()), SHOWN_AT_MOST)
    found = list(db.session.scalars(query))
    return render_template(
        "console/notices.html",
        notices=found,
        dials={
            dial.clock.id: dial
            for dial in clocks.dials(db.session, [each.clock for each in found if each.clock])
        },
        seen_id=me().notices_seen_id,
        most=SHOWN_AT_MOST,
    )


@blueprint.post("/notices")
@needs(Permission.SEE_COMPLAINTS)
def tick_off_notices() -> Response:
    """I have seen those that were on the page; what came since stays new."""
    escalation.tick_off(me(), bounded_int(request.form.get("up_to")) or 0)
    return redirect(url_for("console.notices"), 303)
