"""坐席、监察员: calls taken, complaints decided."""

from flask import Blueprint, Flask

blueprint = Blueprint("console", __name__, url_prefix="/console")


def init_app(app: Flask) -> None:
    """Register the pages."""
    from portal.web.console import (
        call_live,
        callbacks,
        calls,
        case_talk,
        complaints,
        enquiries,
        export_lists,
        export_work,
        exports,
        groups,
        inbox,
        ledger,
        lost_codes,
        notices,
        photos,
        queue,
        reply_templates,
        search,
        sign_in,
        site_match,
        statements,
        steps,
    )

    del call_live, callbacks, calls, case_talk, complaints, enquiries, export_lists
    del export_work, exports
    del groups, inbox, ledger, lost_codes, notices, photos, queue, reply_templates, search
    del sign_in, site_match, statements, steps
    app.register_blueprint(blueprint)
