"""The call screen: what a caller says, typed in the order in which it is spoken."""

import secrets

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from portal.domain.complaint import Channel, Kind, Topic
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Complaint, Site
from portal.services import intake
from portal.services.intake import KeyReused, Receipt
from portal.web import passes
from portal.web.access import me, needs
from portal.web.console import blueprint
from portal.web.console.call_form import CallForm
from portal.web.reading import first_errors

FOUND_AT_MOST = 8
EARLIER_AT_MOST = 5
_RECEIPT = "call_receipt"


@blueprint.get("/calls/new")
@needs(Permission.TAKE_CALLS)
def new_call() -> str:
    """An empty screen."""
    return _page(CallForm(formdata=None))


@blueprint.post("/calls/new")
@needs(Permission.TAKE_CALLS)
def take_call() -> Response | tuple[str, int] | str:
    """Find the site, or save and lead to the receipt to be read out."""
    form = CallForm()
    if request.form.get("go") == "find":
        return _page(form, sites=_sites(form.site_words.data or ""), is_search=True)
    site = _site(form.site_code.data)
    if not form.validate_on_submit():
        return _page(form), 422
    answers = form.answers(site.region if site else "", site.code if site else "")
    key = form.submission_key.data or secrets.token_urlsafe(24)
    try:
        intake.submit(
            db.session,
            answers,
            submission_key=key,
            channel=Channel(form.channel.data),
            site=site,
            entered_by=me(),
        )
    except KeyReused as reused:
        return _page(form, reused=reused.receipt), 409
    session[_RECEIPT] = passes.issue("receipt", key)
    return redirect(url_for("console.call_receipt"), 303)


@blueprint.get("/calls/receipt")
@needs(Permission.TAKE_CALLS)
def call_receipt() -> Response | str:
    """The number and the code to read out, in groups."""
    key = passes.read("receipt", session.get(_RECEIPT))
    receipt = intake.receipt_of(db.session, key) if key else None
    if receipt is None:
        return redirect(url_for("console.new_call"), 303)
    return render_template(
        "console/call_receipt.html", receipt=receipt, complaint=receipt.complaint
    )


def _sites(words: str) -> list[Site]:
    return list(db.session.scalars(Site.matching(words).limit(FOUND_AT_MOST))) if words else []


def _site(code: str | None) -> Site | None:
    return db.session.scalar(Site.by_code(code)) if code else None


def _same_phone(form: CallForm) -> list[Complaint]:
    """Earlier complaints of the number, so far as I may see them."""
    digits = form.phone_digits()
    if not digits:
        return []
    return list(db.session.scalars(Complaint.of_phone(me().region, digits, EARLIER_AT_MOST)))


def _page(
    form: CallForm,
    *,
    sites: list[Site] | None = None,
    is_search: bool = False,
    reused: Receipt | None = None,
) -> str:
    sites = sites or []
    if len(sites) == 1:
        form.site_code.data = sites[0].code
    return render_template(
        "console/new_call.html",
        form=form,
        sites=sites if len(sites) > 1 else [],
        site=_site(form.site_code.data),
        is_search=is_search,
        found=len(sites),
        earlier=_same_phone(form),
        reused=reused,
        errors=first_errors(form),
        new_key=secrets.token_urlsafe(24),
        Kind=Kind,
        Topic=Topic,
    )
