"""The inbox: what must be decided today, what is late, and what waits for somebody else."""

from collections.abc import Callable, Mapping

from flask import render_template, request, url_for

from portal.domain import regions
from portal.domain.roles import Permission, Role
from portal.extensions import db
from portal.services import group_alarms
from portal.services import inbox as trays
from portal.services.inbox import Desk, Tray
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint

PAGE_SIZE = 25
COUNT_CAP = 1000
LAST_PAGE = 400


@blueprint.get("/inbox")
@needs(Permission.SEE_COMPLAINTS)
def inbox() -> str:
    """One tray of a desk, with the counts of all of them."""
    tray, desk = tray_asked(), desk_asked()
    region, is_mine = desk.region, desk.inspector_id is not None
    parts = parts_of(tray, desk)
    number = min(bounded_int(request.args.get("page")) or 1, LAST_PAGE)
    rows = trays.page(db.session, desk, tray, size=PAGE_SIZE, number=number)
    return render_template(
        "console/inbox.html",
        tray=tray,
        trays=my_trays(),
        counts=trays.counts(db.session, desk, COUNT_CAP + 1),
        cap=COUNT_CAP,
        rows=rows[:PAGE_SIZE],
        number=number,
        has_more=len(rows) > PAGE_SIZE and number < LAST_PAGE,
        is_mine=is_mine,
        can_be_mine=me().may(Permission.INVESTIGATE),
        region=region,
        regions=regions.COUNTIES if me().region == regions.CITY else {},
        parts=parts,
        address=_address(parts),
        new_alarms=group_alarms.waiting(db.session, region, COUNT_CAP + 1),
        Tray=Tray,
    )


def tray_asked() -> Tray:
    """The tray of an address; all of them where it names none of mine."""
    wanted = request.args.get("tray", "")
    return Tray(wanted) if wanted in set(my_trays()) else Tray.ALL


def my_trays() -> tuple[Tray, ...]:
    """What waits for a decision waits for those who may decide; what was sent, for a county."""
    left_out = set()
    if not me().may(Permission.DECIDE_CASES):
        left_out.add(Tray.TO_DECIDE)
    if me().region == regions.CITY or me().role is Role.OPERATOR:
        left_out.add(Tray.SENT_HERE)
    return tuple(tray for tray in Tray if tray not in left_out)


def desk_asked() -> Desk:
    """Whose trays an address means: all of a region, or what I inspect myself."""
    is_mine = request.args.get("mine") == "1"
    return Desk(_region(), me().region, me().id if is_mine else None)


def _region() -> str:
    """The city looks at one county or at all; a county at itself."""
    wanted = request.args.get("region", "")
    is_free = me().region == regions.CITY and wanted in regions.COUNTIES
    return wanted if is_free else me().region


def parts_of(tray: Tray, desk: Desk) -> dict[str, str]:
    """What the address of a desk says, where it is not as usual."""
    parts = {
        "tray": tray if tray is not Tray.ALL else "",
        "region": desk.region if desk.region != me().region else "",
        "mine": "1" if desk.inspector_id is not None else "",
    }
    return {name: value for name, value in parts.items() if value}


def _address(parts: Mapping[str, str]) -> Callable[..., str]:
    """The same desk with something changed."""
    return lambda **changes: url_for("console.inbox", **{**parts, **changes})
