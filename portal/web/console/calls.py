"""The call screen: what a caller says, typed in the order in which it is spoken."""

from collections.abc import Callable
from typing import Final

from flask import abort, redirect, render_template, request, session, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.domain import codes
from portal.domain.calls import BreakReason, CallOver
from portal.domain.complaint import Channel
from portal.domain.duplicates import Joining, JoinNotAllowed
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import label
from portal.models import Complaint
from portal.services import calls, intake
from portal.services.intake import KeyReused
from portal.web import passes
from portal.web.access import complaint_or_404, me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint
from portal.web.console.call_form import CallForm
from portal.web.console.call_page import hits_of, page, screen_of, site_of

_RECEIPT = "call_receipt"
_JOIN = "join-"
Answer = Response | tuple[str, int] | str


@blueprint.get("/calls/new")
@needs(Permission.TAKE_CALLS)
def new_call() -> str:
    """An empty screen, or the one that was left: the browser closed, the line broken."""
    draft = bounded_int(request.args.get("draft"))
    if draft is None:
        return page(CallForm(formdata=None))
    typed = calls.typed_of(db.session, draft, me())
    return page(CallForm(formdata=MultiDict(typed or abort(404))))


@blueprint.post("/calls/new")
@needs(Permission.TAKE_CALLS)
def take_call() -> Answer:
    """Find the site, or save and lead to the receipt to be read out."""
    form, go = CallForm(), request.form.get("go", "save")
    if go.startswith(_JOIN):
        return _join(form, complaint_or_404(go.removeprefix(_JOIN)))
    return _ACTIONS.get(go, _save)(form)


@blueprint.get("/calls/receipt")
@needs(Permission.TAKE_CALLS)
def call_receipt() -> Response | str:
    """The number and the code to read out, in groups."""
    key = passes.read("receipt", session.get(_RECEIPT))
    receipt = intake.receipt_of(db.session, key) if key else None
    if receipt is None:
        return redirect(url_for("console.new_call"), 303)
    return render_template(
        "console/call_receipt.html",
        receipt=receipt,
        complaint=receipt.complaint,
        number=codes.pairs(receipt.complaint.number),
        code=codes.pairs(receipt.query_code),
    )


def _find(form: CallForm) -> Answer:
    calls.keep(db.session, screen_of(form), form.typed(), form.phone_digits())
    return page(form, hits=hits_of(form))


def _save(form: CallForm) -> Answer:
    if not form.validate_on_submit():
        return page(form), 422
    site = site_of(form)
    answers = form.answers(site.region if site else "", site.code if site else "")
    try:
        calls.register(
            db.session,
            screen_of(form),
            answers,
            channel=Channel(form.channel.data),
            site=site,
            texts_receipt=bool(form.text_receipt.data),
        )
    except KeyReused as reused:
        return page(form, reused=reused.receipt), 409
    return _read_out(form)


def _join(form: CallForm, into: Complaint) -> Answer:
    """To the complaint that it belongs to: the complainant's word, or another's own receipt."""
    try:
        how = calls.joining_of(into, form.phone_digits())
    except JoinNotAllowed as refused:
        return page(form, join_error=f"那一件{label(refused.status)}，请另外登记"), 409
    if how is Joining.FURTHER_WORD:
        calls.add_word(db.session, screen_of(form), into, form.narrative.data or "")
        return redirect(url_for("console.complaint", number=into.number), 303)
    if not form.site_code.data and into.site:
        form.site_code.data = into.site.code
    if not form.validate_on_submit():
        return page(form), 422
    site = site_of(form)
    answers = form.answers(site.region if site else "", site.code if site else "")
    channel = Channel(form.channel.data)
    try:
        calls.join_with_receipt(
            db.session, screen_of(form), into, answers, channel=channel, site=site
        )
    except KeyReused as reused:
        return page(form, reused=reused.receipt), 409
    return _read_out(form)


def _break(form: CallForm) -> Answer:
    """Save as it is, whatever is missing; call back later."""
    reason = form.reason.data if form.reason.data in set(BreakReason) else BreakReason.LINE_BROKE
    try:
        calls.break_off(
            db.session, screen_of(form), form.typed(), form.phone_digits(), BreakReason(reason)
        )
    except CallOver:
        return redirect(url_for("console.queue"), 303)
    return redirect(url_for("console.callbacks"), 303)


def _read_out(form: CallForm) -> Response:
    session[_RECEIPT] = passes.issue("receipt", screen_of(form).key)
    return redirect(url_for("console.call_receipt"), 303)


_ACTIONS: Final[dict[str, Callable[[CallForm], Answer]]] = {"find": _find, "break": _break}
