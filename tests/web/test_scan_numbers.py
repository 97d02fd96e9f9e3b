"""Scans are counted, and what became of them; nobody is written down, and no page waits."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.poster import PlacementKind
from portal.domain.roles import Role
from portal.domain.scans import Counted
from portal.extensions import db
from portal.models import Placement, ScanCount, Site
from portal.models.engine import set_reading
from portal.services import placing
from portal.services.clock import now, pretending, today
from portal.services.placing import PlaceFacts
from portal.web import tally as tallies
from tests import issued
from tests.asked import asked
from tests.browse import Browser
from tests.web.journey import commit_site, complain, staff_browser


@pytest.fixture
def code(app: Flask) -> str:
    code = commit_site(app)
    with app.app_context():
        site = db.session.scalars(Site.by_code(code)).one()
        placing.plan(db.session, site, PlaceFacts(PlacementKind.GATE, "门卫室外墙"))
        db.session.commit()
    return code


def write(app: Flask) -> None:
    set_reading(False)
    with app.app_context():
        tallies.tally().write()


def counted(app: Flask) -> list[tuple[int, int, int, int, int]]:
    write(app)
    with app.app_context():
        rows = db.session.scalars(select(ScanCount).order_by(ScanCount.placement_id)).all()
        return [(r.site_id, r.placement_id, r.scans, r.started, r.submitted) for r in rows]


def test_a_scan_leads_to_a_complaint_and_each_step_is_counted(
    app: Flask, browse: Browser, code: str
) -> None:
    page = browse.get(f"/s/{code}?p=1")
    browse.get(f"/s/{code}?p=1")
    [address] = page.all("//a[contains(@class, 'act')]/@href")
    assert address.endswith("?p=1")
    complain(browse, address)
    assert counted(app) == [(1, 1, 2, 1, 1)]
    assert browse.get(f"/S/{code}?p=1").location.endswith(f"/s/{code}?p=1")
    other = browse.get(f"/s/{code}/other?p=1")
    assert all("p=1" in link for link in other.all("//a[contains(@href, 'topic')]/@href"))


def test_a_sheet_in_a_market_is_counted_without_a_site(app: Flask, browse: Browser) -> None:
    with app.app_context():
        placing.plan_sheet(db.session, "620502", PlaceFacts(PlacementKind.MARKET))
        db.session.commit()
    page = browse.get("/?p=1")
    browse.get("/?p=5")
    [address] = page.all("//a[contains(@class, 'act')]/@href")
    browse.get(address)
    assert counted(app) == [(0, 1, 1, 1, 0)]
    shown = staff_browser(app, Role.POSTER).get("/admin/numbers")
    assert "市场" in shown.text


def test_without_a_number_nothing_is_counted_and_a_made_up_one_counts_for_the_site(
    app: Flask, browse: Browser, code: str
) -> None:
    browse.get(f"/s/{code}")
    browse.client.head(f"/s/{code}?p=1")
    for made_up in ("77", "0", "-1", "x", "9" * 30, ""):
        assert browse.get(f"/s/{code}", query_string={"p": made_up}).status == 200
    assert counted(app) == [(1, 0, 6, 0, 0)]


def test_reading_the_page_writes_nothing_until_the_tally_is_written(
    app: Flask, browse: Browser, code: str
) -> None:
    with asked(app) as statements:
        for _ in range(3):
            browse.get(f"/s/{code}?p=1")
        assert not [each for each in statements if not each.startswith("SELECT")]
        write(app)
    assert any("scan_count" in each for each in statements)


def test_two_processes_add_to_the_same_day(
    app: Flask, make_app: Callable[..., Flask], code: str
) -> None:
    other = make_app()
    for each in (app, other, app):
        Browser(each).get(f"/s/{code}?p=1")
    write(other)
    assert counted(app) == [(1, 1, 3, 0, 0)]


def test_what_cannot_be_written_now_is_written_the_next_time(
    app: Flask, browse: Browser, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    browse.get(f"/s/{code}?p=1")
    with monkeypatch.context() as away:
        away.setattr(tallies.scans, "add", lambda *_: 1 // 0)
        write(app)
    assert counted(app) == [(1, 1, 1, 0, 0)]


def test_made_up_numbers_do_not_fill_the_memory(
    app: Flask, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "MOST_POSTERS", 3)
    with app.app_context():
        tally = tallies.tally()
    for number in range(1, 20):
        tally.note(1, number, Counted.SCANS)
    assert len(tally._counts) == 4


def test_the_tally_is_written_by_itself_after_some_seconds(
    make_app: Callable[..., Flask], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[Any] = []

    class Timer:
        def __init__(self, seconds: int, run: Callable[[], None]) -> None:
            started.append((seconds, run))

        def start(self) -> None: ...

    monkeypatch.setattr(tallies.threading, "Timer", Timer)
    monkeypatch.setattr(tallies.atexit, "register", lambda _: None)
    app = make_app(count_every_seconds=5)
    for _ in range(3):
        Browser(app).get(f"/s/{code}?p=1")
    [(seconds, run)] = started
    set_reading(False)
    run()
    assert (seconds, counted(app)) == (5, [(1, 1, 3, 0, 0)])


def test_the_page_shows_counties_posters_silent_boards_and_sites_without_one(
    app: Flask, browse: Browser, code: str
) -> None:
    bare = commit_site(app, name="示例·没挂牌", with_offices=False)
    browse.get(f"/s/{code}?p=1")
    write(app)
    with app.app_context():
        by = issued.poster(db.session)
        site = db.session.scalars(Site.by_code(code)).one()
        [seen] = db.session.scalars(Placement.of_site(site.id)).all()
        with pretending(now() - timedelta(days=40)):
            silent = placing.plan(db.session, site, PlaceFacts(PlacementKind.CANTEEN, "食堂"))
            for place in (seen, silent):
                placing.hang(db.session, place, PlaceFacts(place.kind, place.words), by=by)
        db.session.add(
            ScanCount(on=today() - timedelta(days=35), site_id=1, placement_id=2, scans=9)
        )
        db.session.commit()
    staff = staff_browser(app, Role.AUDITOR)
    page = staff.get("/admin/numbers")
    assert "大门：门卫室外墙" in page.text
    assert "挂了 30 天没人扫的牌（1）" in page.text
    assert "还没挂牌的工地（1）" in page.text
    assert page.all(f"//a[@href='/admin/sites/{bare}/posters']")
    assert "9" in staff.get("/admin/numbers?days=90").all("//table")[1].text_content()
    assert "没有人扫" not in staff.get("/admin/numbers/1").text
    there = staff_browser(app, Role.POSTER, "620521")
    assert "还没有人扫" in there.get("/admin/numbers?region=620502").text
    assert there.get("/admin/numbers/1").status == 404
