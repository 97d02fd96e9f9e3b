"""Who may open what: every view is open to all or names a permission; the rest is closed."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from portal.domain import roles
from portal.domain.codes import BadCode, parse
from portal.domain.retention import Purged
from portal.domain.roles import Permission
from portal.extensions import db, login_manager
from portal.models import Complaint, SavedFilter, Site, Staff
from portal.services import escalation
from portal.services import staff as accounts

View = TypeVar("View", bound=Callable[..., Any])


def init_app(app: Flask) -> None:
    """Load the signed-in member of staff, and guard every view."""
    login_manager.init_app(app)
    login_manager.session_protection = None
    login_manager.user_loader(_load)
    app.before_request(_guard)
    app.context_processor(lambda: {"Permission": Permission})
    app.jinja_env.globals["my_filters"] = lambda: db.session.scalars(SavedFilter.of(me().id)).all()
    app.jinja_env.globals["unseen_notices"] = lambda: escalation.unseen(db.session, me())


def open_to_all(view: View) -> View:
    """Mark a view as open to strangers."""
    view.is_open = True  # type: ignore[attr-defined]
    return view


def needs(permission: Permission | None) -> Callable[[View], View]:
    """Mark a view as open to staff with a permission; None means to anybody signed in."""

    def mark(view: View) -> View:
        view.needs = permission  # type: ignore[attr-defined]
        return view

    return mark


def me() -> Staff:
    """The member of staff who is signed in; only where the guard has let somebody through."""
    return cast(Staff, current_user._get_current_object())


def complaint_or_404(number: str, *, or_sent_here: bool = False) -> Complaint:
    """A complaint that the signed-in person may see; another county's does not exist for them,
    unless it was sent to theirs and the view is one where they may answer that. Raises Purged."""
    is_change = request.method == "POST"
    complaint = db.session.scalar(Complaint.by_number(_plain(number), for_change=is_change))
    if complaint is None:
        abort(404)
    is_sent_here = or_sent_here and complaint.sent_to == me().region
    if not (is_sent_here or roles.covers(me().region, complaint.region)):
        abort(404)
    if complaint.purged_at is not None:
        raise Purged(complaint.number)
    return complaint


def site_or_404(code: str, *, for_change: bool = False) -> Site:
    """A site that the signed-in person may see; behind the code of a merged one the site that
    answers for it. `for_change` locks it until the request ends."""
    site = db.session.scalar(Site.by_code(_plain(code), for_change=for_change))
    if site is None or not roles.covers(me().region, site.region):
        abort(404)
    return site


def _plain(code: str) -> str:
    try:
        return parse(code)
    except BadCode:
        abort(404)


def _load(session_id: str) -> Staff | None:
    return accounts.load(db.session, session_id)


def _may_open(view: object) -> bool:
    """A view that names no permission is closed to everybody."""
    if not hasattr(view, "needs"):
        return False
    return view.needs is None or me().may(view.needs)


def _guard() -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    if view is None or getattr(view, "is_open", False):
        return None
    if not current_user.is_authenticated:
        wanted = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("console.sign_in", next=wanted), 303)
    if not _may_open(view):
        abort(403)
    return None
