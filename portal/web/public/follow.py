"""How far is it? By receipt number and query code, neither of which is ever in an address."""

import unicodedata
from collections.abc import Callable

from flask import make_response, redirect, render_template, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from portal.domain.codes import BadCode, parse
from portal.domain.complaint import Kind, Step
from portal.domain.retention import Purged
from portal.extensions import db, limiter
from portal.models import Complaint, Event
from portal.services import follow as following
from portal.web import passes
from portal.web.access import open_to_all
from portal.web.public import blueprint
from portal.web.public.details_card import details_card
from portal.web.public.forms import FollowForm, OpenForm, WorkerNoteForm
from portal.web.public.hotline import hotline_for
from portal.web.public.photo_card import photo_card
from portal.web.public.share_card import share_card
from portal.web.reading import clean
from portal.web.settings import settings

COOKIE = "case"
WRONG_PER_NUMBER = "10 per hour"
WRONG_PER_ADDRESS = "60 per hour"


def _typed_number() -> str:
    """The number as the look-up reads it, so that an unknown one is limited exactly like a known
    one; what is no number at all counts for its sender alone."""
    try:
        return "follow:" + parse(clean(request.form.get("number", "")))
    except BadCode:
        return f"follow:none:{request.remote_addr}"


def _was_wrong(response: Response) -> bool:
    return response.status_code == 422


@blueprint.get("/follow")
@open_to_all
def follow() -> str:
    """Where number and code are typed."""
    return render_template("public/follow.html", form=FollowForm(formdata=None), is_wrong=False)


@blueprint.post("/follow")
@open_to_all
@limiter.limit(WRONG_PER_NUMBER, key_func=_typed_number, deduct_when=_was_wrong)
@limiter.limit(WRONG_PER_ADDRESS, deduct_when=_was_wrong)
def open_case() -> Response | tuple[str, int]:
    """Open a case; a wrong code and an unknown number get the same answer."""
    form = FollowForm()
    typed = unicodedata.normalize("NFKC", form.query_code.data or "")
    code = "".join(char for char in typed if char.isdigit())
    complaint = following.find(db.session, form.number.data or "", code)
    if complaint is None:
        return render_template("public/follow.html", form=form, is_wrong=True), 422
    if complaint.purged_at is not None:
        raise Purged(complaint.number)
    return lead_to(complaint)


@blueprint.get("/follow/case")
@open_to_all
def case() -> Response | str:
    """The case that was opened on this phone, for two hours."""
    token = request.cookies.get(COOKIE)
    complaint = of_pass(token)
    if complaint is None or token is None:
        return redirect(url_for("public.follow"), 303)
    return page(complaint, token)


@blueprint.post("/follow/write")
@open_to_all
def write() -> Response | tuple[str, int] | str:
    """Add something, or answer what was asked."""
    return _act(following.write)


@blueprint.post("/follow/dispute")
@open_to_all
def dispute() -> Response | tuple[str, int] | str:
    """Dispute a closure, once."""
    return _act(following.dispute)


@blueprint.post("/follow/withdraw")
@open_to_all
def withdraw() -> Response | tuple[str, int] | str:
    """Take the complaint back."""
    return _act(following.withdraw)


def _act(
    step: Callable[[Session, Complaint, str], None],
) -> Response | tuple[str, int] | str:
    form = WorkerNoteForm()
    complaint = of_pass(form.case_pass.data)
    if complaint is None:
        return render_template("public/case_expired.html", note=form.note.data or ""), 403
    if not form.validate():
        return page(complaint, form.case_pass.data, form, request.endpoint), 422
    step(db.session, complaint, form.note.data)
    return lead_to(complaint)


def of_pass(token: str | None) -> Complaint | None:
    """The case that a pass opens; locked for the change that a POST makes. Raises Purged."""
    number = passes.read("case", token)
    is_change = request.method == "POST"
    query = Complaint.by_number(number, for_change=is_change) if number else None
    found = db.session.scalar(query) if query is not None else None
    if found is not None and found.purged_at is not None:
        raise Purged(found.number)
    return found


def lead_to(complaint: Complaint) -> Response:
    """To the page of the case, by a sealed cookie; at once where the browser keeps none."""
    token = passes.issue("case", complaint.number)
    if not request.cookies:
        db.session.flush()
        return make_response(page(complaint, token))
    response = redirect(url_for("public.case"), 303)
    response.set_cookie(
        COOKIE,
        token,
        max_age=passes.LIFETIME_SECONDS["case"],
        httponly=True,
        secure=settings().is_https,
        samesite="Lax",
        path=url_for("public.follow"),
    )
    return response


def page(
    complaint: Complaint,
    token: str,
    form: WorkerNoteForm | None = None,
    failed: str | None = None,
    photo_problem: str = "",
    **forms: OpenForm,
) -> str:
    """The case, with the pass that its forms carry."""
    found = db.session.scalars(Event.of_complaint(complaint.id))
    events = [event for event in found if event.is_for_worker]
    return render_template(
        "public/case.html",
        complaint=complaint,
        events=[event for event in events if not event.is_words_alone],
        said=[event for event in events if event.is_said and event.note],
        token=token,
        form=form or WorkerNoteForm(formdata=None),
        failed=failed,
        contact=forms.get("contact"),
        code=forms.get("code"),
        photos=photo_card(complaint, "case", token, photo_problem),
        details=details_card(complaint),
        share=share_card(complaint, token),
        Kind=Kind,
        Step=Step,
        hotline=hotline_for(complaint.region),
    )
