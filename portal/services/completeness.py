"""The thirteen items of a board: of one site what is missing, unverified or due, and of all sites
how many are complete (保障农民工工资支付条例 34)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.board_items import ItemState
from portal.domain.site import OfficeKind
from portal.models import MinimumWage, Office, Site, site_register
from portal.models.site_gaps import SITE_GAPS
from posters import Item

# Where the form of a site mends an item.
FIELDS: Final[Mapping[Item, str]] = {
    Item.DEVELOPER: "developer",
    Item.GENERAL_CONTRACTOR: "general_contractor",
    Item.PROJECT_OFFICE: "project_office",
    Item.SUBCONTRACTORS: "subcontractors",
    Item.REGULATOR: "regulator",
    Item.WAGE_OFFICER: "wage_officer_person",
    Item.PAY_DAY: "pay_day",
    Item.REGULATOR_PHONE: "regulator_phone",
}
OFFICES: Final[Mapping[Item, OfficeKind]] = {
    Item.INSPECTION: OfficeKind.INSPECTION,
    Item.ARBITRATION: OfficeKind.ARBITRATION,
    Item.LEGAL_AID: OfficeKind.LEGAL_AID,
}


@dataclass(frozen=True)
class Check:
    """How one item of a site's board stands, and what mends it: a field of the site's form, or an
    office by its id; neither where there is nothing yet that could be mended."""

    item: Item
    state: ItemState
    field: str = ""
    office_id: int | None = None


@dataclass(frozen=True)
class Share:
    """The sites of a county, or of the city, whose works are not over: how many could print a
    final board, how many lack each item of their own, and what their county lacks for all."""

    region: str
    total: int
    complete: int
    lacking: Mapping[int, int]
    of_county: tuple[Item, ...] = ()

    @property
    def percent(self) -> int:
        """The complete ones in a hundred; never 100 while one is not."""
        return self.complete * 100 // self.total if self.total else 0


def checklist(
    session: Session, site: Site, missing: Sequence[Item], *, on: date
) -> tuple[Check, ...]:
    """The items of a site in their order; `missing` are those that its board lacks."""
    offices = list(session.scalars(select(Office).where(Office.region == site.region)))
    has_wage = session.scalar(MinimumWage.stated(site.region, on)) is not None
    return tuple(_check(item, item in missing, offices, has_wage, on) for item in Item)


def shares(session: Session, region: str, *, on: date) -> list[Share]:
    """Of each county that staff of a region see; the city itself comes last, if they see it all."""
    counted = {row.region: row for row in session.execute(site_register.gaps_by_county())}
    seen = [county for county in regions.COUNTIES if region in (regions.CITY, county)]
    found = []
    for county in seen:
        lacks = county_lacks(session, county, on=on)
        row = counted.get(county)
        found.append(
            Share(
                region=county,
                total=row.total if row else 0,
                complete=row.whole if row and not lacks else 0,
                lacking={n: getattr(row, f"lack_{n}") if row else 0 for n in SITE_GAPS},
                of_county=lacks,
            )
        )
    return [*found, _city(found)] if region == regions.CITY else found


def county_lacks(session: Session, region: str, *, on: date) -> tuple[Item, ...]:
    """The items that no board of a county can have: its offices and its minimum wage, as far as
    they are not verified."""
    first: dict[OfficeKind, Office] = {}
    for office in session.scalars(Office.verified_in(region)):
        first.setdefault(office.kind, office)
    lacks = [
        item
        for item, kind in OFFICES.items()
        if not (kind in first and first[kind].name and first[kind].phone)
    ]
    if session.scalar(MinimumWage.in_force(region, on)) is None:
        lacks.insert(0, Item.MINIMUM_WAGE)
    return tuple(lacks)


def _city(counties: Sequence[Share]) -> Share:
    lacking: dict[int, int] = defaultdict(int)
    for share in counties:
        for number, count in share.lacking.items():
            lacking[number] += count
    total = sum(share.total for share in counties)
    return Share(regions.CITY, total, sum(share.complete for share in counties), lacking)


def _check(
    item: Item, is_missing: bool, offices: Sequence[Office], has_wage: bool, on: date
) -> Check:
    if item in FIELDS:
        state = ItemState.MISSING if is_missing else ItemState.THERE
        return Check(item, state, field=FIELDS[item])
    if item in OFFICES:
        return _check_office(item, is_missing, offices, on)
    if not is_missing:
        return Check(item, ItemState.THERE)
    return Check(item, ItemState.UNVERIFIED if has_wage else ItemState.MISSING)


def _check_office(item: Item, is_missing: bool, offices: Sequence[Office], on: date) -> Check:
    of_kind = [office for office in offices if office.kind is OFFICES[item]]
    verified = [office for office in of_kind if office.verified_on]
    if is_missing:
        unverified = next((office for office in of_kind if not office.verified_on), None)
        if unverified is not None:
            return Check(item, ItemState.UNVERIFIED, office_id=unverified.id)
        return Check(item, ItemState.MISSING, office_id=verified[0].id if verified else None)
    printed = min(verified, key=lambda office: office.id)
    state = ItemState.DUE if printed.is_due_for_recheck(on) else ItemState.THERE
    return Check(item, state, office_id=printed.id)
