"""Numbers: scans, complaints begun and sent, by county, by poster and by day; never who."""

from datetime import date, timedelta

from flask import render_template, request

from portal.domain import regions
from portal.domain.roles import Permission
from portal.domain.scans import PERIODS, SILENT_AFTER_DAYS
from portal.extensions import db
from portal.models import Placement, ScanCount
from portal.services.clock import now, today
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.admin import blueprint
from portal.web.admin.places import place_or_404

SHOWN = 100


@blueprint.get("/numbers")
@needs(Permission.SEE_SITES)
def numbers() -> str:
    """What came of the posters, and those that nobody scans or that hang nowhere."""
    days = _days()
    region = request.args.get("region", "")
    scope = region if region in regions.COUNTIES and me().region == regions.CITY else me().region
    since, silent_since = _since(days), _since(SILENT_AFTER_DAYS)
    hung_before = now() - timedelta(days=SILENT_AFTER_DAYS)
    silent = ScanCount.silent(scope, since=silent_since, hung_before=hung_before)
    return render_template(
        "admin/numbers.html",
        counties=db.session.execute(ScanCount.by_county(scope, since)).all(),
        posters=db.session.execute(ScanCount.by_placement(scope, since, SHOWN)).all(),
        silent=db.session.scalars(silent.limit(SHOWN)).all(),
        unplaced=db.session.scalars(Placement.sites_without(scope).limit(SHOWN)).all(),
        days=days,
        periods=PERIODS,
        silent_after=SILENT_AFTER_DAYS,
        most=SHOWN,
        region=scope,
        regions=regions.COUNTIES,
        can_choose_region=me().region == regions.CITY,
    )


@blueprint.get("/numbers/<int:placement_id>")
@needs(Permission.SEE_SITES)
def placement_numbers(placement_id: int) -> str:
    """One poster, day by day."""
    found = place_or_404(placement_id)
    days = _days()
    query = ScanCount.of_placement(found.id, _since(days))
    return render_template(
        "admin/placement_numbers.html",
        place=found,
        rows=db.session.execute(query).all(),
        days=days,
        periods=PERIODS,
    )


def _days() -> int:
    asked = bounded_int(request.args.get("days"))
    return asked if asked in PERIODS else PERIODS[1]


def _since(days: int) -> date:
    return today() - timedelta(days=days - 1)
