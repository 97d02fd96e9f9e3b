"""How many sites could hang up a complete board, county by county, and what the others lack."""

from flask import render_template

from portal.domain import regions
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models.site_gaps import SITE_GAPS
from portal.services.clock import today
from portal.services.completeness import shares
from portal.web.access import me, needs
from portal.web.admin import blueprint
from portal.web.admin.sites import ITEMS


@blueprint.get("/completeness")
@needs(Permission.SEE_SITES)
def completeness() -> str:
    """The shares of complete sites; nothing sealed is opened for it."""
    return render_template(
        "admin/completeness.html",
        shares=shares(db.session, me().region, on=today()),
        items=[ITEMS[number] for number in SITE_GAPS],
        regions=regions.COUNTIES,
    )
