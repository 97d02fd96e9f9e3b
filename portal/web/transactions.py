"""One request, one transaction: a success commits, anything else leaves no trace."""

from flask import Flask, Response, g, request

from portal.extensions import db
from portal.models.engine import set_reading

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


def _begin() -> None:
    set_reading(request.method in SAFE_METHODS)


def _end(response: Response) -> Response:
    """A failing commit raises here and becomes a 500, never a success page."""
    if db.is_used:
        if response.status_code < 400 or g.get("keep_even_if_refused"):
            db.session.commit()
        else:
            db.session.rollback()
    return response
