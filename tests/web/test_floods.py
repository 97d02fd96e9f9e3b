"""Floods are held off; no worker who leaves a number is, and nobody loses what was typed."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain.spam import MOST, Counted, Sign
from portal.extensions import db
from portal.models import Complaint, Tally
from portal.services import clock, spam
from tests.browse import Browser, Page
from tests.web.journey import commit_site, go_on, staff_browser
from tests.web.test_complaining import stored

SITE_WIFI = "203.0.113.7"


@pytest.fixture
def address(app: Flask) -> str:
    return f"/s/{commit_site(app)}/complain"


@pytest.fixture
def made(browse: Browser, address: str) -> str:
    """The stamp of a page that was opened a while ago."""
    with clock.pretending(clock.now() - timedelta(minutes=2)):
        return browse.get(address).field("page_made")


def send(browse: Browser, address: str, n: int, sender: str = SITE_WIFI, **more: Any) -> Page:
    form = {
        "submission_key": f"key-{n}-{sender}",
        "amount_yuan": str(1000 + n),
        "phone": "" if "anonymous" in more else f"199{n:08d}",
        **more,
    }
    return browse.post(address, form, environ_overrides={"REMOTE_ADDR": sender})


@pytest.mark.parametrize("workers", [10, 30])
def test_a_whole_site_behind_one_wifi_is_taken_within_minutes(
    app: Flask, browse: Browser, address: str, made: str, workers: int
) -> None:
    for n in range(workers):
        page = send(browse, address, n, page_made=made, narrative="三个月没发，班长说甲方没拨款")
        assert page.status == 303, page.text
    assert len(stored(app)) == workers
    signs = {sign for complaint in stored(app) for sign in complaint.odd_signs}
    assert signs <= {Sign.TEXT}


def test_ten_workers_without_a_name_behind_one_wifi_are_taken(
    app: Flask, browse: Browser, address: str, made: str
) -> None:
    for n in range(10):
        assert send(browse, address, n, page_made=made, anonymous="y").status == 303
    assert all(complaint.odd_signs == () for complaint in stored(app))


def test_a_nameless_flood_is_refused_with_everything_kept_and_a_number_to_call(
    app: Flask, browse: Browser, address: str, made: str
) -> None:
    most = MOST[Counted.UNNAMED][0]
    nameless = {"page_made": made, "anonymous": "y", "name": "王某"}
    for n in range(most):
        assert send(browse, address, n, **nameless).status == 303
    for _ in range(2):
        page = send(browse, address, most, **nameless)
        assert page.status == 429
    assert "匿名的来得太多" in page.text
    assert page.all("//div[@role='alert']//a[starts-with(@href, 'tel:')]")
    assert page.field("amount_yuan") == str(1000 + most)
    assert len(stored(app)) == most
    # Another address, a number left, and an hour later are all taken.
    assert send(browse, address, 900, sender="203.0.113.8", **nameless).status == 303
    page = go_on(browse, page, address, go="contact")
    fields = {**page.fields(), "phone": ["19900000001"]}
    fields.pop("anonymous")
    page = browse.post(address, {**fields, "go": "next"})
    override = {"environ_overrides": {"REMOTE_ADDR": SITE_WIFI}}
    assert browse.post(address, {**page.fields(), "go": "submit"}, **override).status == 303
    with clock.pretending(clock.now() + timedelta(hours=1)):
        assert send(browse, address, 901, **nameless).status == 303


def test_a_named_flood_is_taken_marked_and_logged_without_saying_who(
    app: Flask, browse: Browser, address: str, made: str, caplog: pytest.LogCaptureFixture
) -> None:
    most = MOST[Counted.PHONE][0]
    with caplog.at_level(logging.WARNING, "portal.intake"):
        for n in range(most + 1):
            page = send(browse, address, n, page_made=made, phone="19900000001", name="王某某")
            assert page.status == 303
    assert [complaint.odd_signs for complaint in stored(app)] == [()] * most + [(Sign.PHONE,)]
    logged = [record for record in caplog.records if record.name == "portal.intake"]
    assert [record.getMessage() for record in logged] == ["review: phone"]
    number = stored(app)[-1].number
    desk = staff_browser(app)
    page = desk.get("/console/complaints").text
    assert page.count("请先核对") == 2, "the tab with its count, and the one row"
    assert "同一号码一天内太多" in desk.get(f"/console/complaints/{number}").text


def test_sending_the_same_again_is_counted_once(
    app: Flask, browse: Browser, address: str, made: str
) -> None:
    for _ in range(MOST[Counted.UNNAMED][0] + 5):
        assert send(browse, address, 1, page_made=made, anonymous="y").status == 303
    assert stored(app)[0].odd_signs == ()


@pytest.mark.parametrize(
    ("odd", "sign"),
    [
        ({"company_website": "http://x"}, Sign.TRAP),
        ({"page_made": ""}, Sign.UNSTAMPED),
        ({"page_made": "1.forged"}, Sign.UNSTAMPED),
        ({"page_made": "now"}, Sign.HASTE),
    ],
)
def test_what_looks_like_a_program_is_refused_only_without_a_number(
    app: Flask, browse: Browser, address: str, made: str, odd: dict[str, str], sign: Sign
) -> None:
    if odd.get("page_made") == "now":
        odd = {"page_made": browse.get(address).field("page_made")}
    assert send(browse, address, 1, **{"page_made": made, **odd}).status == 303
    assert stored(app)[0].odd_signs == (sign,)
    nameless = send(browse, address, 2, **{"page_made": made, "anonymous": "y", **odd})
    if sign is Sign.UNSTAMPED:
        assert nameless.status == 303
        return
    assert nameless.status == 429
    assert "请再点一次" in nameless.text
    assert nameless.field("company_website") == ""
    with clock.pretending(clock.now() + timedelta(minutes=1)):
        assert browse.post(address, {**nameless.fields(), "go": "submit"}).status == 303


def test_the_field_that_nobody_sees_stands_on_the_last_screen_alone(
    browse: Browser, address: str
) -> None:
    page = browse.get(address)
    assert not page.all("//input[@name='company_website']")
    page = go_on(browse, page, address, amount_unsure="y")
    page = go_on(browse, page, address, phone="19900000001")
    assert page.all("//div[@class='trap'][@aria-hidden='true']/input[@tabindex='-1']")


def test_nothing_that_is_counted_can_be_read_and_all_is_forgotten(
    app: Flask, browse: Browser, address: str, made: str
) -> None:
    send(browse, address, 1, page_made=made, narrative="木工班班长说甲方没有拨款给他")
    with app.app_context():
        rows = db.session.execute(select(Tally.__table__)).mappings().all()
        assert {row["counted"] for row in rows} == {"named", "phone", "text"}
        assert all(re.fullmatch("[0-9a-f]{64}", row["key"]) for row in rows)
        assert spam.sweep(db.session) == 0
        with clock.pretending(clock.now() + timedelta(days=2)):
            assert spam.sweep(db.session) == 3
        db.session.rollback()


def test_this_machine_itself_is_never_counted(
    app: Flask, browse: Browser, address: str, made: str
) -> None:
    for n in range(MOST[Counted.UNNAMED][0] + 1):
        assert (
            send(browse, address, n, sender="127.0.0.1", page_made=made, anonymous="y").status
            == 303
        )
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Complaint)) == 21
