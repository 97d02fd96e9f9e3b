"""Where boards hang, entered on a phone in front of them."""

import re

import pypdfium2
import pytest
import zxingcpp
from flask import Flask
from sqlalchemy import select

from portal.domain.poster import PlacementKind, Product
from portal.domain.roles import Role
from portal.domain.site import BoardState
from portal.extensions import db
from portal.models import Placement, Site
from tests import shots
from tests.asked import asked
from tests.browse import Browser, Page
from tests.web.journey import commit_site, staff_browser
from tests.web.photographing import post


@pytest.fixture
def browse(app: Flask) -> Browser:
    return staff_browser(app, Role.INSPECTOR)


def hang(browse: Browser, code: str, photo: bytes | None = None, **said: str) -> Page:
    token = browse.get(f"/admin/place/{code}").field("csrf_token")
    return post(browse, f"/admin/place/{code}", photo, "IMG.jpg", {"csrf_token": token, **said})


def stands(app: Flask) -> BoardState:
    with app.app_context():
        return db.session.scalars(select(Site)).one().board_state


def test_the_code_or_the_address_behind_it_leads_to_the_site(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    spoken = f"{code[:4]} {code[4:]}"
    for typed in (code, spoken, f"http://localhost/s/{code}", f"HTTPS://X/S/{code}?p=7&x=1"):
        page = browse.get("/admin/place", query_string={"code": typed})
        assert page.location.startswith(f"/admin/place/{code}"), typed
    assert page.location.endswith("?p=7")
    wrong = browse.get("/admin/place?code=12345678")
    assert (wrong.status, wrong.field("code")) == (422, "12345678")
    assert "不是工地编码" in wrong.text


def test_a_printed_board_is_hung_with_a_photo_and_the_site_is_current(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app)
    poster = staff_browser(app, Role.POSTER)
    poster.send(f"/admin/sites/{code}/issues", on="/admin/sites")
    assert stands(app) is BoardState.UNPLACED
    page = browse.get(f"/admin/place/{code}")
    assert "大门" in page.text
    assert page.all("//details[@open]//input[@name='place' and @value='1']")
    done = hang(browse, code, place="1", kind="gate", words="门卫室外墙", photo=shots.jpeg())
    page = browse.follow(done)
    for words in ("存好了", "门卫室外墙", "第 1 版", "现行"):
        assert words in page.text
    assert stands(app) is BoardState.CURRENT
    small = browse.get("/admin/places/1/photo")
    assert small.body.startswith(b"\xff\xd8")
    assert len(browse.get("/admin/places/1/photo?full=1").body) > 0
    token = page.field("csrf_token")
    browse.post("/admin/places/1/take-down", {"csrf_token": token, "reason": "换墙"})
    assert stands(app) is BoardState.UNPLACED
    gone = browse.post("/admin/places/1/take-down", {"csrf_token": token})
    assert (gone.status, "已经取下了" in gone.text) == (409, True)
    assert hang(browse, code, place="1", kind="gate").status == 409


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    page = hang(browse, code, words="食堂门口")
    assert (page.status, "请选挂在哪儿" in page.text) == (422, True)
    assert page.all("//input[@name='words' and @value='食堂门口']")
    page = hang(browse, code, kind="canteen", words="x" * 61)
    assert "最多写 60 个字" in page.text
    page = hang(browse, code, kind="canteen", words="食堂", photo=b"no")
    assert (page.status, "不是照片" in page.text) == (422, True)
    assert page.all("//input[@value='canteen' and @checked]")
    page = browse.post(f"/admin/place/{code}", {"csrf_token": "old", "kind": "gate"})
    assert (page.status, "再存一次" in page.text) == (400, True)
    assert hang(browse, code, kind="gate", version="9").status == 409
    with app.app_context():
        assert db.session.scalars(select(Placement)).all() == []


def test_a_photo_on_its_slow_way_keeps_no_writer_waiting(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    browse.get(f"/admin/place/{code}")
    with asked(app) as begun:
        page = hang(browse, code, kind="gate", photo=b"no")
    assert page.status == 422
    assert not any(re.match("BEGIN IMMEDIATE|INSERT|UPDATE", each) for each in begun)


def test_another_county_s_places_do_not_exist(app: Flask, browse: Browser) -> None:
    code, second = commit_site(app), commit_site(app, with_offices=False)
    hang(browse, code, kind="gate")
    assert hang(browse, second, place="1", kind="gate").status == 404
    other = staff_browser(app, Role.INSPECTOR, "620521")
    assert other.get(f"/admin/place/{code}").status == 404
    assert other.get("/admin/places/1/photo").status == 404
    assert staff_browser(app, Role.OPERATOR).get("/admin/place").status == 403


def test_the_sheet_of_a_place_is_printed_with_its_number_and_the_verified_lines(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app)
    browse.send("/admin/places", kind="market", words="东关市场", region="620502")
    [small, large] = browse.get("/admin/places").all("//a[contains(@href, 'sheet.pdf')]/@href")
    for address, width in ((small, 210), (large, 297)):
        page = pypdfium2.PdfDocument(browse.get(str(address)).body)[0]
        assert round(page.get_width() / 72 * 25.4) == width
        assert "秦州区" in page.get_textpage().get_text_bounded()
        image = page.render(scale=2).to_pil()
        assert [r.text for r in zxingcpp.read_barcodes(image)] == ["http://localhost/?p=1"]
    with app.app_context():
        gate = Placement(
            site_id=db.session.scalars(select(Site)).one().id, region="620502",
            product=Product.NOTICE_BOARD, kind=PlacementKind.GATE,
        )  # fmt: skip
        db.session.add(gate)
        db.session.commit()
        number = gate.id
    assert browse.get(f"/admin/places/{number}/sheet.pdf").status == 404, code


def test_a_sheet_in_a_market_has_a_place_without_a_site(app: Flask, browse: Browser) -> None:
    page = browse.send("/admin/places", words="东关市场", region="")
    assert (page.status, "请选县区" in page.text) == (422, True)
    browse.send("/admin/places", kind="market", words="东关市场", region="620502")
    page = browse.get("/admin/places")
    for words in ("东关市场", "秦州区", "http://localhost/?p=1", "挂好了"):
        assert words in page.text
    browse.send("/admin/places/1/hang", on="/admin/places")
    assert not browse.get("/admin/places").all("//form[contains(@action, 'hang')]")
    here = staff_browser(app, Role.POSTER, "620521")
    assert "东关市场" not in here.get("/admin/places").text
    assert here.send("/admin/places", kind="market", region="620502").status == 422
    browse.send("/admin/places/1/take-down", on="/admin/places", reason="撤了")
    assert "东关市场" not in browse.get("/admin/places").text
    assert browse.send("/admin/places/1/hang", on="/admin/places").status == 409
