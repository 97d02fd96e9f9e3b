"""Publicity sheets in public places: a placement without a site, whose number goes into its QR."""

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Placement
from portal.services import placing
from portal.web.access import me, needs
from portal.web.admin import blueprint
from portal.web.admin.place_forms import SheetForm
from portal.web.reading import first_errors
from portal.web.settings import settings


@blueprint.route("/places", methods=["GET", "POST"])
@needs(Permission.KEEP_PLACEMENTS)
def sheets() -> Response | tuple[str, int] | str:
    """What hangs in markets and halls, and a form for the next one."""
    form = SheetForm()
    if form.is_submitted() and form.validate():
        facts = form.facts()
        made = placing.plan_sheet(db.session, form.region.data, facts)
        placing.hang(db.session, made, facts, by=me())
        return redirect(url_for("admin.sheets"), 303)
    page = render_template(
        "admin/sheets.html",
        form=form,
        errors=first_errors(form),
        places=db.session.scalars(Placement.without_site(me().region)).all(),
        base_url=settings().public_base_url,
    )
    return (page, 422) if form.is_submitted() else page
