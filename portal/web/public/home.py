"""The portal's front door: find a site by its code, look a complaint up, call somebody."""

from collections.abc import Callable

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain.codes import BadCode, parse
from portal.domain.scans import Counted
from portal.models.scan_count import UNTOLD
from portal.web.access import open_to_all
from portal.web.addresses import local_address
from portal.web.filters import TEXT_SIZES
from portal.web.library import library
from portal.web.public import blueprint, scans
from portal.web.public.hotline import hotline_for
from portal.web.public.place import place

A_YEAR_SECONDS = 365 * 24 * 3600


@blueprint.get("/")
@open_to_all
def home() -> str:
    """The home page; also behind the publicity sheets in public places."""
    scans.note(UNTOLD, Counted.SCANS)
    return _page(typed="", reason=None)


@blueprint.get("/find-site")
@open_to_all
def find_site() -> Response | str:
    """From the code on a board, typed by hand, to the site's page."""
    typed = request.args.get("code", "")[:40]
    try:
        return redirect(url_for("public.site", code=parse(typed)), 303)
    except BadCode as bad:
        if bad.reason == "check":
            return redirect(url_for("public.site", code=typed), 303)
        return _page(typed=typed, reason=bad.reason)


@blueprint.get("/text-size/<size>")
@open_to_all
def text_size(size: str) -> Response:
    """Larger letters, remembered, without a script; then back to where one was."""
    back = local_address(request.args.get("back", "/"), "/")
    return with_text_size(size, lambda _: redirect(back, 303))


def with_text_size(size: str, answer: Callable[[str], Response | str]) -> Response:
    """An answer made in that size, which the browser is asked to remember."""
    known = size if size in TEXT_SIZES else "1"
    response = make_response(answer(known))
    response.set_cookie("size", known, max_age=A_YEAR_SECONDS, samesite="Lax")
    return response


def _page(*, typed: str, reason: str | None) -> str:
    here = place()
    return render_template(
        "public/home.html",
        typed=typed,
        reason=reason,
        place=here,
        library=library(),
        hotline=hotline_for(here.region or None),
    )
