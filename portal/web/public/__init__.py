"""工友: what anybody may open, without an account, a cookie or a script."""

from flask import Blueprint, Flask

from portal.extensions import csrf

blueprint = Blueprint("public", __name__)


def init_app(app: Flask) -> None:
    """Register the pages. No page here acts on a session, so there is nothing for a forged
    request to borrow and no token that could go stale while a form lies open for a week."""
    from portal.web.public import (
        about,
        calculator,
        complain,
        details,
        follow,
        follow_changes,
        groups,
        health,
        home,
        lost_code,
        offices,
        photos,
        receipt,
        rights,
        site,
    )

    # Imported for their views alone.
    del about, calculator, complain, details, follow, follow_changes, groups, health, home
    del lost_code, offices, photos, receipt, site
    rights.init_app(app)
    csrf.exempt(blueprint)
    app.register_blueprint(blueprint)
