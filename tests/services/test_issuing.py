"""Issuing a board: complete, recorded with its facts, one version, the same bytes again."""

import threading
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

import posters
from portal.domain.events import EventName
from portal.domain.poster import IssueState, NotOpen, PlacementKind, Product
from portal.domain.site import BoardState, PartyRole
from portal.extensions import db
from portal.models import Event, Placement, PosterIssue, Site
from portal.models.engine import set_reading
from portal.services import issuing, register
from portal.services.board_press import PrintSettings
from portal.services.issuing import AlreadyIssued, BoardIncomplete, BoardUnprintable
from portal.services.register import Origin
from posters import Item
from tests import factories, issued


def change(session: Session, site: Site, **facts: Any) -> None:
    """Change a site by the form; its parties stay."""
    given = factories.site_facts(
        name=site.name, region=site.region, address=site.address, permit_no=site.permit_no,
        pay_day=site.pay_day,
        parties=tuple(
            factories.party(p.role, organisation=p.organisation, person=p.person, phone=p.phone)
            for p in site.parties
        ),
    )  # fmt: skip
    facts = {**vars(given), **facts}
    register.change_site(session, site, type(given)(**facts), origin=Origin.FORM)


def test_an_issue_is_recorded_with_its_facts_its_version_and_who(session: Session) -> None:
    factories.offices(session)
    site = factories.site(session)
    by = issued.poster(session)
    made = issued.issue(session, site, by=by)
    assert (made.version, made.state, made.issued_by_id) == (1, IssueState.OPEN, by.id)
    assert issued.stands(session, site) is BoardState.UNPLACED
    event = session.scalars(select(Event).where(Event.name == EventName.BOARD_ISSUED)).one()
    assert event.facts == {"version": 1, "paper": "A3"}
    [page] = issuing.pages_of(made.facts, made.places)
    assert page.issue == posters.Issue(f"{site.code}-1", 1)
    [gate] = session.scalars(Placement.of_site(site.id)).all()
    assert (gate.kind, gate.is_hanging) == (PlacementKind.GATE, False)
    assert page.url == f"http://localhost/s/{site.code}?p={gate.id}"


def test_nothing_personal_of_an_issue_lies_open_in_the_database(session: Session) -> None:
    factories.offices(session)
    site = factories.site(session)
    made = issued.issue(session, site)
    raw = session.connection().exec_driver_sql("select * from poster_issue").mappings().one()
    text = repr({**raw, "facts": raw["facts"]})
    for party in site.parties:
        assert party.phone not in text
        assert party.person not in text
    assert site.parties[0].person in made.facts


@pytest.mark.parametrize("gone", [PartyRole.WAGE_OFFICER, PartyRole.DEVELOPER])
def test_what_lacks_an_item_is_not_issued(session: Session, gone: PartyRole) -> None:
    factories.offices(session)
    parties = tuple(factories.party(role) for role in PartyRole if role is not gone)
    site = factories.site(session, parties=parties)
    with pytest.raises(BoardIncomplete) as refused:
        issued.issue(session, site)
    assert refused.value.missing == (Item[gone.name],)
    assert session.scalars(select(PosterIssue)).all() == []


def test_a_character_that_no_font_draws_is_named_before_anything_is_recorded(
    session: Session,
) -> None:
    factories.offices(session)
    site = factories.site(session, name="示例·\U0001f9b4工地")
    with pytest.raises(BoardUnprintable) as refused:
        issued.issue(session, site)
    assert [(g.field, g.character) for g in refused.value.glyphs] == [("site_name", "\U0001f9b4")]
    assert session.scalars(select(PosterIssue)).all() == []


def test_a_reprint_of_an_issue_has_the_same_bytes_whatever_has_changed(session: Session) -> None:
    factories.offices(session)
    site = factories.site(session)
    made = issued.issue(session, site)
    first = issuing.print_issue(made)
    issuing.reprint(session, made, by=issued.poster(session))
    change(session, site, pay_day="每月28日")
    session.expire_all()
    assert issuing.print_issue(made) == first
    assert made.copies == 2
    with pytest.raises(NotOpen):
        issuing.reprint(session, made, by=issued.poster(session))


def test_the_next_version_supersedes_what_is_no_longer_right(session: Session) -> None:
    factories.offices(session)
    site = factories.site(session)
    first = issued.issue(session, site)
    change(session, site, pay_day="每月28日")
    session.refresh(first)
    assert first.state is IssueState.STALE
    second = issued.issue(session, site)
    session.expire_all()
    assert (first.state, second.state, second.version) == (
        IssueState.SUPERSEDED,
        IssueState.OPEN,
        2,
    )


def test_the_same_facts_on_other_paper_are_another_issue_and_both_are_right(
    session: Session,
) -> None:
    factories.offices(session)
    site = factories.site(session)
    large, small = issued.issue(session, site), issued.issue(session, site, paper="A4")
    session.expire_all()
    assert {large.state, small.state} == {IssueState.OPEN}


def test_a_new_place_gets_a_page_of_its_own_and_the_others_none(session: Session) -> None:
    factories.offices(session)
    site = factories.site(session)
    first = issued.issue(session, site)
    canteen = Placement(
        site_id=site.id, region=site.region, product=Product.NOTICE_BOARD,
        kind=PlacementKind.CANTEEN,
    )  # fmt: skip
    session.add(canteen)
    second = issued.issue(session, site)
    assert second.places == [canteen.id]
    change(session, site, pay_day="每月28日")
    third = issued.issue(session, site)
    assert third.places == [*first.places, canteen.id]
    assert third.pages == third.copies == 2


def test_a_withdrawn_issue_leaves_the_site_without_a_board(session: Session) -> None:
    factories.offices(session)
    site = factories.site(session)
    made = issued.issue(session, site)
    issuing.withdraw(session, made, "印错了地方", by=issued.poster(session))
    assert issued.stands(session, site) is BoardState.NONE
    with pytest.raises(NotOpen):
        issuing.withdraw(session, made, "再一次", by=issued.poster(session))
    assert issued.issue(session, site).version == 2


def test_two_people_issue_the_same_site_at_once_and_one_version_comes_out(app: Flask) -> None:
    with app.app_context():
        factories.offices(db.session)
        site_id = factories.site(db.session).id
        by = [issued.poster(db.session).id for _ in range(2)]
        db.session.commit()
    outcomes: list[Any] = []
    together = threading.Barrier(2)

    def run(staff_id: int) -> None:
        set_reading(False)
        with app.app_context():
            together.wait()
            site = db.session.get_one(Site, site_id)
            settings, staff = PrintSettings(), db.session.get_one(issued.Staff, staff_id)
            try:
                made = issuing.issue(db.session, site, settings, issued.source(), by=staff)
                outcomes.append(made.version)
                db.session.commit()
            except AlreadyIssued as twin:
                outcomes.append(f"twin of {twin.version}")

    threads = [threading.Thread(target=run, args=(staff_id,)) for staff_id in by]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=str) == [1, "twin of 1"]
    with app.app_context():
        assert len(db.session.scalars(select(PosterIssue)).all()) == 1
        assert len(db.session.scalars(select(Placement)).all()) == 1
