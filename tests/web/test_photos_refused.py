"""Photos that cannot be taken: the reason stands at the card, and nothing else is lost."""

import pytest
from flask import Flask

from portal.domain.complaint import Status
from portal.extensions import db
from portal.models import Complaint
from portal.services.storage import StorageAway
from tests import shots
from tests.browse import Browser
from tests.web.journey import numbers_of
from tests.web.photographing import FORM, SCRIPT, counted, files, followed, post, received, send

BAD = {
    "nothing": (None, 422, "还没有选照片"),
    "empty": (b"", 422, "还没有选照片"),
    "text": (b"not a picture" * 9, 422, "不是照片"),
    "broken": (shots.jpeg()[:2000], 422, "没传全"),
    "bomb": (shots.png_of(20_000, 20_000), 422, "20000×20000"),
    "heavy": (shots.jpeg() + bytes(26 * 1024 * 1024), 413, "27 MB，太大了，最多 25 MB"),
}


@pytest.mark.parametrize("wrong", BAD)
def test_a_photo_that_cannot_be_taken_is_told_at_the_card_and_nothing_is_lost(
    app: Flask, wrong: str
) -> None:
    content, status, words = BAD[wrong]
    browse, page = received(app)
    page = browse.follow(send(browse, page, shots.jpeg(seed=1)))
    refused = send(browse, page, content)
    assert refused.status == status
    [told] = refused.all("//*[@id='photos']//*[@role='alert']")
    assert words in told.text_content()
    assert "照片收到 1 张" in refused.text
    assert numbers_of(refused) == numbers_of(page)
    short = send(browse, page, content, headers=SCRIPT)
    assert short.status == status
    assert words in short.body.decode()
    assert (counted(app), files(app)) == (1, 3)
    page = browse.follow(send(browse, refused, shots.jpeg(seed=2)))
    assert "照片收到 2 张" in page.text


def test_what_is_too_large_to_be_read_at_all_gets_a_page_that_helps(app: Flask) -> None:
    browse, page = received(app)
    refused = send(browse, page, bytes(33 * 1024 * 1024))
    assert refused.status == 413
    assert "这张照片没有收下" in refused.text
    assert refused.all("//a[@href='/follow']")


def test_other_forms_still_take_no_megabytes(app: Flask) -> None:
    browse, _ = received(app)
    assert browse.post("/follow/write", {"note": "x" * 1_100_000}).status == 413
    assert post(browse, "/follow", bytes(1_100_000), "x.jpg", {}).status == 413


def test_after_nine_the_card_says_it_is_full(app: Flask) -> None:
    browse, page = received(app)
    for seed in range(1, 10):
        before, page = page, browse.follow(send(browse, page, shots.jpeg(64, 48, seed)))
    assert "照片收到 9 张" in page.text
    assert "已经收满 9 张" in page.text
    assert not page.all(FORM)
    refused = send(browse, before, shots.jpeg(64, 48, 10))
    assert refused.status == 422
    assert "已经收满了" in refused.text
    assert counted(app) == 9


def test_a_case_that_is_over_shows_its_photos_and_takes_no_more(app: Flask) -> None:
    browse, page = received(app)
    number, code = numbers_of(page)
    browse.follow(send(browse, page, shots.jpeg(seed=1)))
    with app.app_context():
        complaint = db.session.scalar(Complaint.by_number(number))
        assert complaint is not None
        complaint.status = Status.WITHDRAWN
        db.session.commit()
    refused = send(browse, page, shots.jpeg(seed=2))
    assert refused.status == 409
    assert "不再收照片" in refused.text
    case = followed(browse, number, code)
    assert case.all("//li[@class='shot']")
    assert not case.all(FORM)
    assert counted(app) == 1


@pytest.mark.parametrize("token", ["", "forged", None])
def test_without_a_pass_nothing_is_taken(app: Flask, browse: Browser, token: str | None) -> None:
    received(app)
    fields = {"number": "1"} if token is None else {"number": "1", "pass": token}
    refused = post(browse, "/photos", shots.jpeg(), "x.jpg", fields)
    assert refused.status == 403
    assert "查一次" in refused.text
    assert (counted(app), files(app)) == (0, 0)


def test_a_storage_that_is_away_is_told_and_may_be_tried_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    browse, page = received(app)
    storage = app.extensions["storage"]

    def away(*_args: object) -> None:
        raise StorageAway("down")

    with monkeypatch.context() as patch:
        patch.setattr(type(storage), "put", away)
        refused = send(browse, page, shots.jpeg())
        assert refused.status == 503
        assert "过一会儿再发" in refused.text
        assert numbers_of(refused) == numbers_of(page)
    assert browse.follow(send(browse, refused, shots.jpeg())).status == 200
    with monkeypatch.context() as patch:
        patch.setattr(type(storage), "get", away)
        assert browse.get("/receipt/photos/1").status == 503
