"""Who sees a photo: one's own phone, and staff of the county, whose looking is logged."""

import pytest
from flask import Flask

from portal.domain.roles import Role
from tests import shots
from tests.browse import Browser
from tests.web.journey import numbers_of, staff_browser
from tests.web.photographing import followed, received, send


def test_one_s_photos_are_shown_to_one_s_own_phone_alone(app: Flask, browse: Browser) -> None:
    mine, page = received(app)
    mine.follow(send(mine, page, shots.jpeg()))
    other, other_page = received(app)
    for address in ("/receipt/photos/1", "/follow/photos/1"):
        assert browse.get(address).status == 404
        assert other.get(address).status == 404
    followed(other, *numbers_of(other_page))
    assert other.get("/follow/photos/1").status == 404
    # A receipt's pass is no case's pass, also for pictures.
    cookie = mine.client.get_cookie("receipt", path="/receipt")
    assert cookie is not None
    browse.client.set_cookie("case", cookie.value, path="/follow")
    assert browse.get("/follow/photos/1").status == 404


def test_staff_of_the_county_see_the_photos_and_their_looking_is_logged(app: Flask) -> None:
    worker, page = received(app)
    number, code = numbers_of(page)
    worker.follow(send(worker, page, shots.jpeg(3000, 2000, exif=shots.exif())))
    desk = staff_browser(app, Role.INSPECTOR, "620502")
    address = f"/console/complaints/{number}"
    case = desk.get(address)
    [small] = case.all("//ul[@class='desk-shots']//img/@src")
    thumbnail = desk.get(small)
    assert (thumbnail.status, thumbnail.headers["Cache-Control"]) == (200, "no-store")
    full = desk.send(f"{address}/photos/1", on=address)
    assert full.status == 200
    assert full.headers["Content-Type"] == "image/jpeg"
    assert full.headers["Content-Disposition"] == "inline"
    assert full.headers["X-Content-Type-Options"] == "nosniff"
    assert full.headers["Cache-Control"] == "no-store"
    assert shots.opened(full.body).size == (2560, 1707)
    assert shots.GPS_PLACE not in full.body
    assert "打开看了第 1 张照片" in desk.get(address).text
    assert "打开看了" not in followed(worker, number, code).text
    assert desk.send(f"{address}/photos/2", on=address).status == 404
    assert desk.get(f"{address}/photos/2/thumbnail").status == 404


@pytest.mark.parametrize(
    ("role", "region", "status"), [(Role.INSPECTOR, "620503", 404), (Role.POSTER, "620500", 403)]
)
def test_another_county_and_other_roles_see_none(
    app: Flask, role: Role, region: str, status: int
) -> None:
    worker, page = received(app)
    number, _ = numbers_of(page)
    worker.follow(send(worker, page, shots.jpeg()))
    desk = staff_browser(app, role, region)
    address = f"/console/complaints/{number}/photos/1"
    assert desk.get(f"{address}/thumbnail").status == status
    assert desk.send(address, on="/console/account").status == status


def test_opening_a_photo_needs_the_form_s_token(app: Flask) -> None:
    worker, page = received(app)
    number, _ = numbers_of(page)
    worker.follow(send(worker, page, shots.jpeg()))
    assert staff_browser(app).post(f"/console/complaints/{number}/photos/1").status == 400
