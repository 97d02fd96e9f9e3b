"""What the call screen fetches while somebody types: sites, what stands beside the form, and the
draft that it leaves. Without a script nothing of this is asked for."""

from contextlib import suppress

from flask import Response as Plain
from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain import regions
from portal.domain.calls import CallOver
from portal.domain.roles import Permission
from portal.extensions import db
from portal.services import calls, site_search
from portal.web.access import me, needs
from portal.web.console import blueprint
from portal.web.console.call_form import CallForm
from portal.web.console.call_page import aside_of, screen_of, site_of, wrong_code
from portal.web.reading import clean
from portal.web.transactions import reads_first

LONGEST_WORDS = 120


@blueprint.get("/calls/sites")
@needs(Permission.TAKE_CALLS)
def find_sites() -> Plain:
    """The sites that fit the words, as a list to walk with the arrow keys; a register of public
    boards, so the words may stand in an address."""
    words = clean(request.args.get("q", ""))[:LONGEST_WORDS]
    county = request.args.get("region", "")
    region = county if county in regions.COUNTIES else regions.CITY
    hits = site_search.find(db.session, words, region=region)
    if not words:
        return make_response("")
    return make_response(
        render_template("console/live/sites.html", hits=hits, wrong_code=wrong_code(words))
    )


@blueprint.post("/calls/aside")
@needs(Permission.TAKE_CALLS)
@reads_first
def call_aside() -> str:
    """Possible duplicates and what to read aloud; a POST, because a phone number is in it."""
    form = CallForm()
    site = site_of(form)
    return render_template("console/live/aside.html", form=form, aside=aside_of(form, site))


@blueprint.post("/calls/draft")
@needs(Permission.TAKE_CALLS)
def keep_draft() -> Response:
    """Keep what has been typed so far."""
    form = CallForm()
    calls.keep(db.session, screen_of(form), form.typed(), form.phone_digits())
    return make_response("", 204)


@blueprint.post("/calls/<int:call_id>/discard")
@needs(Permission.TAKE_CALLS)
def discard_call(call_id: int) -> Response:
    """Nothing will come of it: erase what was typed."""
    call = calls.find(db.session, call_id, me())
    if call is not None:
        with suppress(CallOver):  # a colleague was quicker
            calls.discard(call)
    return redirect(url_for("console.queue"), 303)
