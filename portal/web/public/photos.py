"""Adding photos, one request each: a sealed pass opens it, and nothing else of the page is needed.

A phone with a script asks for JSON and stays where it is; one without is led back to its page.
"""

import secrets
from dataclasses import dataclass
from typing import Any, Final

from flask import abort, jsonify, make_response, render_template, request, url_for
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response

from portal.domain.photo import PhotosClosed, TooManyPhotos
from portal.extensions import db, limiter
from portal.models import Complaint, Evidence
from portal.models.engine import reading
from portal.services import evidence, intake
from portal.services.evidence import Part
from portal.services.pictures import BadPicture, Busy, Damaged, NotAPicture, TooLarge, TooManyPixels
from portal.services.storage import StorageAway
from portal.web import passes
from portal.web.access import open_to_all
from portal.web.passes import Purpose
from portal.web.public import blueprint, follow, receipt
from portal.web.public.photo_card import THUMBNAIL
from portal.web.settings import storage
from portal.web.uploads import read_upload

PER_ADDRESS: Final = "400 per hour"
MEGABYTE: Final = 1024 * 1024
EXPIRED = "这一页开得太久，为了安全已经锁上。请用登记号和查询码再查一次，在那里加照片。"
NOTHING = "还没有选照片。"
Refusal = BadPicture | TooManyPhotos | PhotosClosed | Busy | StorageAway


@dataclass(frozen=True)
class Sent:
    """What came: the pass, the key of this upload, and the bytes of the photo."""

    token: str
    upload_key: str
    content: bytes


@dataclass(frozen=True)
class Holder:
    """Who may add and see photos: the holder of a receipt's or of a case's pass."""

    purpose: Purpose
    subject: str
    token: str

    def complaint(self) -> Complaint:
        """The complaint of the pass."""
        if self.purpose == "case":
            found = db.session.scalar(Complaint.by_number(self.subject))
        else:
            given = intake.receipt_of(db.session, self.subject)
            found = given.complaint if given else None
        return found or abort(404)


@blueprint.post("/photos")
@open_to_all
@limiter.limit(PER_ADDRESS)
def add_photo() -> Response | tuple[Any, int]:
    """Take one photo; whatever is wrong with it is said at the card, and nothing else is lost."""
    try:
        sent = _read()
    except RequestEntityTooLarge:
        return _turned_away(_say(TooLarge(request.content_length or 0)), 413)
    holder = _holder(sent.token)
    if holder is None:
        return _turned_away(EXPIRED, 403)
    if not sent.content:
        return _refuse(holder, NOTHING, 422)
    try:
        photo = _keep(holder, sent)
    except (BadPicture, TooManyPhotos, PhotosClosed, Busy, StorageAway) as refusal:
        db.session.rollback()
        return _refuse(holder, _say(refusal), _status(refusal))
    return _taken(holder, photo)


@blueprint.get("/receipt/photos/<int:position>")
@open_to_all
def receipt_photo(position: int) -> Response:
    """One's own photo, small, for the phone that holds the receipt."""
    return _thumbnail(_holder(request.cookies.get(receipt.COOKIE)), "receipt", position)


@blueprint.get("/follow/photos/<int:position>")
@open_to_all
def case_photo(position: int) -> Response:
    """The same for the phone on which the case is open."""
    return _thumbnail(_holder(request.cookies.get(follow.COOKIE)), "case", position)


def _read() -> Sent:
    form, files = read_upload()
    photo = files.get("photo")
    return Sent(
        token=form.get("pass", ""),
        upload_key=form.get("upload_key") or secrets.token_urlsafe(18),
        content=photo.read() if photo else b"",
    )


def _holder(token: str | None) -> Holder | None:
    purposes: tuple[Purpose, ...] = ("receipt", "case")
    for purpose in purposes:
        subject = passes.read(purpose, token)
        if subject and token:
            return Holder(purpose, subject, token)
    return None


def _keep(holder: Holder, sent: Sent) -> Evidence:
    """Look first without holding anybody up, work without the database, then write at once."""
    with reading():
        found = evidence.expect(db.session, holder.complaint(), sent.content)
        if found is not None:
            return found
        db.session.rollback()
    placed = evidence.place(storage(), sent.content)
    complaint = holder.complaint()
    return evidence.add(db.session, storage(), complaint, sent.upload_key, placed)


def _taken(holder: Holder, photo: Evidence) -> Response:
    complaint = holder.complaint()
    if _wants_json():
        shown = url_for(THUMBNAIL[holder.purpose], position=photo.position)
        count = db.session.scalar(Evidence.count_of(complaint.id))
        return jsonify(
            count=count, position=photo.position, thumbnail=shown if request.cookies else ""
        )
    if holder.purpose == "case":
        response = follow.lead_to(complaint)
    else:
        given = intake.receipt_of(db.session, holder.subject) or abort(404)
        response = receipt.give_receipt(given, holder.subject)
    if response.status_code == 303:
        response.location = f"{response.location}#photos"
    return response


def _refuse(holder: Holder, problem: str, status: int) -> tuple[Any, int]:
    """The same page with the reason at the card; it only reads, whatever the method says."""
    if _wants_json():
        return jsonify(problem=problem), status
    with reading():
        if holder.purpose == "case":
            return follow.page(holder.complaint(), holder.token, photo_problem=problem), status
        given = intake.receipt_of(db.session, holder.subject) or abort(404)
        return receipt.page(given, holder.token, photo_problem=problem), status


def _turned_away(problem: str, status: int) -> tuple[Any, int]:
    """Where it cannot be told whose page it was."""
    if _wants_json():
        return jsonify(problem=problem), status
    return render_template("public/photo_refused.html", problem=problem), status


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _status(refusal: Refusal) -> int:
    if isinstance(refusal, TooLarge):
        return 413
    if isinstance(refusal, PhotosClosed):
        return 409
    return 503 if isinstance(refusal, Busy | StorageAway) else 422


def _say(refusal: Refusal) -> str:
    match refusal:
        case TooLarge():
            size = -(-refusal.size // MEGABYTE)
            most = refusal.most // MEGABYTE
            return f"这张有 {size} MB，太大了，最多 {most} MB。请给它截个屏，发截屏。"
        case TooManyPixels():
            measures = f"（{refusal.width}×{refusal.height} 点）" if refusal.width else ""
            return f"这张照片的尺寸太大{measures}，打不开。请给它截个屏，发截屏。"
        case NotAPicture():
            return "这个文件不是照片。请发照片或截屏。"
        case Damaged():
            return "这张没传全，或者坏了。请再选一次；还不行，给它截个屏，发截屏。"
        case TooManyPhotos():
            return f"最多 {refusal.most} 张，已经收满了。还有的，办事的人联系您时再给。"
        case PhotosClosed():
            return "这一件已经办完，不再收照片。"
        case _:
            return "现在忙不过来，这张没收下。前面收到的都在，请过一会儿再发。"


def _thumbnail(holder: Holder | None, purpose: Purpose, position: int) -> Response:
    if holder is None or holder.purpose != purpose:
        abort(404)
    found = db.session.scalar(Evidence.at_position(holder.complaint().id, position)) or abort(404)
    if request.if_none_match.contains(found.object_name):
        return make_response("", 304)
    response = make_response(evidence.read(storage(), found, Part.THUMBNAIL))
    response.content_type = "image/jpeg"
    response.headers["Content-Disposition"] = "inline"
    response.set_etag(found.object_name)
    return response
