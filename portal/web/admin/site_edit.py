"""The form that registers or changes a site; of two people at one site the second is told."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain import roles
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Site
from portal.services import register, site_history
from portal.services.register import Origin, SiteExists, SiteMoved
from portal.web.access import me, needs, site_or_404
from portal.web.admin import blueprint
from portal.web.admin.forms import SiteForm
from portal.web.reading import first_errors


@blueprint.get("/sites/new")
@needs(Permission.KEEP_SITES)
def new_site() -> str:
    """An empty form."""
    return _page(SiteForm(formdata=None), None)


@blueprint.post("/sites/new")
@needs(Permission.KEEP_SITES)
def add_site() -> Response | tuple[str, int] | str:
    """Register one site."""
    form = SiteForm()
    if _is_rearranged(form):
        return _page(form, None)
    facts = form.facts()
    if facts is None or not _is_mine(form):
        return _page(form, None), 422
    try:
        site = register.add_site(db.session, facts, origin=Origin.FORM, by=me())
    except SiteExists as twin:
        return _page(form, None, twin=twin.code), 409
    return redirect(url_for("admin.site", code=site.code), 303)


@blueprint.get("/sites/<code>/edit")
@needs(Permission.KEEP_SITES)
def edit_site(code: str) -> Response | str:
    """The form filled with a site; what a merged one was is edited in the site it went into."""
    found = site_or_404(code)
    if found.code != code:
        return redirect(url_for("admin.edit_site", code=found.code), 303)
    return _page(_filled(found), found)


@blueprint.post("/sites/<code>/edit")
@needs(Permission.KEEP_SITES)
def change_site(code: str) -> Response | tuple[str, int] | str:
    """Change one site, unless somebody else has meanwhile."""
    found = site_or_404(code, for_change=True)
    form = SiteForm()
    if _is_rearranged(form):
        return _page(form, found)
    facts = form.facts(found.status)
    if facts is None or not _is_mine(form):
        return _page(form, found), 422
    try:
        register.change_site(
            db.session, found, facts, origin=Origin.FORM, seen=form.seen_event, by=me()
        )
    except SiteExists as twin:
        return _page(form, found, twin=twin.code), 409
    except SiteMoved as moved:
        form.adopt(_filled(found), (c for entry in moved.entries for c in entry.changes))
        return _page(form, found, moved=moved), 409
    return redirect(url_for("admin.site", code=found.code), 303)


def _filled(found: Site) -> SiteForm:
    return SiteForm.of(found, site_history.last(db.session, found))


def _is_rearranged(form: SiteForm) -> bool:
    """Whether a row was added, removed or moved; then nothing is saved yet."""
    go = request.form.get("go", "save")
    if go == "save":
        return False
    form.subcontractors.rearrange(go)
    return True


def _is_mine(form: SiteForm) -> bool:
    """Whether the county is one that I keep; told at the field if not."""
    if roles.covers(me().region, form.region.data):
        return True
    form.region.errors = ["您只能登记本县区的工地"]
    return False


def _page(
    form: SiteForm, found: Site | None, *, twin: str = "", moved: SiteMoved | None = None
) -> str:
    return render_template(
        "admin/edit_site.html",
        form=form,
        site=found,
        twin=twin,
        moved=moved,
        errors=first_errors(form.told()),
    )
