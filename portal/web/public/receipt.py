"""The receipt: number, query code, and the day by which the bureau must answer."""

from flask import make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.extensions import db
from portal.services import intake
from portal.services.intake import Receipt
from portal.web import passes
from portal.web.access import open_to_all
from portal.web.public import blueprint
from portal.web.public.hotline import hotline_for
from portal.web.settings import settings

COOKIE = "receipt"


def give_receipt(receipt: Receipt, submission_key: str) -> Response:
    """Lead to the receipt by a sealed cookie, so that neither number nor code is in an address;
    where the browser keeps no cookies, show it at once."""
    if not request.cookies:
        return make_response(_page(receipt))
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
    key = passes.read("receipt", request.cookies.get(COOKIE))
    found = intake.receipt_of(db.session, key) if key else None
    if found is None:
        return render_template("public/receipt_gone.html"), 404
    return _page(found)


def _page(receipt: Receipt) -> str:
    return render_template(
        "public/receipt.html",
        receipt=receipt,
        complaint=receipt.complaint,
        hotline=hotline_for(receipt.complaint.region),
    )
