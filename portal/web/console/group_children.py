"""One complaint of a group: who speaks for the others, and leaving it."""

from collections.abc import Callable

from flask import redirect, url_for
from werkzeug.wrappers import Response

from portal.domain.group import (
    NoRepresentative,
    NotesRemain,
    NotOfThisGroup,
    TooManyRepresentatives,
)
from portal.domain.roles import Permission
from portal.extensions import db
from portal.services import group_cases
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.console.group_forms import ChildForm, LeaveForm
from portal.web.console.group_page import group_or_404, page_of

GONE = "这一件已经不在这个群体里"
LAST = "群体里只剩这一件，群体的记录跟着它保存，不能再分出去"


@blueprint.post("/groups/<code>/representatives")
@needs(Permission.INVESTIGATE)
def choose_representative(code: str) -> Response | tuple[str, int]:
    """Note whom the workers chose to speak for them."""
    return _with_child(code, "choose", group_cases.choose)


@blueprint.post("/groups/<code>/representatives/end")
@needs(Permission.INVESTIGATE)
def release_representative(code: str) -> Response | tuple[str, int]:
    """Note that one speaks for them no more."""
    return _with_child(code, "release", group_cases.release)


@blueprint.post("/groups/<code>/leave")
@needs(Permission.INVESTIGATE)
def leave_group(code: str) -> Response | tuple[str, int]:
    """Let a complaint go on alone."""
    found, form = group_or_404(code), LeaveForm()
    form.offer(each.complaint for each in group_cases.children(db.session, found))
    if not form.validate_on_submit():
        return page_of(found, failed={"leave": form}), 422
    complaint = complaint_or_404(form.number.data)
    try:
        group_cases.let_go(db.session, found, complaint, by=me(), reason=form.reason.data or "")
    except NotOfThisGroup:
        return page_of(found, failed={"leave": form}, changed=GONE), 409
    except NotesRemain:
        return page_of(found, failed={"leave": form}, changed=LAST), 409
    return redirect(url_for("console.group", code=code), 303)


def _with_child(code: str, name: str, action: Callable[..., None]) -> Response | tuple[str, int]:
    found, form = group_or_404(code), ChildForm()
    form.offer(each.complaint for each in group_cases.children(db.session, found))
    if not form.validate_on_submit():
        return page_of(found, failed={name: form}), 422
    complaint = complaint_or_404(form.number.data)
    try:
        action(db.session, found, complaint, by=me())
    except TooManyRepresentatives as refusal:
        form.number.errors = [f"最多 {refusal.most} 位代表（本局规定），先让一位不再代表"]
        return page_of(found, failed={name: form}), 409
    except NoRepresentative:
        form.number.errors = ["代表要是本人实名投诉、还没办结的"]
        return page_of(found, failed={name: form}), 409
    except NotOfThisGroup:
        return page_of(found, failed={name: form}, changed=GONE), 409
    return redirect(url_for("console.group", code=code), 303)
