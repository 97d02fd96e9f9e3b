"""The receipt's picture: for its holder alone, light on the first view, and without cookies too."""

import base64
import io
from datetime import date

import zxingcpp
from flask import Flask
from PIL import Image

from portal.domain.photo import Media
from portal.extensions import db
from portal.models import Complaint, Evidence
from portal.services import intake, receipt_picture
from portal.services.receipt_picture import PictureSource
from tests import factories
from tests.browse import Browser
from tests.web.journey import commit_site, complain, numbers_of

SOURCE = PictureSource("https://smz.example.gov.cn", "示例市人社局", "00005550000")


def scanned(png: bytes) -> list[str]:
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.width == 720
        return [code.text for code in zxingcpp.read_barcodes(picture.convert("L"))]


def test_the_receipt_shows_its_picture_to_be_pressed_and_saved(app: Flask, browse: Browser) -> None:
    page = browse.follow(complain(browse, f"/s/{commit_site(app)}/complain"))
    [image] = page.all("//img[@class='picture']")
    assert image.get("loading") == "lazy"
    assert "长按图片" in page.text
    answer = browse.client.get(image.get("src"))
    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "receipt.png" in answer.headers["Content-Disposition"]
    assert len(answer.data) <= 60_000
    assert scanned(answer.data) == ["http://localhost/follow"]
    assert b"data:image" not in page.body


def test_a_stranger_or_a_forged_pass_gets_no_picture(app: Flask, browse: Browser) -> None:
    browse.follow(complain(browse, f"/s/{commit_site(app)}/complain"))
    stranger = Browser(app)
    assert stranger.get("/receipt/picture.png").status == 404
    stranger.client.set_cookie("receipt", "forged", path="/receipt")
    assert stranger.get("/receipt/picture.png").status == 404
    for token in ("", "forged"):
        assert stranger.post("/receipt/picture", {"receipt_pass": token}).status == 404


def test_a_phone_without_cookies_gets_it_inside_a_page_at_a_button(app: Flask) -> None:
    browse = Browser(app, cookies=False)
    page = complain(browse, f"/s/{commit_site(app)}/complain")
    assert numbers_of(page)
    assert not page.all("//img[@class='picture']")
    shown = browse.post("/receipt/picture", page.fields("//form[@action='/receipt/picture']"))
    assert shown.status == 200
    [source] = shown.all("//img[@class='picture']/@src")
    kind, _, body = source.partition(",")
    assert kind == "data:image/png;base64"
    assert scanned(base64.b64decode(body)) == ["http://localhost/follow"]
    assert "data:" in shown.headers["Content-Security-Policy"]
    assert shown.headers["Cache-Control"] == "private, no-store"


def test_what_stands_on_it_is_what_the_receipt_says(app: Flask) -> None:
    with app.app_context():
        site = factories.site(db.session, name="示例·很长的工地名字")
        receipt = factories.receipt(db.session, site)
        for number in range(2):
            db.session.add(_photo(receipt.complaint, number))
        facts = receipt_picture.gather(db.session, receipt, SOURCE)
        assert (facts.number, facts.query_code) == (receipt.complaint.number, receipt.query_code)
        assert (facts.place, facts.photos) == ("示例·很长的工地名字", 2)
        assert facts.due_on == receipt.complaint.acceptance_due_on
        assert (facts.url, facts.organiser) == ("https://smz.example.gov.cn/follow", "示例市人社局")
        assert isinstance(facts.received_on, date)


def test_somebody_anonymous_is_promised_no_day_and_a_place_stands_in_for_the_site(
    app: Flask,
) -> None:
    with app.app_context():
        receipt = factories.receipt(
            db.session, is_anonymous=True, phone="", name="", place="永清镇修路的", employer="x"
        )
        facts = receipt_picture.gather(db.session, receipt, SOURCE)
        assert (facts.due_on, facts.place) == (None, "永清镇修路的")
        assert intake.receipt_of(db.session, "nothing") is None


def _photo(complaint: Complaint, number: int) -> Evidence:
    return Evidence(
        complaint_id=complaint.id,
        position=number,
        object_name=f"object-{number}",
        file_key="key",
        upload_key=f"upload-{number}",
        digest=f"digest-{number}",
        media=Media.JPEG,
        size=1,
        width=1,
        height=1,
    )
