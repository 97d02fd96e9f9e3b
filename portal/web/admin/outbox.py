"""The outbox: what waits, what could not be sent, and trying it again."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.domain.delivery import RETRY_AFTER
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Message
from portal.services import outbox as messages
from portal.web.access import me, needs
from portal.web.admin import blueprint
from portal.web.settings import settings

PAGE_SIZE = 100


@blueprint.get("/outbox")
@needs(Permission.SEE_OUTBOX)
def outbox() -> str:
    """How many stand where, and those in trouble; phones are masked."""
    rows = db.session.scalars(Message.in_trouble(me().region).limit(PAGE_SIZE + 1)).all()
    return render_template(
        "admin/outbox.html",
        rows=rows[:PAGE_SIZE],
        has_more=len(rows) > PAGE_SIZE,
        counts=messages.counts(db.session, me().region),
        tries=len(RETRY_AFTER) + 1,
        messenger=settings().messenger,
    )


@blueprint.post("/outbox/<int:message_id>/retry")
@needs(Permission.SEE_OUTBOX)
def retry_message(message_id: int) -> Response:
    """Try one again."""
    if not messages.retry(db.session, message_id, region=me().region, by=me()):
        abort(404)
    return redirect(url_for("admin.outbox"), 303)


@blueprint.post("/outbox/retry")
@needs(Permission.SEE_OUTBOX)
def retry_messages() -> Response:
    """Try again all that certainly did not arrive."""
    messages.retry_all(db.session, region=me().region, by=me())
    return redirect(url_for("admin.outbox"), 303)
