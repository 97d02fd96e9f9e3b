"""The thirteen items: in bulk by the database and one by one by the board, with the same answer."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.board_items import ItemState
from portal.domain.register_sheet import PartyFacts
from portal.domain.site import OfficeKind, PartyRole
from portal.models import MinimumWage, Office, Site, site_register
from portal.models.site_gaps import SITE_GAPS
from portal.services import board, completeness
from portal.services.board import BoardSource
from portal.services.clock import today
from portal.services.completeness import Check
from posters import Item
from tests import factories

ALL = {role: {} for role in PartyRole}
CASES: dict[str, dict[PartyRole, dict[str, Any]]] = {
    "all there": ALL,
    "nothing stated": {},
    "developer without a name": {**ALL, PartyRole.DEVELOPER: {"organisation": ""}},
    "office by its head": {**ALL, PartyRole.PROJECT_OFFICE: {"organisation": ""}},
    "office by nobody": {**ALL, PartyRole.PROJECT_OFFICE: {"organisation": "", "person": ""}},
    "office without a phone": {**ALL, PartyRole.PROJECT_OFFICE: {"phone": ""}},
    "officer without a name": {**ALL, PartyRole.WAGE_OFFICER: {"person": ""}},
    "officer without a phone": {**ALL, PartyRole.WAGE_OFFICER: {"phone": ""}},
    "regulator without a phone": {**ALL, PartyRole.REGULATOR: {"phone": ""}},
    "subcontractor without a name": {**ALL, PartyRole.SUBCONTRACTOR: {"organisation": ""}},
}


def source() -> BoardSource:
    return BoardSource("https://example.cn", "示例局", today())


def checks(session: Session, site: Site) -> dict[int, Check]:
    missing = board.missing_items(board.gather(session, site, source()))
    found = completeness.checklist(session, site, missing, on=today())
    return {check.item.number: check for check in found}


def test_the_database_decides_as_the_board_does(session: Session) -> None:
    factories.offices(session)
    for parties in CASES.values():
        made = tuple(factories.party(role, **facts) for role, facts in parties.items())
        factories.site(session, parties=made)
    factories.site(session, pay_day="", no_subcontractor=True, parties=())
    twice = (factories.party(PartyRole.REGULATOR), factories.party(PartyRole.REGULATOR, phone=""))
    for regulators in (twice, twice[::-1]):
        factories.site(session, parties=regulators)
    flags = {row.code: row for row in session.execute(site_register.site_flags())}
    for site in session.scalars(select(Site)):
        missing = board.missing_items(board.gather(session, site, source()))
        found = {n for n in SITE_GAPS if getattr(flags[site.code], f"lack_{n}")}
        assert found == {item.number for item in missing}
    [share] = completeness.shares(session, "620502", on=today())
    assert (share.total, share.complete) == (len(CASES) + 3, 2)
    assert share.lacking[6] == 6


def test_what_a_county_has_not_verified_none_of_its_sites_has(session: Session) -> None:
    factories.site(session)
    factories.offices(session, verified=False)
    [share] = completeness.shares(session, "620502", on=today())
    lacks = (Item.MINIMUM_WAGE, Item.INSPECTION, Item.ARBITRATION, Item.LEGAL_AID)
    assert (share.total, share.complete, share.percent) == (1, 0, 0)
    assert set(share.of_county) == set(lacks)


def test_each_item_says_what_mends_it(session: Session) -> None:
    factories.offices(session)
    site = factories.site(session, pay_day="", parties=(PartyFacts(PartyRole.DEVELOPER, "示例"),))
    offices = {office.kind: office for office in session.scalars(select(Office))}
    offices[OfficeKind.INSPECTION].recheck_on = today() - timedelta(days=1)
    offices[OfficeKind.ARBITRATION].recheck_on = today() + timedelta(days=1)
    offices[OfficeKind.LEGAL_AID].verified_on = None
    session.scalars(select(MinimumWage)).one().verified_on = None
    session.flush()
    found = checks(session, site)
    assert (found[1].state, found[13].state) == (ItemState.THERE, ItemState.THERE)
    assert (found[8].state, found[8].field) == (ItemState.MISSING, "pay_day")
    assert found[7].state is ItemState.UNVERIFIED
    due, fresh, unverified = found[10], found[11], found[12]
    assert (due.state, due.office_id) == (ItemState.DUE, offices[OfficeKind.INSPECTION].id)
    assert fresh.state is ItemState.THERE
    assert unverified.state is ItemState.UNVERIFIED
    assert unverified.office_id == offices[OfficeKind.LEGAL_AID].id


@pytest.mark.parametrize("item", [7, 10, 11, 12])
def test_what_nobody_has_stated_is_missing(session: Session, item: int) -> None:
    found = checks(session, factories.site(session))
    assert (found[item].state, found[item].office_id) == (ItemState.MISSING, None)
