"""The register of sites: the list, one site, and the form that registers or changes it."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain import regions, roles
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Site
from portal.services import register
from portal.services.board import undrawable
from portal.services.register import Origin, SiteExists
from portal.web.access import me, needs, site_or_404
from portal.web.addresses import bounded_int
from portal.web.admin import blueprint
from portal.web.admin.boards import board_of
from portal.web.admin.forms import SiteForm
from portal.web.reading import clean, first_errors
from posters import Design, Item

PAGE_SIZE = 50


@blueprint.get("/")
@needs(Permission.SEE_SITES)
def home() -> Response:
    """To the register."""
    return redirect(url_for("admin.sites"), 303)


@blueprint.get("/sites")
@needs(Permission.SEE_SITES)
def sites() -> str:
    """The sites one may see, newest first; by words, by county."""
    words = clean(request.args.get("q", ""))[:60]
    region = request.args.get("region", "")
    scope = region if region in regions.COUNTIES and me().region == regions.CITY else me().region
    before = bounded_int(request.args.get("before"))
    query = Site.register_page(scope, words=words, before=before, size=PAGE_SIZE)
    rows = db.session.scalars(query).all()
    return render_template(
        "admin/sites.html",
        rows=rows[:PAGE_SIZE],
        next_before=rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE and not words else None,
        has_more=len(rows) > PAGE_SIZE,
        words=words,
        region=region,
        regions=regions.COUNTIES,
        can_choose_region=me().region == regions.CITY,
    )


@blueprint.route("/sites/new", methods=["GET", "POST"])
@needs(Permission.KEEP_SITES)
def new_site() -> Response | tuple[str, int] | str:
    """Register one site."""
    form = SiteForm()
    if request.method == "GET":
        return _form_page(form, None)
    facts = form.facts()
    if facts is None or not _is_mine(form):
        return _form_page(form, None), 422
    try:
        site = register.add_site(db.session, facts, origin=Origin.FORM, by=me())
    except SiteExists as twin:
        return _form_page(form, None, twin=twin.code), 409
    return redirect(url_for("admin.site", code=site.code), 303)


@blueprint.get("/sites/<code>")
@needs(Permission.SEE_SITES)
def site(code: str) -> str:
    """One site, and what its board still lacks."""
    found = site_or_404(code)
    board, missing = board_of(found)
    return render_template(
        "admin/site.html",
        site=found,
        missing=missing,
        items=list(Item),
        designs=list(Design),
        undrawable=undrawable(board),
        has_cards=board.inspection is not None,
    )


@blueprint.route("/sites/<code>/edit", methods=["GET", "POST"])
@needs(Permission.KEEP_SITES)
def edit_site(code: str) -> Response | tuple[str, int] | str:
    """Change one site."""
    found = site_or_404(code)
    if request.method == "GET":
        return _form_page(SiteForm.of(found), found)
    form = SiteForm()
    facts = form.facts()
    if facts is None or not _is_mine(form):
        return _form_page(form, found), 422
    try:
        register.change_site(db.session, found, facts, origin=Origin.FORM, by=me())
    except SiteExists as twin:
        return _form_page(form, found, twin=twin.code), 409
    return redirect(url_for("admin.site", code=code), 303)


def _is_mine(form: SiteForm) -> bool:
    """Whether the county is one that I keep; told at the field if not."""
    if roles.covers(me().region, form.region.data):
        return True
    form.region.errors = ["您只能登记本县区的工地"]
    return False


def _form_page(form: SiteForm, found: Site | None, twin: str = "") -> str:
    return render_template(
        "admin/edit_site.html", form=form, site=found, twin=twin, errors=first_errors(form)
    )
