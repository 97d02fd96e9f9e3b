"""Where posters hang, entered on a phone in front of them: the code, the place, a photo."""

import re
from typing import Final

from flask import Response, abort, make_response, redirect, render_template, request, url_for
from flask_wtf.csrf import validate_csrf
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response as Redirect
from wtforms import ValidationError

from portal.domain import roles
from portal.domain.codes import BadCode, parse
from portal.domain.roles import Permission
from portal.extensions import csrf, db
from portal.models import Placement, PosterIssue, Site
from portal.services import evidence, placing
from portal.services.evidence import Part, Placed
from portal.services.pictures import BadPicture, Busy, TooLarge
from portal.services.placing import TakenDown, WrongVersion
from portal.services.storage import StorageAway
from portal.web import uploads
from portal.web.access import me, needs, site_or_404
from portal.web.addresses import bounded_int
from portal.web.admin import blueprint
from portal.web.admin.place_forms import PlaceForm
from portal.web.reading import clean, first_errors
from portal.web.settings import storage
from portal.web.transactions import begin_to_write, commit_and_read, reads_first
from portal.web.uploads import Upload

# A whole address, copied from the page that the scanner opened.
_ADDRESS: Final = re.compile(r"/s/([^/?#]+)(?:\?p=(\d+))?", re.IGNORECASE)
NEW: Final = "new"


@blueprint.get("/place")
@needs(Permission.KEEP_PLACEMENTS)
def place() -> Redirect | tuple[str, int] | str:
    """The code on the board, or the address behind it, leads to the site."""
    text = clean(request.args.get("code", ""))[:200]
    if not text:
        return render_template("admin/place.html", text="", problem="")
    address = _ADDRESS.search(text)
    code, number = address.groups() if address else (text, None)
    try:
        return redirect(url_for("admin.place_at", code=parse(code), p=number), 303)
    except BadCode:
        problem = "不是工地编码：牌上二维码旁边有 8 个数字，也可能有一个看错了。"
        return render_template("admin/place.html", text=text, problem=problem), 422


@blueprint.get("/place/<code>")
@needs(Permission.KEEP_PLACEMENTS)
def place_at(code: str) -> str:
    """The places of a site; the one that was scanned is open."""
    return _page(site_or_404(code), opened=bounded_int(request.args.get("p")))


@blueprint.post("/place/<code>")
@needs(Permission.KEEP_PLACEMENTS)
@csrf.exempt
@reads_first
def hang(code: str) -> Redirect | tuple[str, int]:
    """It hangs there: at a place that was planned, or at one that nobody had planned."""
    site = site_or_404(code)
    commit_and_read()
    try:
        upload = uploads.read()
    except RequestEntityTooLarge:
        return _page(site, problem=uploads.say(TooLarge(request.content_length or 0))), 413
    form = PlaceForm(upload.form)
    opened = bounded_int(upload.form.get("place"))
    try:
        validate_csrf(upload.form.get("csrf_token"))
    except ValidationError:
        return _page(site, form, opened, "这一页开得太久，请看一眼再存一次。"), 400
    if not form.validate():
        return _page(site, form, opened), 422
    try:
        photo = evidence.place(storage(), upload.photo) if upload.photo else None
    except (BadPicture, Busy, StorageAway) as refusal:
        return _page(site, form, opened, uploads.say(refusal)), uploads.status(refusal)
    return _hang(site, form, upload, photo)


@blueprint.post("/places/<int:placement_id>/take-down")
@needs(Permission.KEEP_PLACEMENTS)
def take_down(placement_id: int) -> Redirect | tuple[str, int]:
    """Nothing hangs there any more."""
    found = place_or_404(placement_id)
    reason = clean(request.form.get("reason", ""))[:60] or "没有写原因"
    try:
        placing.take_down(db.session, found, reason, by=me())
    except TakenDown:
        return render_template("admin/place_gone.html", place=found), 409
    if found.site is None:
        return redirect(url_for("admin.sheets"), 303)
    return redirect(url_for("admin.place_at", code=found.site.code), 303)


@blueprint.get("/places/<int:placement_id>/photo")
@needs(Permission.SEE_SITES)
def place_photo(placement_id: int) -> Response:
    """How it hangs; small, or in full."""
    found = place_or_404(placement_id)
    if found.photo_name is None:
        abort(404)
    part = Part.PICTURE if "full" in request.args else Part.THUMBNAIL
    response = make_response(placing.photo(storage(), found, part))
    response.content_type = "image/jpeg"
    response.headers["Content-Disposition"] = "inline"
    return response


def place_or_404(placement_id: int) -> Placement:
    """A place that the signed-in person may see."""
    found = db.session.scalar(Placement.at(placement_id))
    if found is None or not roles.covers(me().region, found.region):
        abort(404)
    return found


def _hang(
    site: Site, form: PlaceForm, upload: Upload, photo: Placed | None
) -> Redirect | tuple[str, int]:
    """The short part that writes."""
    begin_to_write()
    number = bounded_int(upload.form.get("place"))
    version = bounded_int(upload.form.get("version"))
    try:
        found = _own_place(site, number) if number else placing.plan(db.session, site, form.facts())
        placing.hang(db.session, found, form.facts(), version=version, photo=photo, by=me())
    except (TakenDown, WrongVersion):
        if photo is not None:
            evidence.discard(storage(), photo)
        db.session.rollback()
        return _page(
            site_or_404(site.code), form, number, "刚才情况变了，请看看下面再存一次。"
        ), 409
    return redirect(url_for("admin.place_at", code=site.code, done=found.id), 303)


def _own_place(site: Site, number: int) -> Placement:
    found = place_or_404(number)
    return found if found.site_id == site.id else abort(404)


def _page(
    site: Site, form: PlaceForm | None = None, opened: int | None = None, problem: str = ""
) -> str:
    places = db.session.scalars(Placement.of_site(site.id)).all()
    issues = db.session.scalars(PosterIssue.of_site(site.id).limit(5)).all()
    numbers = {place.id for place in places}
    if opened not in numbers:
        waiting = [place.id for place in places if not place.is_hanging]
        opened = waiting[0] if waiting and form is None else None
    return render_template(
        "admin/place_at.html",
        site=site,
        places=places,
        issues=issues,
        opened=opened,
        is_new_opened=form is not None and opened is None,
        form=form or PlaceForm(formdata=None),
        blank=PlaceForm(formdata=None),
        errors=first_errors(form) if form else [],
        problem=problem,
        done=bounded_int(request.args.get("done")),
    )
