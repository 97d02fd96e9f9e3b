"""For machines: whether the process lives, and whether traffic may come."""

from flask import Response, jsonify

from portal.extensions import db
from portal.services import health
from portal.web.access import open_to_all
from portal.web.public import blueprint
from portal.web.settings import settings


@blueprint.get("/healthz")
@open_to_all
def healthz() -> Response:
    """The process answers."""
    return jsonify(alive=True)


@blueprint.get("/readyz")
@open_to_all
def readyz() -> tuple[Response, int]:
    """Database reachable, layout current, storage writable, keys at hand; 503 otherwise."""
    from flask import current_app

    checks = health.check(db.session, settings().data_dir)
    checks["keys"] = current_app.extensions["vault"] is not None
    return jsonify(checks), 200 if all(checks.values()) else 503
