"""坐席、监察员: calls taken, complaints decided."""

from flask import Blueprint, Flask

blueprint = Blueprint("console", __name__, url_prefix="/console")


def init_app(app: Flask) -> None:
    """Register the pages."""
    from portal.web.console import (  # noqa: F401 - each adds its pages to the blueprint
        alarms,
        audit,
        bulk,
        call_live,
        callbacks,
        calls,
        case_talk,
        complaints,
        documents,
        enquiries,
        export_lists,
        export_oversight,
        export_work,
        exports,
        group_children,
        groups,
        handover,
        inbox,
        ledger,
        lost_codes,
        notices,
        photos,
        queue,
        recusals,
        reply_templates,
        retention,
        saved_filters,
        search,
        sign_in,
        site_match,
        statements,
        steps,
    )

    app.register_blueprint(blueprint)
