"""Searching the complaints: one box for a number, a phone, a name, or words."""

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from portal.domain import roles
from portal.domain.codes import BadCode, parse
from portal.domain.roles import Permission
from portal.domain.search_words import TooShort
from portal.extensions import db
from portal.models import Complaint, Site
from portal.services import complaint_search
from portal.services.complaint_search import Found
from portal.web import passes, reading
from portal.web.access import me, needs
from portal.web.console import blueprint
from portal.web.console.complaints import Filters, listed
from portal.web.transactions import only_reads

LONGEST = 60


@blueprint.post("/complaints/search")
@needs(Permission.SEE_COMPLAINTS)
def search() -> Response | tuple[str, int]:
    """To the complaint or the site of a number, else to the list of what is found. The words are
    sent in a form and go on sealed: they may be somebody's name and phone."""
    only_reads()
    filters = Filters.of_request()
    words = (reading.clean(request.form.get("words")) or "")[:LONGEST]
    if not words:
        return redirect(url_for("console.complaints", **filters.but(sought="")), 303)
    if address := _address_of(words):
        return redirect(address, 303)
    try:
        complaint_search.sought(words)
    except TooShort:
        error = "一个字太少，至少写两个字"
        return listed(filters, Found([]), typed=words, error=error), 422
    sealed = passes.issue("search", words)
    return redirect(url_for("console.complaints", **filters.but(sought=sealed)), 303)


def _address_of(words: str) -> str | None:
    """Where a number leads that is one: to its complaint, or to the complaints of its site."""
    try:
        code = parse(words)
    except BadCode:
        return None
    complaint = db.session.scalar(Complaint.by_number(code))
    if complaint is not None and roles.covers(me().region, complaint.region):
        return url_for("console.complaint", number=code)
    site = db.session.scalar(Site.by_code(code))
    if site is not None and roles.covers(me().region, site.region):
        return url_for("console.complaints", site=code)
    return None
