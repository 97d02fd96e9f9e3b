"""海报、管理员: the register of sites and its boards."""

from flask import Blueprint, Flask

blueprint = Blueprint("admin", __name__, url_prefix="/admin")


def init_app(app: Flask) -> None:
    """Register the pages."""
    from portal.web.admin import (
        batches,
        boards,
        completeness,
        conclusions,
        document_texts,
        export_directory,
        export_lists,
        export_numbers,
        issues,
        numbers,
        offices,
        outbox,
        places,
        prints,
        sheets,
        site_edit,
        site_exchange,
        site_steps,
        sites,
    )

    del batches, boards, completeness, conclusions, document_texts
    del export_directory, export_lists, export_numbers
    del issues, numbers, offices, outbox, places, prints, sheets
    del site_edit, site_exchange, site_steps, sites
    app.register_blueprint(blueprint)
