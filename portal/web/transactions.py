"""One request, one transaction: a success commits, anything else leaves no trace."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, current_app, g, request

from portal.extensions import db
from portal.models.engine import set_reading

View = TypeVar("View", bound=Callable[..., Any])
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Begin and end the transaction of every request."""
    app.before_request(_begin)
    app.after_request(_end)


def keep_even_if_refused() -> None:
    """Commit although the answer is a refusal: a wrong password is itself a fact to remember."""
    g.keep_even_if_refused = True


def only_reads() -> None:
    """Say, before the first query, that this POST writes nothing."""
    set_reading(True)


def reads(view: View) -> View:
    """Mark a view that only reads whatever its method: known before the guard asks who it is,
    because that is the first query already."""
    view.reads = True  # type: ignore[attr-defined]
    return view


def begin_to_write() -> None:
    """From here on this request writes; what it has read so far stays as it was read.

    A writer keeps all others waiting (SQLite has one at a time), so a request that `only_reads`
    until it knows what to write holds them up for the writing alone.
    """
    _end_transaction()
    set_reading(False)


def commit_and_read() -> None:
    """Commit now and only read from here on, so that nobody waits while the page is made.

    Should the page fail, what was written is kept all the same: only where sending once more is
    harmless.
    """
    _end_transaction()
    set_reading(True)


def _end_transaction() -> None:
    if db.is_used:
        db.session.expire_on_commit = False
        db.session.commit()


def _begin() -> None:
    view = current_app.view_functions.get(request.endpoint or "")
    set_reading(request.method in SAFE_METHODS or getattr(view, "reads", False))


def _end(response: Response) -> Response:
    """A failing commit raises here and becomes a 500, never a success page."""
    if db.is_used:
        if response.status_code < 400 or g.get("keep_even_if_refused"):
            db.session.commit()
        else:
            db.session.rollback()
    return response
