"""The site that was scanned or the county that was chosen, carried from page to page by address."""

from dataclasses import dataclass
from typing import Protocol

from flask import g, request, url_for

from portal.domain import regions
from portal.domain.codes import BadCode, parse
from portal.extensions import db
from portal.models import Site
from portal.web.public import scans


class SomeSite(Protocol):
    """A site, as far as its place goes."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def region(self) -> str: ...


@dataclass(frozen=True)
class Place:
    """Where the reader is, as far as known; `args` keep it in every link."""

    site_code: str = ""
    site_name: str = ""
    region: str = ""

    @property
    def args(self) -> dict[str, str]:
        """What a link adds to its address."""
        if self.site_code:
            return {"site": self.site_code}
        return {"county": self.region} if self.region else {}

    @property
    def complain_address(self) -> str:
        """Where a complaint begins from here: at the site, if one was scanned."""
        if self.site_code:
            return url_for("public.complain_here", code=self.site_code)
        return url_for("public.complain", county=self.region or None, p=scans.poster_number())

    @property
    def topics_address(self) -> str:
        """Where everything but one's own wages begins from here."""
        if self.site_code:
            return url_for("public.other_topics", code=self.site_code)
        return url_for("public.complain", step="topic")


def place() -> Place:
    """The place that this request's address names; one query at most."""
    if "place" not in g:
        g.place = _read()
    found: Place = g.place
    return found


def place_args() -> dict[str, str]:
    """What keeps the place in a link, for every template."""
    return place().args


def at_site(site: SomeSite) -> None:
    """This request is about a site, although its address names it otherwise."""
    g.place = Place(site.code, site.name, site.region)


def _read() -> Place:
    try:
        code = parse(request.args.get("site", ""))
    except BadCode:
        code = ""
    if code:
        site = db.session.scalar(Site.at(), {"code": code})
        if site is not None:
            return Place(site.code, site.name, site.region)
    county = request.args.get("county", "")
    return Place(region=county) if county in regions.COUNTIES else Place()
