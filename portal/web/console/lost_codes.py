"""Lost query codes: what was asked for, what matches, and the new code or why there is none."""

from flask import abort, render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field, RadioField, SelectField, SelectMultipleField, TextAreaField
from wtforms import ValidationError as Wrong

from portal.domain.lost_code import LostCodeCheck, LostCodeRefusal
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import choices
from portal.models import Complaint, LostCode
from portal.services import lost_codes as service
from portal.services.lost_codes import Match
from portal.web import reading
from portal.web.access import me, needs
from portal.web.console import blueprint

SHOWN_AT_MOST = 100
HANDLED_SHOWN = 20


class GiveForm(FlaskForm):
    """Which complaint it is, and that everything was checked."""

    number = RadioField("是哪一件", choices=[], validate_choice=False)
    checks = SelectMultipleField(
        "核对过的", choices=reading.offer(choices(LostCodeCheck)), validate_choice=False
    )

    def validate_number(self, field: Field) -> None:
        if not field.data:
            raise Wrong("请选是哪一件")

    def validate_checks(self, field: Field) -> None:
        if set(field.data or ()) != set(LostCodeCheck):
            raise Wrong("三样都核对过，才能补发；有一样对不上，就不补发")


class RefuseCodeForm(FlaskForm):
    """Why not."""

    refusal = SelectField(
        "为什么不补发",
        choices=reading.offer([("", "请选择"), *choices(LostCodeRefusal)]),
        validate_choice=False,
    )
    note = TextAreaField(
        "说明（可不填，只有同事看得到）", filters=[reading.clean], validators=[reading.at_most(500)]
    )

    def validate_refusal(self, field: Field) -> None:
        if field.data not in set(LostCodeRefusal):
            raise Wrong("请选一项")


@blueprint.get("/lost-codes")
@needs(Permission.TAKE_CALLS)
def lost_codes() -> str:
    """Those that wait, oldest first, and the last ones answered."""
    waiting = db.session.scalars(LostCode.waiting(me().region, SHOWN_AT_MOST)).all()
    handled = db.session.scalars(LostCode.handled(me().region, HANDLED_SHOWN)).all()
    return render_template("console/lost_codes.html", waiting=waiting, handled=handled)


@blueprint.get("/lost-codes/<int:lost_id>")
@needs(Permission.TAKE_CALLS)
def lost_code(lost_id: int) -> str:
    """One request beside the complaints of the same number."""
    return _page(_lost_or_404(lost_id))


@blueprint.post("/lost-codes/<int:lost_id>/phone")
@needs(Permission.TAKE_CALLS)
def show_lost_phone(lost_id: int) -> str:
    """The number to call back, once; that it was looked at is written on the timeline."""
    found = _lost_or_404(lost_id)
    service.show_phone(db.session, _matches(found), by=me())
    return _page(found, is_revealed=True)


@blueprint.post("/lost-codes/<int:lost_id>/give")
@needs(Permission.TAKE_CALLS)
def give_code(lost_id: int) -> str | tuple[str, int]:
    """A new code, shown in this answer alone: a page that can be asked for again would show it
    to whoever comes next to the screen."""
    found, form = _lost_or_404(lost_id), GiveForm()
    if not form.validate_on_submit():
        return _page(found, give=form), 422
    complaint = _matching(found, form.number.data)
    checks = [LostCodeCheck(word) for word in form.checks.data]
    code = service.give(db.session, found, complaint, by=me(), checks=checks)
    return render_template("console/code_given.html", complaint=complaint, query_code=code)


@blueprint.post("/lost-codes/<int:lost_id>/refuse")
@needs(Permission.TAKE_CALLS)
def refuse_code(lost_id: int) -> Response | str | tuple[str, int]:
    """None is given, for a reason; it concerns the likeliest complaint, if there is any."""
    found, form = _lost_or_404(lost_id), RefuseCodeForm()
    if not form.validate_on_submit():
        return _page(found, refuse=form), 422
    near = _matches(found)
    refusal = LostCodeRefusal(form.refusal.data)
    about = near[0].complaint if near and refusal is not LostCodeRefusal.NO_MATCH else None
    service.refuse(db.session, found, about, by=me(), refusal=refusal, note=form.note.data or "")
    return _page(found)


def _lost_or_404(lost_id: int) -> LostCode:
    is_change = request.method == "POST"
    query = LostCode.one(lost_id, me().region, for_change=is_change)
    return db.session.scalar(query) or abort(404)


def _matches(found: LostCode) -> list[Match]:
    return service.matches(db.session, found, me().region)


def _matching(found: LostCode, number: str) -> Complaint:
    """The chosen one; a number that does not match is nobody's to give a code for."""
    near = {match.complaint.number for match in _matches(found)}
    if number not in near:
        abort(404)
    complaint = db.session.scalar(Complaint.by_number(number, for_change=True))
    return complaint or abort(404)


def _page(
    found: LostCode,
    *,
    give: GiveForm | None = None,
    refuse: RefuseCodeForm | None = None,
    is_revealed: bool = False,
) -> str:
    return render_template(
        "console/lost_code.html",
        lost=found,
        near=_matches(found),
        give=give or GiveForm(formdata=None),
        refuse=refuse or RefuseCodeForm(formdata=None),
        is_revealed=is_revealed,
    )
