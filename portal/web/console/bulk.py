"""Replying to many complaints at once, or giving them to somebody: ticked, shown, then done."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from flask import abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from portal.domain.bulk import BulkKind, LeftOut
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import BulkAction, Complaint
from portal.services import bulk as many
from portal.services import handover, ledger
from portal.services.assignment import desk_of
from portal.services.bulk import Planned, Wanted
from portal.web.access import me, needs
from portal.web.console import blueprint
from portal.web.console.bulk_forms import (
    Agreed,
    BulkAssignForm,
    BulkReplyForm,
    agreed_or_400,
    issue,
    ticked,
)
from portal.web.console.complaints import Filters
from portal.web.console.reply_values import values_of, verified_offices
from portal.web.reading import first_errors
from portal.web.settings import settings
from portal.web.transactions import reads_first

PERMISSION: Final = {
    BulkKind.REPLY: Permission.REPLY,
    BulkKind.ASSIGN: Permission.ASSIGN_CASES,
    BulkKind.HAND_OVER: Permission.ASSIGN_CASES,
}
TICKED: Final = frozenset({BulkKind.REPLY, BulkKind.ASSIGN})
Answer = Response | str | tuple[str, int]


@blueprint.post("/bulk")
@needs(Permission.SEE_COMPLAINTS)
@reads_first
def start_bulk() -> Answer:
    """What was ticked in a list, with the form of what is to be done with it."""
    wanted = request.form.get("go", "")
    if wanted not in TICKED:
        abort(400)
    kind = BulkKind(wanted)
    _allowed(kind)
    numbers = _of_filter() if request.form.get("all") else ticked()
    return _form(kind, _empty(kind), numbers)


@blueprint.post("/bulk/reply")
@needs(Permission.REPLY)
@reads_first
def preview_reply() -> Answer:
    """What each would be told."""
    form, numbers = BulkReplyForm(), ticked()
    if request.form.get("go") == "fill":
        form.fill_in()
        return _form(BulkKind.REPLY, form, numbers)
    if _is_to_change() or not form.validate_on_submit() or not _is_few(numbers):
        return _form(BulkKind.REPLY, form, numbers)
    body = form.note.data
    gathered = many.gather(db.session, me(), numbers)
    planned = many.plan_reply(gathered, body, _values(gathered), by=me())
    return _preview(BulkKind.REPLY, {"body": body}, planned, form)


@blueprint.post("/bulk/assign")
@needs(Permission.ASSIGN_CASES)
@reads_first
def preview_assignment() -> Answer:
    """In whose hands each would be."""
    form, numbers = BulkAssignForm(), ticked()
    if _is_to_change() or not form.validate_on_submit() or not _is_few(numbers):
        return _form(BulkKind.ASSIGN, form, numbers)
    gathered, wanted = many.gather(db.session, me(), numbers), form.wanted()
    desk = desk_of(db.session, wanted.certificates)
    planned = many.plan_assignment(gathered, wanted, desk)
    stated = list(wanted.certificates.items())
    asked: dict[str, Any] = {
        "lead": wanted.lead_id,
        "second": wanted.second_id,
        "certificates": stated,
    }
    asked["reason"] = form.reason.data or ""
    return _preview(BulkKind.ASSIGN, asked, planned, form, people=desk.people)


@blueprint.post("/bulk/confirm")
@needs(Permission.SEE_COMPLAINTS)
def confirm_bulk() -> Response:
    """Do what was shown, where nothing has changed since."""
    agreed = agreed_or_400()
    _allowed(agreed.kind)
    numbers = [promise.number for promise in agreed.promises]
    gathered = many.gather(db.session, me(), numbers, for_change=True)
    planned, act = _ready(agreed, gathered)
    kept = many.carry_out(
        db.session,
        agreed.kind,
        by=me(),
        token=agreed.token,
        promised=agreed.promises,
        planned=planned,
        act=act,
    )
    return redirect(url_for("console.bulk_done", action_id=kept.id), 303)


@blueprint.get("/bulk/<int:action_id>")
@needs(Permission.SEE_COMPLAINTS)
def bulk_done(action_id: int) -> str:
    """What became of each of those that I did."""
    found = db.session.scalar(BulkAction.of(action_id, me().id)) or abort(404)
    return render_template("console/bulk_done.html", action=found, LeftOut=LeftOut)


def _ready(
    agreed: Agreed, gathered: Sequence[Planned]
) -> tuple[list[Planned], Callable[[Complaint, Planned], None]]:
    """What is to be done with each as things stand now, and how."""
    asked = agreed.asked
    if agreed.kind is BulkKind.REPLY:
        planned = many.plan_reply(gathered, asked["body"], _values(gathered), by=me())
        return planned, partial(many.send, db.session, by=me())
    certificates = dict(asked["certificates"])
    desk = desk_of(db.session, certificates)
    if agreed.kind is BulkKind.HAND_OVER:
        planned = handover.plan(gathered, asked["of"], asked["to"], desk, asked["turns"])
    else:
        wanted = Wanted(asked["lead"], asked["second"], certificates)
        planned = many.plan_assignment(gathered, wanted, desk)
    act = partial(many.give, db.session, desk=desk, by=me(), reason=asked["reason"])
    return planned, act


def _values(gathered: Sequence[Planned]) -> many.Values:
    complaints = [each.complaint for each in gathered if each.complaint is not None]
    figures = ledger.figures(db.session, complaints)
    return partial(values_of, offices=verified_offices(), figures=figures)


def _allowed(kind: BulkKind) -> None:
    if not me().may(PERMISSION[kind]):
        abort(403)


def _of_filter() -> list[str]:
    """The newest of a list as it was narrowed, as many as may be done at once."""
    query = Filters.of_request().applied(Complaint.seen_from(me().region))
    return list(db.session.scalars(Complaint.newest_numbers(query, settings().bulk_limit)))


def _is_to_change() -> bool:
    return request.form.get("go") == "change"


def _is_few(numbers: Sequence[str]) -> bool:
    return 0 < len(numbers) <= settings().bulk_limit


def _empty(kind: BulkKind) -> BulkReplyForm | BulkAssignForm:
    return (BulkReplyForm if kind is BulkKind.REPLY else BulkAssignForm)(formdata=None)


def _form(kind: BulkKind, form: FlaskForm, numbers: Sequence[str]) -> Answer:
    """The form; 422 where something must be put right first."""
    errors = first_errors(form)
    page = render_template(
        "console/bulk_form.html",
        kind=kind,
        form=form,
        numbers=numbers,
        limit=settings().bulk_limit,
        is_few=_is_few(numbers),
        errors=errors,
    )
    return page if _is_few(numbers) and not errors else (page, 422)


def _preview(
    kind: BulkKind, asked: dict[str, Any], planned: list[Planned], form: FlaskForm, **more: Any
) -> str:
    return render_template(
        "console/bulk_preview.html",
        kind=kind,
        planned=planned,
        ready=[each for each in planned if each.left_out is None],
        agreed=issue(kind, asked, planned),
        form=form,
        **{"people": {}, **more},
    )
