"""The query code is lost: phone, site and amount, written down for an operator to check."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response
from wtforms import BooleanField, Field, StringField, ValidationError

from portal.domain import phone
from portal.domain.phone import BadPhone
from portal.extensions import db, limiter
from portal.services import lost_codes
from portal.web import reading
from portal.web.access import open_to_all
from portal.web.public import blueprint
from portal.web.public.forms import OpenForm
from portal.web.public.hotline import hotline_for
from portal.web.public.place import place, place_args
from portal.web.reading import clean, first_errors
from portal.web.settings import vault

PER_PHONE = "5 per day"
PER_ADDRESS = "30 per hour"


class LostCodeForm(OpenForm):
    """What only the worker and the office know together."""

    phone = StringField(filters=[clean], validators=[reading.reachable_phone])
    site = StringField(filters=[clean], validators=[reading.at_most(60)])
    amount_yuan = StringField(filters=[clean], validators=[reading.amount])
    amount_unsure = BooleanField()

    def validate_phone(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请填登记时留的手机号")

    def validate_site(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请写哪个工地；编码、名字、老板叫什么都行")

    def validate_amount_yuan(self, field: Field) -> None:
        if not field.data and not self.amount_unsure.data:
            raise ValidationError("请填登记时说欠多少，或点“说不准”")


def _typed_phone() -> str:
    """The number, so that nobody is pestered with calls; only its fingerprint is counted."""
    try:
        digits = phone.reachable(clean(request.form.get("phone", "")))
    except BadPhone:
        return f"lost:none:{request.remote_addr}"
    return "lost:" + vault().fingerprint(digits)


def _was_taken(response: Response) -> bool:
    return response.status_code == 303


@blueprint.get("/follow/lost")
@open_to_all
def lost_code() -> str:
    """What to say."""
    form = LostCodeForm(formdata=None)
    form.site.data = place().site_name
    return _page(form)


@blueprint.post("/follow/lost")
@open_to_all
@limiter.limit(PER_PHONE, key_func=_typed_phone, deduct_when=_was_taken)
@limiter.limit(PER_ADDRESS, deduct_when=_was_taken)
def ask_for_code() -> Response | tuple[str, int]:
    """Write it down. The answer is the same whether or not there is such a complaint."""
    form = LostCodeForm()
    if not form.validate():
        return _page(form), 422
    lost_codes.ask(
        db.session,
        digits=phone.reachable(form.phone.data or ""),
        site_words=form.site.data or "",
        amount_fen=None if form.amount_unsure.data else reading.fen_or_none(form.amount_yuan.data),
    )
    kept: dict[str, Any] = {**place_args()}
    return redirect(url_for("public.lost_code_noted", **kept), 303)


@blueprint.get("/follow/lost/noted")
@open_to_all
def lost_code_noted() -> str:
    """What happens next."""
    return render_template(
        "public/lost_code_noted.html", hotline=hotline_for(place().region or None)
    )


def _page(form: LostCodeForm) -> str:
    return render_template(
        "public/lost_code.html",
        form=form,
        errors=first_errors(form),
        hotline=hotline_for(place().region or None),
    )
