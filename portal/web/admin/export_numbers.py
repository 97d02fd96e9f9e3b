"""The lists of numbers as they are taken along: narrowed as their pages narrow them."""

from typing import Any

from portal.domain.export import ListName
from portal.domain.roles import Permission
from portal.domain.scans import SILENT_AFTER_DAYS
from portal.models import Placement, ScanCount, Site, taken_along
from portal.services import completeness, export_numbers
from portal.services.clock import today
from portal.services.export_sheet import Rows, Sheet, by_id, whole
from portal.web.access import me
from portal.web.admin.numbers import days_asked, region_asked, silent_in, since_days
from portal.web.exporting import Offer, offers


@offers(ListName.COMPLETENESS, Permission.SEE_SITES)
def complete_boards() -> Offer:
    """How many sites of each county could hang up a complete board."""
    region, on = me().region, today()
    return Offer(
        sheet=export_numbers.COMPLETENESS,
        rows=whole(lambda session: completeness.shares(session, region, on=on)),
        page="admin.completeness",
        region=region,
    )


@offers(ListName.SCANS_BY_COUNTY, Permission.SEE_SITES)
def scans_by_county() -> Offer:
    """What came of the posters of each county."""
    return _scans(export_numbers.SCANS_BY_COUNTY, ScanCount.by_county)


@offers(ListName.SCANS, Permission.SEE_SITES)
def scans() -> Offer:
    """What came of each poster."""
    return _scans(export_numbers.SCANS, ScanCount.by_placement)


def _scans(sheet: Sheet, counting: Any) -> Offer:
    days, region = days_asked(), region_asked()
    query = counting(region, since_days(days))
    return Offer(
        sheet=sheet,
        rows=whole(lambda session: session.execute(query).all()),
        page="admin.numbers",
        region=region,
        narrowed=(("最近", f"{days} 天"),),
        kept={"days": days, "region": region},
    )


@offers(ListName.SILENT_BOARDS, Permission.SEE_SITES)
def silent_boards() -> Offer:
    """The boards that nobody has scanned for long."""
    region = region_asked()
    query = taken_along.opened_placements(silent_in(region))
    narrowed = (("挂了以后没人扫", f"{SILENT_AFTER_DAYS} 天"),)
    return _by_region(export_numbers.SILENT_BOARDS, by_id(query, Placement), region, narrowed)


@offers(ListName.UNPLACED_SITES, Permission.SEE_SITES)
def unplaced_sites() -> Offer:
    """The sites under way where no board hangs."""
    region = region_asked()
    rows = by_id(Placement.sites_without(region), Site)
    return _by_region(export_numbers.UNPLACED_SITES, rows, region)


def _by_region(
    sheet: Sheet, rows: Rows, region: str, narrowed: tuple[tuple[str, str], ...] = ()
) -> Offer:
    kept = {"region": region}
    return Offer(sheet, rows, "admin.numbers", region, narrowed=narrowed, kept=kept)
