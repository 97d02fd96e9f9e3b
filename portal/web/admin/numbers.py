"""Numbers: scans, complaints begun and sent, by county, by poster and by day; never who."""

from datetime import date, timedelta

from flask import render_template, request
from sqlalchemy import Select

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
    days, scope = days_asked(), region_asked()
    since = since_days(days)
    return render_template(
        "admin/numbers.html",
        counties=db.session.execute(ScanCount.by_county(scope, since)).all(),
        posters=db.session.execute(ScanCount.by_placement(scope, since).limit(SHOWN)).all(),
        silent=db.session.scalars(silent_in(scope).limit(SHOWN)).all(),
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
    days = days_asked()
    query = ScanCount.of_placement(found.id, since_days(days))
    return render_template(
        "admin/placement_numbers.html",
        place=found,
        rows=db.session.execute(query).all(),
        days=days,
        periods=PERIODS,
    )


def region_asked() -> str:
    """The county that was chosen, as far as one may see it."""
    region = request.args.get("region", "")
    return region if region in regions.COUNTIES and me().region == regions.CITY else me().region


def days_asked() -> int:
    """For how many days back."""
    asked = bounded_int(request.args.get("days"))
    return asked if asked in PERIODS else PERIODS[1]


def silent_in(region: str) -> Select[Placement]:
    """What hangs in a region and has not been scanned for long."""
    hung_before = now() - timedelta(days=SILENT_AFTER_DAYS)
    return ScanCount.silent(region, since=since_days(SILENT_AFTER_DAYS), hung_before=hung_before)


def since_days(days: int) -> date:
    """The first of so many days, today among them."""
    return today() - timedelta(days=days - 1)
