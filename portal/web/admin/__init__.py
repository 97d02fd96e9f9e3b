"""海报、管理员: the register of sites and its boards."""

from flask import Blueprint, Flask

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


def init_app(app: Flask) -> None:
    """Register the pages."""
    from portal.web.admin import (
        batches,
        boards,
        issues,
        numbers,
        offices,
        outbox,
        places,
        prints,
        sheets,
        sites,
    )

    del batches, boards, issues, numbers, offices, outbox, places, prints, sheets, sites
    app.register_blueprint(blueprint)
