"""Filters that somebody keeps: theirs alone, nothing personal in an address, told when misfit."""

from itertools import product

import pytest
from flask import Flask
from sqlalchemy import text

from portal.domain.regions import CITY
from portal.domain.roles import Permission, Role, may
from portal.domain.saved_filter import MOST_KEPT, Misfit, misfit
from portal.extensions import db
from portal.models import SavedFilter, Staff
from tests.browse import Browser
from tests.web.journey import commit_complaint, staff_browser
from tests.web.test_permissions import signed_in

HERE, THERE = "620502", "620503"
LIST = "/console/complaints"
KEPT = "//div[@class='kept']//nav/a"


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def save(browse: Browser, on: str, name: str) -> str:
    """Save the filter of a page as its form does; the address that opens it."""
    page = browse.get(on)
    sent = page.fields("//form[@action='/console/filters']")
    answer = browse.post("/console/filters", {**sent, "name": name})
    assert answer.status == 303, answer.text
    return answer.location


def listed(browse: Browser, address: str) -> list[str]:
    page = browse.follow(browse.get(address))
    return ["".join(a.text_content().split()) for a in page.all("//tbody//td[@class='digits']/a")]


def test_a_filter_is_kept_found_on_its_list_renamed_and_deleted(app: Flask) -> None:
    number = commit_complaint(app)
    commit_complaint(app, channel="phone")
    browse = staff_browser(app, region=HERE)
    assert not browse.get(LIST).all("//form[@action='/console/filters']")
    address = save(browse, f"{LIST}?status=received&channel=scan", "扫码来的")
    assert listed(browse, address) == [number]
    assert "status=received" in browse.get(address).location
    assert [a.text for a in browse.get("/console/inbox").all(KEPT)] == ["扫码来的", "改名、删除"]
    wrong = browse.send(address, on="/console/filters", name="")
    assert wrong.status == 422
    browse.send(address, on="/console/filters", name="新名")
    assert "新名" in browse.get(LIST).text
    browse.send(f"{address}/delete", on="/console/filters")
    assert browse.get(address).status == 404
    assert not browse.get(LIST).all(KEPT)


def test_what_is_searched_for_stands_sealed_in_the_database_and_in_no_address(app: Flask) -> None:
    number = commit_complaint(app, name="示例某甲")
    commit_complaint(app, name="示例某乙")
    browse = staff_browser(app, region=HERE)
    found = browse.send(f"{LIST}/search", on=LIST, words="示例某甲")
    address = save(browse, found.location, "某甲的")
    opened = browse.get(address)
    assert "甲" not in address + opened.location
    assert number in listed(browse, address)
    with app.app_context():
        rows = db.session.execute(text("SELECT name, parts FROM saved_filter")).all()
        assert "甲" not in str(rows)
        [kept] = db.session.scalars(db.session.query(SavedFilter).statement)
        assert kept.parts == {"words": "示例某甲"}


def test_the_inbox_keeps_its_tray_and_whose(app: Flask) -> None:
    browse = staff_browser(app)
    address = save(browse, f"/console/inbox?tray=overdue&mine=1&region={HERE}", "我的超期")
    assert browse.get(address).location.startswith("/console/inbox?")
    page = browse.follow(browse.get(address))
    assert page.all("//input[@name='mine'][@checked]")
    assert page.all(f"//option[@value='{HERE}'][@selected]")


def test_a_filter_of_an_office_that_was_left_says_so_and_filters_nothing(app: Flask) -> None:
    browse = staff_browser(app)
    address = save(browse, f"{LIST}?region={HERE}", "秦州的")
    with app.app_context():
        [person] = db.session.scalars(db.session.query(Staff).statement)
        person.region = THERE
        db.session.commit()
    page = browse.get(address)
    assert page.status == 200
    assert "“秦州的”用不上了" in page.text
    assert "在别的县区时存的" in page.text


@pytest.mark.parametrize(
    ("parts", "saved_in", "now_in", "expected"),
    [
        ({}, HERE, HERE, None),
        ({"region": THERE}, CITY, CITY, None),
        ({"tray": "overdue"}, HERE, HERE, None),
        ({}, HERE, THERE, Misfit.OTHER_OFFICE),
        ({"region": THERE}, HERE, HERE, Misfit.COUNTY_NOT_SEEN),
        ({"tray": "sent_here"}, HERE, HERE, Misfit.TRAY_GONE),
    ],
)
def test_a_filter_fits_where_it_was_saved_and_what_it_names_is_still_there(
    parts: dict[str, str], saved_in: str, now_in: str, expected: Misfit | None
) -> None:
    assert misfit(parts, saved_in=saved_in, now_in=now_in, trays=["overdue"]) is expected


def test_too_many_nameless_and_nonsense_are_told_and_kept(app: Flask) -> None:
    browse = staff_browser(app, region=HERE)
    sent = {"page": "complaints", "status": "received"}
    nameless = browse.send("/console/filters", **sent, name="")
    assert nameless.status == 422
    assert nameless.field("status") == "received"
    assert browse.send("/console/filters", **sent, name="长" * 21).status == 422
    assert browse.send("/console/filters", page="x", name="x").status == 400
    with app.app_context():
        [person] = db.session.scalars(db.session.query(Staff).statement)
        for _ in range(MOST_KEPT):
            db.session.add(
                SavedFilter(
                    staff_id=person.id,
                    page="inbox",
                    name="x",
                    sealed_parts="{}",
                    saved_in=HERE,
                    saved_at=person.created_at,
                )
            )
        db.session.commit()
    full = browse.send("/console/filters", **sent, name="再一个")
    assert (full.status, full.field("name")) == (409, "再一个")


def test_a_filter_is_its_owners_alone(app: Flask) -> None:
    address = save(staff_browser(app, region=HERE), f"{LIST}?status=received", "我的")
    app.config["WTF_CSRF_ENABLED"] = False
    for role, region in product(Role, (HERE, CITY)):
        client = signed_in(app, role, region)
        may_see = may(role, Permission.SEE_COMPLAINTS)
        shut = 404 if may_see else 403
        assert client.get("/console/filters").status_code == (200 if may_see else 403)
        assert client.get(address).status_code == shut, role
        for view in (address, f"{address}/delete"):
            assert client.post(view, data={"name": "x"}).status_code == shut, role
    with app.app_context():
        assert db.session.query(SavedFilter).count() == 1
