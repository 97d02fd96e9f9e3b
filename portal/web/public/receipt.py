"""The receipt: number, query code, and the day by which the bureau must answer."""

from base64 import b64encode

from flask import Response as FileResponse
from flask import abort, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain.complaint import Kind, Topic
from portal.extensions import db
from portal.models.engine import reading
from portal.services import intake
from portal.services import receipt_picture as receipt_pictures
from portal.services.intake import Receipt
from portal.services.receipt_picture import PictureSource
from portal.web import passes
from portal.web.access import open_to_all
from portal.web.public import blueprint
from portal.web.public.hotline import hotline_for
from portal.web.public.photo_card import photo_card
from portal.web.public.share_card import share_card
from portal.web.public.site import Front
from portal.web.settings import settings
from portal.web.transactions import commit_and_read

COOKIE = "receipt"


def give_receipt(receipt: Receipt, submission_key: str, site: Front | None = None) -> Response:
    """Lead to the receipt by a sealed cookie, so that neither number nor code is in an address;
    where the browser keeps no cookies, show it at once. `site` spares two questions.

    It is committed first, so that no writer waits while either is made."""
    commit_and_read()
    if not request.cookies:
        values = _values(receipt, passes.issue("receipt", submission_key), site=site)
        shown = make_response(render_template("public/receipt.html", **values))
        shown.headers["Cache-Control"] = "no-store"
        return shown
    response = redirect(url_for("public.receipt"), 303)
    response.set_cookie(
        COOKIE,
        passes.issue("receipt", submission_key),
        max_age=passes.LIFETIME_SECONDS["receipt"],
        httponly=True,
        secure=settings().is_https,
        samesite="Lax",
        path=url_for("public.receipt"),
    )
    return response


@blueprint.get("/receipt")
@open_to_all
def receipt() -> str | tuple[str, int]:
    """The receipt of the complaint just sent from this phone, for a day."""
    token = request.cookies.get(COOKIE, "")
    found = _of_pass(token)
    if found is None:
        return render_template("public/receipt_gone.html"), 404
    return page(found, token)


@blueprint.get("/receipt/picture.png")
@open_to_all
def receipt_picture() -> Response:
    """The same as a picture to keep. It lies below `/receipt`, where alone the cookie is sent."""
    found = _of_pass(request.cookies.get(COOKIE))
    if found is None:
        abort(404)
    response = FileResponse(_drawn(found), content_type="image/png")
    response.headers["Content-Disposition"] = 'inline; filename="receipt.png"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@blueprint.post("/receipt/picture")
@open_to_all
def show_picture() -> Response | tuple[str, int]:
    """The picture inside a page, for a phone that keeps no cookies: asked for by a button, so that
    drawing it never holds up the complaint itself."""
    with reading():  # a POST that writes nothing must not keep writers waiting
        found = _of_pass(request.form.get("receipt_pass"))
        if found is None:
            return render_template("public/receipt_gone.html"), 404
        picture = b64encode(_drawn(found)).decode()
    response = make_response(render_template("public/show_picture.html", picture=picture))
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _of_pass(token: str | None) -> Receipt | None:
    key = passes.read("receipt", token)
    return intake.receipt_of(db.session, key) if key else None


def _drawn(receipt: Receipt) -> bytes:
    phone = hotline_for(receipt.complaint.region).phone
    source = PictureSource(settings().public_base_url, settings().organiser, phone)
    return receipt_pictures.draw(receipt_pictures.gather(db.session, receipt, source))


def page(receipt: Receipt, token: str, photo_problem: str = "") -> str:
    """The receipt; its forms carry the pass, for photos and where there is no cookie."""
    values = _values(receipt, token, photo_problem=photo_problem)
    return render_template("public/receipt.html", **values)


def _values(
    receipt: Receipt, token: str, *, site: Front | None = None, photo_problem: str = ""
) -> dict[str, object]:
    complaint = receipt.complaint
    is_new = not receipt.is_repeat
    return {
        "receipt": receipt,
        "complaint": complaint,
        "Kind": Kind,
        "Topic": Topic,
        "site": site or complaint.site,
        "photos": photo_card(complaint, "receipt", token, photo_problem, is_new=is_new),
        "share": share_card(complaint, token, is_alone=is_new and not request.form.get("group")),
        "receipt_pass": "" if request.cookies else token,
        "hotline": site.hotline if site else hotline_for(complaint.region),
    }
