"""Publicity sheets in public places: a placement without a site, whose number goes into its QR."""

from flask import Response as Plain
from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Placement
from portal.services import placing, publicity
from portal.services.board import Paper
from portal.services.placing import PlaceFacts, TakenDown
from portal.web.access import me, needs
from portal.web.admin import blueprint
from portal.web.admin.boards import file_of, source
from portal.web.admin.place_forms import SheetForm
from portal.web.admin.places import place_or_404
from portal.web.reading import first_errors
from portal.web.settings import settings


@blueprint.route("/places", methods=["GET", "POST"])
@needs(Permission.KEEP_PLACEMENTS)
def sheets() -> Response | tuple[str, int] | str:
    """What hangs in markets and halls, or is to, and a form for the next one."""
    form = SheetForm()
    if form.is_submitted() and form.validate():
        placing.plan_sheet(db.session, form.region.data, form.facts())
        return redirect(url_for("admin.sheets"), 303)
    page = render_template(
        "admin/sheets.html",
        form=form,
        errors=first_errors(form),
        places=db.session.scalars(Placement.without_site(me().region)).all(),
        base_url=settings().public_base_url,
    )
    return (page, 422) if form.is_submitted() else page


@blueprint.get("/places/<int:placement_id>/sheet.pdf")
@needs(Permission.KEEP_PLACEMENTS)
def sheet_pdf(placement_id: int) -> Plain:
    """The sheet for that place, on A4 or A3; its QR code carries the number of the place."""
    found = place_or_404(placement_id)
    if found.site is not None:
        abort(404)
    paper: Paper = "A3" if request.args.get("paper") == "A3" else "A4"
    body = publicity.print_sheet(db.session, found, source(), paper)
    return file_of(body, "application/pdf", f"sheet-{placement_id}-{paper}.pdf")


@blueprint.post("/places/<int:placement_id>/hang")
@needs(Permission.KEEP_PLACEMENTS)
def hang_sheet(placement_id: int) -> Response | tuple[str, int]:
    """The sheet with that number hangs where it was to."""
    found = place_or_404(placement_id)
    if found.site is not None:
        abort(404)
    try:
        placing.hang(db.session, found, PlaceFacts(found.kind, found.words), by=me())
    except TakenDown:
        return render_template("admin/place_gone.html", place=found), 409
    return redirect(url_for("admin.sheets"), 303)
