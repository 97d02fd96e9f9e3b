"""What is done to a site as a whole: its works go on or are over, or it turns out to be another."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain import roles
from portal.domain.roles import Permission
from portal.domain.site import PartyRole
from portal.domain.site_steps import SiteStep
from portal.extensions import db
from portal.models import Site
from portal.services import register, site_merge
from portal.web.access import me, needs, site_or_404
from portal.web.admin import blueprint
from portal.web.admin.sites import detail
from portal.web.admin.step_forms import OtherSiteForm, ReasonForm


@blueprint.post("/sites/<code>/steps/<step>")
@needs(Permission.KEEP_SITES)
def site_step(code: str, step: str) -> Response | tuple[str, int]:
    """Say that the works rest, go on or are over."""
    if step not in set(SiteStep):
        abort(404)
    found = site_or_404(code, for_change=True)
    form = ReasonForm()
    if not form.validate_on_submit():
        return detail(found, form, step), 422
    register.take_step(db.session, found, SiteStep(step), by=me(), reason=form.reason.data)
    return redirect(url_for("admin.site", code=found.code), 303)


@blueprint.get("/sites/<code>/merge")
@needs(Permission.KEEP_SITES)
def merge_site(code: str) -> Response | str | tuple[str, int]:
    """Ask for the other site, then show both beside each other."""
    duplicate = site_or_404(code)
    if duplicate.code != code:
        return redirect(url_for("admin.site", code=duplicate.code), 303)
    form = OtherSiteForm(request.args, meta={"csrf": False})
    if "code" not in request.args:
        return _page(duplicate, form)
    survivor = _survivor(form, duplicate) if form.validate() else None
    if survivor is None:
        return _page(duplicate, form), 422
    return _page(duplicate, form, survivor, ReasonForm(formdata=None))


@blueprint.post("/sites/<code>/merge/<other>")
@needs(Permission.KEEP_SITES)
def carry_out_merge(code: str, other: str) -> Response | tuple[str, int]:
    """Merge the first into the second, both as they stand now."""
    # Always in the same order: of two who merge the same sites at once none waits for ever.
    first, second = sorted((code, other))
    found = {each: site_or_404(each, for_change=True) for each in (first, second)}
    duplicate, survivor = found[code], found[other]
    if duplicate.code != code or survivor.code != other:
        raise site_merge.CannotMerge(code)
    form = ReasonForm()
    if not form.validate_on_submit():
        return _page(duplicate, OtherSiteForm(formdata=None), survivor, form), 422
    site_merge.merge(db.session, duplicate, survivor, by=me(), reason=form.reason.data)
    return redirect(url_for("admin.site", code=survivor.code), 303)


def _survivor(form: OtherSiteForm, duplicate: Site) -> Site | None:
    """The other site, if there is one that I keep; told at the field if not."""
    survivor = db.session.scalar(Site.by_code(form.code.data))
    if survivor is None or not roles.covers(me().region, survivor.region):
        form.code.errors = ["登记册里没有这个编码，或者是别的县区的，要由市里合并"]
    elif survivor.id == duplicate.id:
        form.code.errors = ["这就是同一个工地，请填另一个的编码"]
    else:
        return survivor
    return None


def _page(
    duplicate: Site,
    form: OtherSiteForm,
    survivor: Site | None = None,
    reason: ReasonForm | None = None,
) -> str:
    complaints = {
        site.code: site_merge.count_complaints(db.session, site)
        for site in (duplicate, survivor)
        if site is not None
    }
    return render_template(
        "admin/merge_site.html",
        duplicate=duplicate,
        survivor=survivor,
        form=form,
        reason=reason,
        complaints=complaints,
        PartyRole=PartyRole,
    )
