"""Adding photos, without a script and with one: each is counted once and none is lost."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import text

from portal.extensions import db
from portal.services import pictures
from tests import shots
from tests.browse import Browser
from tests.web.journey import commit_site, numbers_of
from tests.web.photographing import FORM, SCRIPT, counted, files, followed, received, send

CONTENT = shots.jpeg(exif=shots.exif())


def test_the_picker_is_exactly_what_wechat_can_do(app: Flask) -> None:
    _, page = received(app)
    [picker] = page.all("//input[@type='file']")
    assert picker.get("accept") == "image/*"
    assert not {"multiple", "capture"} & set(picker.attrib)
    assert "现在可以加照片" in page.text


def test_without_a_script_one_photo_after_another_is_counted_and_shown(app: Flask) -> None:
    browse, page = received(app)
    assert page.all("//*[@data-count]/@hidden")
    for count in (1, 2):
        sent = send(browse, page, shots.jpeg(seed=count))
        assert sent.status == 303
        assert sent.location == "/receipt#photos"
        page = browse.follow(sent)
        assert f"照片收到 {count} 张" in page.text
    addresses = page.all("//li[@class='shot']/img/@src")
    assert addresses == ["/receipt/photos/1", "/receipt/photos/2"]
    shown = browse.get(addresses[0])
    assert (shown.status, shown.headers["Content-Type"]) == (200, "image/jpeg")
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert max(shots.opened(shown.body).size) == 320
    unchanged = browse.get(addresses[0], headers={"If-None-Match": shown.headers["ETag"]})
    assert unchanged.status == 304


def test_the_case_page_takes_photos_and_tells_of_them(app: Flask) -> None:
    browse, page = received(app)
    page = followed(browse, *numbers_of(page))
    page = browse.follow(send(browse, page, shots.jpeg()))
    assert "照片收到 1 张" in page.text
    assert "您发来第 1 张照片" in page.text
    assert browse.get("/follow/photos/1").status == 200
    assert browse.get("/follow/photos/2").status == 404


def test_a_phone_without_cookies_is_answered_at_once(app: Flask) -> None:
    browse, page = received(app, cookies=False)
    for count in (1, 2):
        page = send(browse, page, shots.jpeg(seed=count))
        assert page.status == 200
        assert f"照片收到 {count} 张" in page.text
        assert "登记号" in page.text
    assert not page.all("//li[@class='shot']")
    page = followed(browse, *numbers_of(page))
    assert "照片收到 2 张" in page.text
    assert "照片收到 3 张" in send(browse, page, shots.jpeg(seed=3)).text


def test_with_a_script_the_answer_is_short_and_a_retry_merges(app: Flask) -> None:
    browse, page = received(app)
    for _ in range(2):
        sent = send(
            browse, page, shots.jpeg(), headers=SCRIPT, fields={"upload_key": "of-this-photo"}
        )
        assert sent.status == 200
        answer = {"count": 1, "position": 1, "thumbnail": "/receipt/photos/1"}
        assert json.loads(sent.body) == answer
    assert (counted(app), files(app)) == (1, 3)


def test_ten_sends_of_one_photo_at_once_are_one(app: Flask) -> None:
    _, page = received(app)

    def once(_: int) -> int:
        browse = Browser(app, cookies=False)
        sent = send(browse, page, shots.jpeg(), headers=SCRIPT, fields={"upload_key": "one"})
        return int(json.loads(sent.body)["count"])

    with ThreadPoolExecutor(10) as pool:
        assert set(pool.map(once, range(10))) == {1}
    assert (counted(app), files(app)) == (1, 3)


def test_a_stale_page_sent_again_with_another_photo_loses_none(app: Flask) -> None:
    browse, page = received(app)
    for seed in (1, 2):
        browse.follow(send(browse, page, shots.jpeg(seed=seed)))
    assert counted(app) == 2


def test_a_picture_is_developed_while_nobody_waits_for_the_database(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    browse, page = received(app)
    develop = pictures.develop
    written: list[str] = []

    def slowly(content: bytes) -> pictures.SafePicture:
        # Another writer must get through now; on SQLite there is one write lock for all.
        with ThreadPoolExecutor(1) as other:
            other.submit(lambda: written.append(bool(commit_site(app, with_offices=False)))).result(
                5
            )
        return develop(content)

    monkeypatch.setattr(pictures, "develop", slowly)
    assert send(browse, page, shots.jpeg()).status == 303
    assert len(written) == 1


def test_nothing_of_a_photo_is_in_the_log_or_the_database(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    browse, page = received(app)
    sent = send(browse, page, CONTENT, name="王某某的工资条.jpg")
    browse.follow(sent)
    send(browse, page, CONTENT[:1500], name="王某某的工资条.jpg")
    token = page.fields(FORM)["pass"][0]
    with app.app_context():
        stored = repr(db.session.execute(text("select * from evidence")).all())
    for secret in ("王某某", "工资条", shots.GPS_PLACE.decode(), token, "Exif"):
        assert secret not in caplog.text
        assert secret not in stored
