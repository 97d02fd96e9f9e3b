"""Giving a complaint its site: somebody has found out which one it is about."""

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain import regions
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Complaint, Site
from portal.services import site_match as matching
from portal.services import site_search
from portal.services.site_match import OutOfReach, SiteNotAttachable
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.errors import page as error_page
from portal.web.reading import clean


@blueprint.get("/complaints/<number>/site")
@needs(Permission.TAKE_CALLS)
def match_site(number: str) -> str:
    """Look for it."""
    return _page(complaint_or_404(number))


@blueprint.post("/complaints/<number>/site")
@needs(Permission.TAKE_CALLS)
def attach_site(number: str) -> Response | tuple[str, int]:
    """Attach the one that was chosen."""
    complaint = complaint_or_404(number)
    site = db.session.scalar(Site.by_code(request.form.get("site_code", "")))
    if site is None:
        return _page(complaint, problem="请选一个工地"), 422
    try:
        matching.attach(db.session, complaint, site, by=me())
    except SiteNotAttachable:
        return error_page(409)
    except OutOfReach as far:
        county = regions.name_of(far.region)
        return _page(complaint, problem=f"这个工地在{county}，请用“转送”转给那边"), 409
    return redirect(url_for("console.complaint", number=number), 303)


def _page(complaint: Complaint, *, problem: str = "") -> str:
    words = clean(request.values.get("q", ""))[:120]
    return render_template(
        "console/match_site.html",
        complaint=complaint,
        is_attachable=matching.is_attachable(complaint),
        words=words,
        hits=site_search.find(db.session, words, region=regions.CITY),
        problem=problem,
    )
