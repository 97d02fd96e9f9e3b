"""What the worker changes on the case: name and number, and the query code."""

import unicodedata

from flask import render_template
from werkzeug.wrappers import Response
from wtforms import Field, StringField, ValidationError

from portal.domain import phone
from portal.extensions import db
from portal.services import follow as following
from portal.services.follow import WeakCode
from portal.web import reading
from portal.web.access import open_to_all
from portal.web.public import blueprint
from portal.web.public.follow import lead_to, of_pass, page
from portal.web.public.forms import OpenForm

Answer = Response | tuple[str, int]


class ContactForm(OpenForm):
    """A number to be called on, and a name if one likes."""

    case_pass = StringField()
    name = StringField(filters=[reading.clean], validators=[reading.at_most(40)])
    phone = StringField(filters=[reading.clean], validators=[reading.reachable_phone])

    def validate_phone(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请填手机号")


class CodeForm(OpenForm):
    """Six digits of one's own."""

    case_pass = StringField()
    new_code = StringField(filters=[reading.clean])


@blueprint.post("/follow/contact")
@open_to_all
def give_contact() -> Answer:
    """Name oneself, or change the number."""
    form = ContactForm()
    complaint = of_pass(form.case_pass.data)
    if complaint is None:
        return render_template("public/case_expired.html", note=""), 403
    if not form.validate():
        return page(complaint, form.case_pass.data, contact=form), 422
    digits = phone.reachable(form.phone.data)
    following.give_contact(db.session, complaint, name=form.name.data or "", digits=digits)
    return lead_to(complaint)


@blueprint.post("/follow/code")
@open_to_all
def change_code() -> Answer:
    """Choose another query code."""
    form = CodeForm()
    complaint = of_pass(form.case_pass.data)
    if complaint is None:
        return render_template("public/case_expired.html", note=""), 403
    typed = unicodedata.normalize("NFKC", form.new_code.data or "").replace(" ", "")
    try:
        following.change_code(db.session, complaint, typed)
    except WeakCode:
        form.new_code.errors = ["请写 6 个数字，别用 000000、123456 这样好猜的"]
        return page(complaint, form.case_pass.data, code=form), 422
    return lead_to(complaint)
