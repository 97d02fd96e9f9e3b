"""海报、管理员: the register of sites and its boards."""

from flask import Blueprint, Flask

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


def init_app(app: Flask) -> None:
    """Register the pages."""
    from portal.web.admin import boards, offices, sites

    del boards, offices, sites
    app.register_blueprint(blueprint)
