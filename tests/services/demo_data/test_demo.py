"""The demo data: how much, the same each time, and only in an empty database."""

from collections import Counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain import codes, pay_day, regions
from portal.domain.complaint import Channel, Headcount, Kind, Status, Topic
from portal.domain.conclusion import Conclusion
from portal.domain.roles import Role
from portal.domain.site import Industry, OfficeKind, PartyRole, SiteStatus
from portal.models import Complaint, Event, MinimumWage, Office, Party, ReplyTemplate, Site, Staff
from portal.services import board, demo, staff
from posters import Item
from tests.services.demo_data.laying import (
    TODAY,
    contents,
    empty_session,
    is_whole,
    load_into,
)


def test_there_are_sixty_sites_in_seven_counties_of_every_state_and_industry(
    session: Session,
) -> None:
    sites = list(session.scalars(select(Site)))
    counties = Counter(site.region for site in sites)
    assert len(sites) == 60
    assert set(counties) == set(regions.COUNTIES)
    assert {name for name, _ in counties.most_common(2)} == {"620502", "620503"}
    assert {site.status for site in sites} == set(SiteStatus)
    assert {site.industry for site in sites} == set(Industry)
    assert all(codes.parse(site.code) == site.code for site in sites)


def test_there_are_eight_hundred_complaints_and_more_of_every_sort(
    complaints: list[Complaint],
) -> None:
    assert len(complaints) == 819
    for field, words in {
        "status": Status,
        "kind": Kind,
        "channel": Channel,
        "topic": Topic,
        "headcount": Headcount,
    }.items():
        assert {getattr(complaint, field) for complaint in complaints} == set(words)
    rare = {Conclusion.PAID_FROM_DEPOSIT, Conclusion.UNREACHABLE, Conclusion.DUPLICATE}
    concluded = {complaint.conclusion for complaint in complaints}
    assert concluded == {*Conclusion, None} - rare
    assert sum(complaint.site_id is None for complaint in complaints) > 40
    assert all(c.site_id or (c.employer and c.place) for c in complaints)
    assert {complaint.is_confidential for complaint in complaints} == {True, False}


def test_every_tick_is_told_in_advance(session: Session, ticks: list[int]) -> None:
    assert sum(ticks) == demo.SIZE == 879


def test_loading_twice_changes_nothing(session: Session) -> None:
    tables = (Site, Party, Complaint, Event, Office, MinimumWage, Staff)
    before = [session.scalar(select(func.count()).select_from(table)) for table in tables]
    assert demo.load(session) is False
    assert not session.new
    assert not session.dirty
    assert before == [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_two_databases_get_the_same(session: Session) -> None:
    with empty_session() as other:
        load_into(other, [])
        assert contents(other) == contents(session)


def test_other_data_are_left_alone() -> None:
    with empty_session() as session:
        session.add(Office(region="620502", kind=OfficeKind.INSPECTION, name="秦州区监察"))
        session.flush()
        with pytest.raises(demo.NotEmpty):
            demo.load(session)
        assert not demo.is_loaded(session)
        assert session.scalar(select(func.count()).select_from(Staff)) == 0


def test_three_boards_in_four_are_complete_and_the_rest_lack_different_things(
    session: Session,
) -> None:
    source = board.BoardSource("https://example.cn", "示例局", TODAY)
    sites = list(session.scalars(select(Site)))
    missing = {s: board.missing_items(board.gather(session, s, source)) for s in sites}
    whole = [site for site, items in missing.items() if not items]
    lacked = {item for items in missing.values() for item in items}
    assert 42 <= len(whole) <= 48
    assert lacked >= {Item.WAGE_OFFICER, Item.PAY_DAY, Item.SUBCONTRACTORS, Item.REGULATOR_PHONE}
    assert all(
        (Item.ARBITRATION in items) == (site.region == "620525") for site, items in missing.items()
    )


def test_sites_of_every_awkward_kind_are_among_them(session: Session) -> None:
    sites = list(session.scalars(select(Site)))
    crews = [sum(p.role is PartyRole.SUBCONTRACTOR for p in site.parties) for site in sites]
    assert max(crews) == 7
    assert sum(site.no_subcontractor for site in sites) >= 5
    assert max(len(site.name) for site in sites) > 80
    assert any(set("塬圪崾峁堃喆𠮷") <= set(site.name) for site in sites)
    assert all(120 * 10**6 <= (site.contract_fen or 0) <= 26_000 * 10**6 for site in sites)
    assert all(pay_day.read_pay_day(s.pay_day) == s.pay_day for s in sites if s.pay_day)


def test_the_sample_site_is_active_in_qinzhou_with_a_complete_board(session: Session) -> None:
    site = demo.sample_site(session)
    assert (site.region, site.status) == ("620502", SiteStatus.ACTIVE)
    assert is_whole(session, site)


def test_minimum_wages_are_stated_for_every_county_with_their_source(session: Session) -> None:
    wages = {
        region: session.scalar(MinimumWage.in_force(region, TODAY)) for region in regions.COUNTIES
    }
    assert {r: (w.monthly_fen, w.hourly_fen) for r, w in wages.items() if w} == {
        region: (191_000, 2_000) if region in ("620502", "620503") else (185_000, 1_950)
        for region in regions.COUNTIES
    }
    assert all(wage and "以当地为准" in wage.source for wage in wages.values())


def test_every_role_can_sign_in_with_the_published_password(session: Session) -> None:
    sign_ins = demo.sign_ins(session)
    assert {sign_in.role for sign_in in sign_ins} == set(Role)
    assert [s.username for s in sign_ins][:2] == ["poster", "operator"]
    is_right = staff.is_password_right(session, "operator", demo.PASSWORD)
    outcome, person = staff.sign_in(session, "operator", "", is_password_right=is_right)
    session.rollback()
    assert outcome is staff.SignIn.WELCOME
    assert person


def test_the_office_has_texts_that_it_writes_again_and_again(session: Session) -> None:
    texts = list(session.scalars(ReplyTemplate.offered(regions.CITY)))
    assert len(texts) == 3
    assert all(text.title.startswith("示例") for text in texts)
