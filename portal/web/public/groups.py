"""我的工友也被欠: a code to hand on, and the page it opens. The address alone tells nothing, to
whomever it is forwarded; the code is looked up only when somebody goes on, and guessing is slow."""

from typing import Any

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain.codes import BadCode, parse
from portal.extensions import db, limiter
from portal.models import Complaint
from portal.services import groups as service
from portal.services import intake
from portal.web import passes
from portal.web.access import open_to_all
from portal.web.public import blueprint, follow
from portal.web.public.hotline import NATIONAL, hotline_for
from portal.web.public.receipt import give_receipt
from portal.web.reading import clean

WRONG_PER_ADDRESS = "30 per hour"


def _was_wrong(response: Response) -> bool:
    return response.status_code == 422


@blueprint.get("/g")
@open_to_all
def join() -> str:
    """Where a code is typed."""
    return _page("")


@blueprint.get("/g/<code>")
@open_to_all
def group(code: str) -> str | tuple[str, int]:
    """What a co-worker is led to: the same for every code that could be one."""
    try:
        return _page(parse(code))
    except BadCode:
        return _page(code, is_wrong=True), 404


@blueprint.post("/g")
@open_to_all
@limiter.limit(WRONG_PER_ADDRESS, deduct_when=_was_wrong)
def enter_group() -> Response | str | tuple[str, int]:
    """To one's own complaint at the place of the group."""
    typed = clean(request.form.get("code", ""))[:40]
    found = service.find(db.session, typed)
    if found is None:
        return _page(typed, is_wrong=True), 422
    place: dict[str, Any] = {"county": found.region}
    if found.site is not None:
        place = {"code": found.site.code}
    address = "public.complain_here" if found.site else "public.complain"
    if not service.is_alive(db.session, found):
        return render_template(
            "public/group_over.html",
            site=found.site,
            alone=url_for(address, **place),
            hotline=hotline_for(found.region),
        )
    return redirect(url_for(address, group=found.code, **place), 303)


@blueprint.post("/share")
@open_to_all
def share() -> Response | str | tuple[str, int]:
    """Make a code; a second tap shows the same one. It opens with the pass of either page."""
    token = request.form.get("pass", "")
    if key := passes.read("receipt", token):
        given = intake.receipt_of(db.session, key)
        if given is not None and _share(given.complaint.number):
            return _at_card(give_receipt(given, key))
    elif (complaint := follow.of_pass(token)) is not None:
        service.share(db.session, complaint)
        return _at_card(follow.lead_to(complaint))
    return render_template("public/case_expired.html", note=""), 403


def _share(number: str) -> bool:
    complaint = db.session.scalar(Complaint.by_number(number, for_change=True))
    if complaint is None:
        return False
    service.share(db.session, complaint)
    return True


def _at_card(response: Response) -> Response:
    if response.status_code == 303:
        response.location = f"{response.location}#share"
    return response


def _page(code: str, *, is_wrong: bool = False) -> str:
    return render_template("public/group.html", code=code, is_wrong=is_wrong, hotline=NATIONAL)
