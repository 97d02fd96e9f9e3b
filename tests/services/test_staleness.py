"""A printed fact changes: the issues that say it go stale, with the reason; others do not."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.poster import IssueState, PlacementKind, PrintedFact
from portal.domain.register_sheet import PartyFacts
from portal.domain.site import BoardState, OfficeKind, PartyRole
from portal.models import Event, MinimumWage, Office, Placement, PosterIssue, Site, Staff
from portal.services import directory, placing, register_import, staleness
from portal.services.clock import today
from portal.services.directory import OfficeFacts
from portal.services.placing import PlaceFacts
from portal.services.workbook import SheetRow
from tests import factories, issued
from tests.asked import asked
from tests.services.test_issuing import change


@pytest.fixture
def site(session: Session) -> Site:
    factories.offices(session)
    return factories.site(session)


@pytest.fixture
def by(session: Session) -> Staff:
    return issued.poster(session)


def reasons(session: Session, found: PosterIssue) -> list[str]:
    session.refresh(found)
    assert (found.state is IssueState.STALE) == bool(found.stale_facts)
    return found.stale_facts


def inspection(session: Session, region: str = "620502") -> Office:
    return session.scalars(Office.verified_of(region, OfficeKind.INSPECTION)).one()


def facts_of(office: Office, **facts: Any) -> OfficeFacts:
    names = ("region", "kind", "name", "phone", "address", "hours", "source")
    return OfficeFacts(**{**{name: getattr(office, name) for name in names}, **facts})


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"pay_day": "每月28日"}, [PrintedFact.PAY_DAY]),
        ({"name": "示例·改了名"}, [PrintedFact.SITE_NAME]),
        ({"address": "示例路2号"}, [PrintedFact.ADDRESS]),
        ({"permit_no": "示例新证"}, [PrintedFact.PERMIT_NO]),
        ({"contract_fen": 5, "longminggong_no": "示例1"}, []),
    ],
)
def test_only_a_fact_that_is_printed_makes_an_issue_stale(
    session: Session, site: Site, facts: dict[str, Any], reason: list[str]
) -> None:
    made = issued.issue(session, site)
    change(session, site, **facts)
    assert reasons(session, made) == reason


def test_deleting_a_party_of_an_issued_board_is_a_reason(session: Session, site: Site) -> None:
    made = issued.issue(session, site)
    left = [party for party in site.parties if party.role is not PartyRole.REGULATOR]
    parties = tuple(
        PartyFacts(p.role, organisation=p.organisation, person=p.person, phone=p.phone)
        for p in left
    )
    change(session, site, parties=parties)
    assert reasons(session, made) == [PrintedFact.REGULATOR, PrintedFact.REGULATOR_PHONE]
    assert issued.stands(session, site) is BoardState.STALE
    told = session.scalars(select(Event).where(Event.name == EventName.BOARD_WENT_STALE)).one()
    assert told.facts == {"facts": reasons(session, made)}


def test_what_is_set_right_again_needs_no_reprint(session: Session, site: Site) -> None:
    made = issued.issue(session, site)
    before = site.pay_day
    change(session, site, pay_day="每月28日")
    change(session, site, pay_day=before)
    assert reasons(session, made) == []
    assert issued.stands(session, site) is BoardState.UNPLACED


def test_an_office_s_phone_makes_all_boards_of_its_county_stale_and_no_other(
    session: Session, site: Site, by: Staff
) -> None:
    factories.offices(session, "620521")
    there = factories.site(session, region="620521")
    made, other = issued.issue(session, site), issued.issue(session, there)
    office = inspection(session)
    directory.keep_office(session, office, facts_of(office, hours="改了时间"), by=by)
    assert reasons(session, made) == [], "what is not printed is no reason"
    directory.keep_office(session, office, facts_of(office, phone="00009999999"), by=by)
    assert reasons(session, made) == [PrintedFact.INSPECTION]
    assert reasons(session, other) == []
    directory.withdraw_office(session, office)
    assert reasons(session, made) == [PrintedFact.INSPECTION]


def test_a_new_minimum_wage_counts_from_its_day_on(session: Session, site: Site, by: Staff) -> None:
    made = issued.issue(session, site)
    later = today() + timedelta(days=3)
    directory.set_minimum_wage(
        session, region=site.region, monthly_fen=200000, hourly_fen=2100, effective_from=later,
        document="示例新文", source="示例", by=by,
    )  # fmt: skip
    assert reasons(session, made) == []
    session.commit()
    assert staleness.refresh(session, issued.source(later), session.commit) == (1, 1)
    assert reasons(session, made) == [PrintedFact.MINIMUM_WAGE]
    assert issued.stands(session, site) is BoardState.STALE
    assert staleness.refresh(session, issued.source(later), session.commit) == (1, 0)


def test_an_import_makes_stale_what_it_changes(session: Session, site: Site) -> None:
    made = issued.issue(session, site)
    cells = {"name": site.name, "region": "秦州区", "pay_day": "每月28日"}
    planned = register_import.plan(session, [SheetRow(2, cells)])
    register_import.carry_out(session, planned)
    assert reasons(session, made) == [PrintedFact.PAY_DAY]


def test_a_county_s_change_opens_no_name_and_asks_a_few_questions_only(
    session: Session, site: Site, by: Staff
) -> None:
    for _ in range(4):
        issued.issue(session, factories.site(session), by=by)
    wage = session.scalars(select(MinimumWage)).one()
    wage.monthly_fen += 1
    session.flush()
    session.expunge_all()
    with asked(session) as statements:
        assert staleness.counties_changed(session, {"620502"}) == 4
    assert not any("FROM party" in question for question in statements)
    assert len(statements) <= 12


def test_a_site_is_current_only_while_the_open_version_is_known_to_hang(
    session: Session, site: Site, by: Staff
) -> None:
    issued.issue(session, site)
    gate = session.scalars(Placement.of_site(site.id)).one()
    facts = PlaceFacts(PlacementKind.GATE, "门卫室外墙")
    placing.hang(session, gate, facts, by=by)
    assert issued.stands(session, site) is BoardState.CURRENT
    changed_at = site.changed_at
    change(session, site, pay_day="每月28日")
    assert issued.stands(session, site) is BoardState.STALE
    issued.issue(session, site)
    assert issued.stands(session, site) is BoardState.UNPLACED, "the old one still hangs there"
    with pytest.raises(placing.WrongVersion):
        placing.hang(session, gate, facts, version=7, by=by)
    placing.hang(session, gate, facts, version=2, by=by)
    assert issued.stands(session, site) is BoardState.CURRENT
    assert site.changed_at > changed_at, "the register's own change is one"
    placing.take_down(session, gate, "完工", by=by)
    assert issued.stands(session, site) is BoardState.UNPLACED
    with pytest.raises(placing.TakenDown):
        placing.hang(session, gate, facts, by=by)
