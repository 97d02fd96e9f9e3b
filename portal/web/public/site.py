"""The page behind a poster: which site, who answers for wages, and what one can do."""

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from portal.domain.codes import BadCode, parse
from portal.domain.complaint import Kind, Topic
from portal.domain.scans import Counted
from portal.domain.site import PartyRole, SiteStatus
from portal.domain.topics import BESIDE_WAGES
from portal.extensions import db
from portal.models import Site
from portal.web.access import open_to_all
from portal.web.kept import kept_page, kept_row
from portal.web.public import blueprint, scans
from portal.web.public.hotline import Hotline, hotline_for, hotline_of
from portal.web.public.place import at_site


@dataclass(frozen=True)
class Front:
    """What the first pages of a site say of it; equal fronts look the same. `scanned` is the code
    on the board, another one than the site's own where two entries of the register were merged."""

    id: int
    code: str
    name: str
    region: str
    pay_day: str
    is_finished: bool
    contractor: str
    hotline: Hotline
    scanned: str


def find(code: str) -> Site | None:
    """The site of a plain code; links from its pages keep it."""
    try:
        plain = parse(code)
    except BadCode:
        return None
    found = db.session.scalar(Site.at(), {"code": plain})
    if found is not None:
        at_site(found)
    return found


@blueprint.get("/s/<code>")
@open_to_all
def site(code: str) -> Response | tuple[str, int]:
    """The site's page; a wrong digit and an unknown code get a page that helps."""
    try:
        plain = parse(code)
    except BadCode as bad:
        return render_template("public/site_not_found.html", code=code, reason=bad.reason), 404
    if plain != code:
        return redirect(url_for("public.site", code=plain, p=scans.poster_number()), 303)
    found = front_of(plain)
    if found is None:
        return render_template("public/site_not_found.html", code=plain, reason="unknown"), 404
    scans.note(found.id, Counted.SCANS)
    return kept_page("public/site.html", site=found, p=scans.poster_number())


def front_of(code: str) -> Front | None:
    """The same as `find`, in one quick question and without the register's object."""
    try:
        row = kept_row(Site.front(), code=parse(code))
    except BadCode:
        return None
    if row is None:
        return None
    found = Front(
        id=row.id,
        code=row.code,
        name=row.name,
        region=row.region,
        pay_day=row.pay_day,
        is_finished=row.status is SiteStatus.FINISHED,
        contractor=row.contractor or "",
        hotline=hotline_of(row.office_name, row.office_phone),
        scanned=row.scanned,
    )
    at_site(found)
    return found


@blueprint.get("/S/<code>")
@open_to_all
def site_in_capitals(code: str) -> Response:
    """The same for an address in capitals, as some readers hand it over."""
    return redirect(url_for("public.site", code=code, p=scans.poster_number()), 303)


@blueprint.get("/s/<code>/responsible")
@open_to_all
def responsible(code: str) -> Response | str:
    """Who answers for wages on this site, in full."""
    found = find(code)
    if found is None:
        return redirect(url_for("public.site", code=code), 303)
    return render_template("public/responsible.html", site=found, PartyRole=PartyRole)


@blueprint.get("/s/<code>/other")
@open_to_all
def other_topics(code: str) -> Response | str:
    """Everything but wages: what to do first, and what this office takes or passes on."""
    found = find(code)
    if found is None:
        return redirect(url_for("public.site", code=code), 303)
    return render_template(
        "public/other_topics.html",
        site=found,
        topics=BESIDE_WAGES,
        p=scans.poster_number(),
        Kind=Kind,
        Topic=Topic,
        hotline=hotline_for(found.region),
    )
