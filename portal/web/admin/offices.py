"""Offices and minimum wages: the numbers that boards and pages print once they are verified."""

from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.domain import roles
from portal.domain.register_sheet import read_date
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import MinimumWage, Office
from portal.services import directory
from portal.services.clock import today
from portal.services.directory import StandardExists
from portal.web.access import me, needs
from portal.web.admin import blueprint
from portal.web.admin.directory_forms import MinimumWageForm, OfficeForm
from portal.web.reading import fen_or_none, first_errors


@blueprint.get("/offices")
@needs(Permission.KEEP_OFFICES)
def offices() -> str:
    """All that I keep, with what is due to be checked again."""
    return render_template(
        "admin/offices.html",
        offices=db.session.scalars(Office.seen_from(me().region)).all(),
        wages=db.session.scalars(MinimumWage.seen_from(me().region)).all(),
        on=today(),
    )


@blueprint.get("/offices/new")
@needs(Permission.KEEP_OFFICES)
def new_office() -> str:
    """An empty form."""
    return _form(OfficeForm(formdata=None), "登记一个办公点", url_for("admin.add_office"))


@blueprint.post("/offices/new")
@needs(Permission.KEEP_OFFICES)
def add_office() -> Response | tuple[str, int]:
    """Add a verified office."""
    form = OfficeForm()
    if not form.validate_on_submit():
        return _form(form, "登记一个办公点", url_for("admin.add_office")), 422
    directory.keep_office(db.session, None, form.facts(), by=me())
    return redirect(url_for("admin.offices"), 303)


@blueprint.get("/offices/<int:office_id>")
@needs(Permission.KEEP_OFFICES)
def office(office_id: int) -> str:
    """One office, to be checked."""
    return _office_form(OfficeForm.of(_mine(office_id)), office_id)


@blueprint.post("/offices/<int:office_id>")
@needs(Permission.KEEP_OFFICES)
def verify_office(office_id: int) -> Response | tuple[str, int]:
    """Keep it as it was just verified."""
    found = _mine(office_id)
    form = OfficeForm()
    if not form.validate_on_submit():
        return _office_form(form, office_id), 422
    directory.keep_office(db.session, found, form.facts(), by=me())
    return redirect(url_for("admin.offices"), 303)


@blueprint.post("/offices/<int:office_id>/withdraw")
@needs(Permission.KEEP_OFFICES)
def withdraw_office(office_id: int) -> Response:
    """Its number is wrong: print it nowhere until it is verified again."""
    directory.withdraw_office(db.session, _mine(office_id))
    return redirect(url_for("admin.offices"), 303)


@blueprint.get("/minimum-wages/new")
@needs(Permission.KEEP_OFFICES)
def new_minimum_wage() -> str:
    """An empty form."""
    return _wage_form(MinimumWageForm(formdata=None))


@blueprint.post("/minimum-wages/new")
@needs(Permission.KEEP_OFFICES)
def add_minimum_wage() -> Response | tuple[str, int]:
    """Add a county's minimum wage from a day on."""
    form = MinimumWageForm()
    if not form.validate_on_submit():
        return _wage_form(form), 422
    try:
        directory.set_minimum_wage(
            db.session,
            region=form.region.data,
            monthly_fen=fen_or_none(form.monthly.data) or 0,
            hourly_fen=fen_or_none(form.hourly.data) or 0,
            effective_from=read_date(form.effective_from.data),
            document=form.document.data,
            source=form.source.data,
            by=me(),
        )
    except StandardExists:
        form.effective_from.errors = ["这个县区从这一天起的标准已经登记过"]
        return _wage_form(form), 409
    return redirect(url_for("admin.offices"), 303)


def _mine(office_id: int) -> Office:
    found = db.session.get(Office, office_id)
    if found is None or not roles.covers(me().region, found.region):
        abort(404)
    return found


def _office_form(form: OfficeForm, office_id: int) -> str:
    address = url_for("admin.verify_office", office_id=office_id)
    withdraw = url_for("admin.withdraw_office", office_id=office_id)
    return _form(form, "核实办公点", address, withdraw)


def _wage_form(form: MinimumWageForm) -> str:
    return _form(form, "登记最低工资标准", url_for("admin.add_minimum_wage"))


def _form(form: OfficeForm | MinimumWageForm, title: str, action: str, withdraw: str = "") -> str:
    return render_template(
        "admin/directory_form.html",
        form=form,
        title=title,
        action=action,
        withdraw=withdraw,
        errors=first_errors(form),
    )
