"""坐席、监察员: calls taken, complaints decided."""

from flask import Blueprint, Flask

blueprint = Blueprint("console", __name__, url_prefix="/console")


def init_app(app: Flask) -> None:
    """Register the pages."""
    from portal.web.console import (
        calls,
        complaints,
        inbox,
        ledger,
        notices,
        photos,
        sign_in,
        steps,
    )

    del calls, complaints, inbox, ledger, notices, photos, sign_in, steps
    app.register_blueprint(blueprint)
