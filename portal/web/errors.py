"""From exceptions to pages that help; no traceback reaches a person."""

import json
import logging
import traceback

from flask import Flask, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from portal.domain.complaint import StepNotAllowed
from portal.domain.group import NotShared
from portal.domain.lost_code import AlreadyHandled
from portal.domain.recusal import MustWithdraw
from portal.domain.retention import BatchMoved, Purged, SamePerson
from portal.domain.site_steps import SiteStepNotAllowed
from portal.extensions import db
from portal.services import retention
from portal.services.site_merge import CannotMerge
from portal.services.storage import NoSuchFile, StorageAway
from portal.services.vault import CannotOpen, KeysMissing

logger = logging.getLogger("portal")
PAGES = frozenset({400, 403, 404, 405, 409, 413, 429, 500, 503})


def init_app(app: Flask) -> None:
    """Register what each exception becomes."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _csrf)
    app.register_error_handler(StepNotAllowed, _step_not_allowed)
    app.register_error_handler(AlreadyHandled, lambda _error: page(409))
    app.register_error_handler(NotShared, lambda _error: page(409))
    app.register_error_handler(SiteStepNotAllowed, _step_not_allowed)
    app.register_error_handler(CannotMerge, _cannot_merge)
    app.register_error_handler(BatchMoved, lambda _error: page(409))
    app.register_error_handler(SamePerson, _same_person)
    app.register_error_handler(MustWithdraw, _must_withdraw)
    app.register_error_handler(Purged, _purged)
    app.register_error_handler(OperationalError, _database_away)
    app.register_error_handler(DataError, _not_understood)
    app.register_error_handler(KeysMissing, _database_away)
    app.register_error_handler(StorageAway, _database_away)
    app.register_error_handler(NoSuchFile, _file_gone)
    app.register_error_handler(CannotOpen, _internal)
    app.register_error_handler(Exception, _internal)


def page(status: int, **context: object) -> tuple[str, int]:
    """The page of a status, in the look of the audience that asked."""
    is_staff = request.path.startswith(("/console", "/admin"))
    layout = "staff/plain.html" if is_staff else "public/base.html"
    name = status if status in PAGES else 400
    return render_template(f"errors/{name}.html", layout=layout, **context), status


def _http(error: HTTPException) -> tuple[str, int] | HTTPException:
    if error.code is None or error.code < 400:
        return error
    return page(error.code)


def _csrf(_error: CSRFError) -> tuple[str, int] | Response:
    """Everything typed comes back with a fresh token and a button to send it again, after signing
    in again where the session has ended; at the sign-in, where a password is not sent back, the
    form itself."""
    if request.endpoint == "console.enter":
        return redirect(url_for("console.sign_in", next=request.args.get("next")), 303)
    kept = kept_fields()
    if not current_user.is_authenticated:
        bundle = json.dumps([request.full_path, kept], ensure_ascii=False)
        return render_template("errors/signed_out.html", bundle=bundle), 400
    return send_again(request.full_path, kept), 400


def kept_fields() -> list[tuple[str, str]]:
    """What was typed into the form that came, without what must not be sent back."""
    return [
        (name, value)
        for name, values in request.form.lists()
        if name != "csrf_token" and "password" not in name and name != "totp"
        for value in values
    ]


def send_again(address: str, kept: list[tuple[str, str]]) -> str:
    """A page with everything typed and one button to send it."""
    return render_template(
        "errors/csrf.html", layout="staff/plain.html", address=address, kept=kept
    )


def _step_not_allowed(error: StepNotAllowed | SiteStepNotAllowed) -> tuple[str, int]:
    return page(409, step=error.step, stands=error.status)


def _cannot_merge(_error: CannotMerge) -> tuple[str, int]:
    return page(409)


def _same_person(_error: SamePerson) -> tuple[str, int]:
    return page(409, words="清除要两个人：提出的人不能自己确认，请另一位部门负责人来确认。")


def _must_withdraw(_error: MustWithdraw) -> tuple[str, int]:
    return page(409, words="您对这一件已经声明回避，不能办理、出文书、回复；由别人办。")


def _purged(error: Purged) -> tuple[str, int]:
    """Of a purged case every page says that it was purged, when, and, to staff, by whom."""
    complaint, batch = retention.stub_of(db.session, error.number)
    is_staff = request.path.startswith(("/console", "/admin"))
    name = "console/purged.html" if is_staff else "public/case_purged.html"
    return render_template(name, complaint=complaint, batch=batch), 410


def _database_away(error: Exception) -> tuple[str, int]:
    logger.error("database, keys or storage not at hand: %s", type(error).__name__)
    is_staff_form = request.method == "POST" and request.path.startswith(("/console", "/admin"))
    return page(503, kept=kept_fields() if is_staff_form else [])


def _file_gone(_error: NoSuchFile) -> tuple[str, int]:
    logger.error("an evidence file is gone: run flask evidence sweep")
    return page(404)


def _not_understood(_error: DataError) -> tuple[str, int]:
    """A value that the database cannot hold, such as a NUL byte in an address."""
    return page(400)


def _internal(error: Exception) -> tuple[str, int]:
    # The frames without the message: a message may quote what somebody typed.
    frames = "".join(traceback.format_tb(error.__traceback__))
    logger.error("unexpected %s\n%s", type(error).__name__, frames)
    return page(500)
