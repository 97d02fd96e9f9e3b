"""Signing in and out."""

from flask import g, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from portal.domain.roles import Permission
from portal.extensions import db, limiter
from portal.models import Staff
from portal.models.engine import reading
from portal.services import staff as accounts
from portal.services.staff import SignIn
from portal.web.access import me, needs, open_to_all
from portal.web.addresses import local_address
from portal.web.console import blueprint
from portal.web.console.forms import SignInForm
from portal.web.errors import send_again
from portal.web.transactions import keep_even_if_refused


def first_page(person: Staff) -> str:
    """Where somebody of that role begins the day."""
    if person.may(Permission.DECIDE_ACCEPTANCE):
        return url_for("console.inbox")
    if person.may(Permission.TAKE_CALLS):
        return url_for("console.queue")
    if person.may(Permission.SEE_COMPLAINTS):
        return url_for("console.complaints")
    if person.may(Permission.SEE_SITES):
        return url_for("admin.sites")
    if person.may(Permission.KEEP_OFFICES):
        return url_for("admin.offices")
    return url_for("console.account")


@blueprint.get("/")
@needs(None)
def home() -> Response:
    """To the page where one's work is."""
    return redirect(first_page(me()), 303)


@blueprint.get("/sign-in")
@open_to_all
def sign_in() -> Response | str:
    """The form."""
    if current_user.is_authenticated:
        return redirect(first_page(me()), 303)
    return render_template("console/sign_in.html", form=SignInForm(), outcome=None)


@blueprint.post("/sign-in")
@open_to_all
@limiter.limit("30 per minute")
def enter() -> Response | tuple[str, int] | str:
    """Check, and begin a session; a wrong try is remembered."""
    form = SignInForm()
    keep_even_if_refused()
    username = form.username.data or ""
    with reading():  # the slow check must not keep writers waiting
        is_right = accounts.is_password_right(db.session, username, form.password.data or "")
        db.session.rollback()
    outcome, person = accounts.sign_in(
        db.session, username, form.totp.data or "", is_password_right=is_right
    )
    if outcome is not SignIn.WELCOME or person is None:
        return render_template("console/sign_in.html", form=form, outcome=outcome), 422
    session.clear()
    g.pop("csrf_token", None)  # made for the session that has just been emptied
    session.permanent = True
    login_user(person)
    unsent = form.unsent_form()
    if unsent is not None:
        return send_again(local_address(unsent[0], first_page(person)), unsent[1])
    wanted = local_address(request.args.get("next", ""), first_page(person))
    return redirect(wanted, 303)


@blueprint.get("/account")
@needs(None)
def account() -> str:
    """One's own account."""
    return render_template("console/account.html")


@blueprint.post("/sign-out")
@needs(None)
def sign_out() -> Response:
    """End this session."""
    logout_user()
    session.clear()
    return redirect(url_for("console.sign_in"), 303)


@blueprint.post("/sign-out-everywhere")
@needs(None)
def sign_out_everywhere() -> Response:
    """End every session of the account."""
    accounts.sign_out_everywhere(db.session, me())
    logout_user()
    session.clear()
    return redirect(url_for("console.sign_in"), 303)
