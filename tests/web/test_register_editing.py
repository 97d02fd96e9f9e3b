"""Changing a site at the desk: rows of subcontractors, two people at once, steps and merging."""

from typing import Any

import pytest
from flask import Flask

from portal.domain.register_sheet import PartyFacts
from portal.domain.roles import Role
from portal.domain.site import PartyRole
from portal.extensions import db
from portal.models import Site
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import commit_site, staff_browser

FORM = "//form[@method='post' and not(@action)]"
CREWS = tuple(
    PartyFacts(PartyRole.SUBCONTRACTOR, f"示例{name}劳务", "周某某", f"0000000000{number}")
    for number, name in enumerate("甲乙丙")
)


@pytest.fixture
def poster(app: Flask) -> Browser:
    return staff_browser(app, Role.POSTER)


def crews(page: Page) -> list[str]:
    path = "//input[starts-with(@name, 'subcontractors-')][contains(@name, 'organisation')]/@value"
    return [str(value) for value in page.all(path)]


def kept(app: Flask, code: str) -> Site:
    with app.app_context():
        return db.session.scalars(Site.by_code(code)).one()


def test_subcontractors_are_added_moved_and_removed_without_script(
    app: Flask, poster: Browser
) -> None:
    code = commit_site(app, parties=CREWS)
    address = f"/admin/sites/{code}/edit"
    page = poster.get(address)
    assert crews(page) == ["示例甲劳务", "示例乙劳务", "示例丙劳务"]
    for go, expected in (
        ("up-2", "甲丙乙"), ("down-0", "丙甲乙"), ("remove-1", "丙乙"), ("up-0", "丙乙"),
        ("down-9", "丙乙"), ("remove-x", "乙"), ("nonsense", "乙"),
    ):  # fmt: skip
        page = poster.post(address, {**page.fields(FORM), "go": go, "pay_day": "还没存"})
        assert page.status == 200
        assert crews(page) == [f"示例{name}劳务" for name in expected], go
        assert page.field("pay_day") == "还没存", "everything typed is kept"
    page = poster.post(address, {**page.fields(FORM), "go": "add"})
    assert crews(page) == ["示例乙劳务", ""]
    assert len(kept(app, code).parties) == 3, "nothing is saved by moving rows"
    fields = {**page.fields(FORM), "pay_day": "15", "go": "save"}
    fields |= {"subcontractors-1-organisation": "示例丁劳务", "subcontractors-1-person": "吴某"}
    saved = poster.follow(poster.post(address, fields))
    assert "示例甲劳务、示例乙劳务、示例丙劳务 → 示例乙劳务、示例丁劳务" in saved.text
    assert "吴某" in saved.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"subcontractors-0-organisation": "甲、乙"}, "一行只写一家"),
        ({"subcontractors-0-organisation": "无"}, "勾选下面的“没有分包单位”"),
        ({"subcontractors-0-phone": "abc"}, "“abc”不是电话号码"),
        ({"subcontractors-0-organisation": ""}, "请填分包单位的名称"),
        ({"subcontractors-1-organisation": "示例甲劳务"}, "这一家上面已经写过了"),
        ({"no_subcontractor": "y"}, "上面写了分包单位"),
        ({"subcontractors-0-organisation": "长" * 121}, "名称最多 120 个字"),
    ],
)
def test_what_is_wrong_with_a_row_is_told_there(
    app: Flask, poster: Browser, typed: dict[str, str], message: str
) -> None:
    address = f"/admin/sites/{commit_site(app, parties=CREWS)}/edit"
    fields = {**poster.get(address).fields(FORM), **typed}
    page = poster.post(address, fields)
    assert page.status == 422
    assert message in page.text
    assert page.all("//div[@role='alert']//a[starts-with(@href, '#')]")
    for name, value in typed.items():
        if name.startswith("sub"):
            assert page.field(name) == value


def test_the_second_of_two_people_loses_nothing_and_overwrites_nothing_unseen(
    app: Flask, poster: Browser
) -> None:
    officer = PartyFacts(PartyRole.WAGE_OFFICER, "", "陈某", "19900000001")
    code = commit_site(app, address="旧路1号", parties=(officer,))
    address = f"/admin/sites/{code}/edit"
    mine = poster.get(address).fields(FORM)
    other = staff_browser(app, Role.POSTER)
    theirs = {"address": "新路2号", "wage_officer_phone": "19900000002", "pay_day": "20"}
    fields = {**other.get(address).fields(FORM), **theirs}
    assert other.post(address, fields).status == 303

    page = poster.post(address, {**mine, "pay_day": "28", "contract": "999"})
    assert page.status == 409
    assert "别人也改了这个工地，还没有保存" in page.text
    assert "旧路1号 → 新路2号" in page.text
    assert "199****0001 → 199****0002" in page.text
    assert (page.field("pay_day"), page.field("contract")) == ("28", "999"), "mine stays"
    assert page.field("address") == "新路2号", "what I left alone is theirs now"
    assert page.field("wage_officer_phone") == "199 0000 0002"
    assert kept(app, code).pay_day == "每月20日"
    assert poster.post(address, page.fields(FORM)).status == 303
    site = kept(app, code)
    assert (site.address, site.pay_day, site.contract_fen) == ("新路2号", "每月28日", 999_000_000)


def test_works_are_suspended_and_finished_with_a_reason(app: Flask, poster: Browser) -> None:
    code = commit_site(app)
    desk = f"/admin/sites/{code}"
    page = poster.send(f"{desk}/steps/suspend", on=desk, reason=" ")
    assert page.status == 422
    assert "请写依据或原因" in page.text
    page = poster.follow(poster.send(f"{desk}/steps/suspend", on=desk, reason="冬季停工"))
    assert "停工：在建 → 停工" in page.text
    assert "冬季停工" in page.text
    again = poster.send(f"{desk}/steps/suspend", on=desk, reason="又一次")
    assert again.status == 409
    assert "现在是“停工”，不能再“停工”" in again.text
    assert poster.send(f"{desk}/steps/x", on=desk, reason="x").status == 404
    assert poster.send(f"{desk}/steps/finish", on=desk, reason="竣工").status == 303
    assert "这个工地已经完工" in Browser(app).get(f"/s/{code}").text


def merge(poster: Browser, old: str, new: str, **typed: Any) -> Page:
    address = f"/admin/sites/{old}/merge"
    return poster.send(f"{address}/{new}", on=f"{address}?code={new}", **typed)


def test_a_duplicate_is_merged_after_both_were_seen_beside_each_other(
    app: Flask, poster: Browser
) -> None:
    old = commit_site(app, name="示例·报了两次")
    new = commit_site(app, name="示例·留下的", with_offices=False)
    with app.app_context():
        number = factories.complaint(db.session, db.session.scalars(Site.by_code(old)).one()).number
        db.session.commit()
    stranger = Browser(app)
    assert "您扫的是这个工地" in stranger.get(f"/s/{old}").text
    page = poster.get(f"/admin/sites/{old}/merge?code={new[:4]} {new[4:]}")
    for words in ("示例·报了两次", "示例·留下的", "1 件"):
        assert words in page.text
    assert merge(poster, old, new, reason="").status == 422
    page = poster.follow(merge(poster, old, new, reason="县里报了两次"))
    assert "示例·报了两次，带来 1 件投诉举报" in page.text
    assert f"{old[:4]} {old[4:]}" in page.text

    front = stranger.get(f"/s/{old}")
    assert front.status == 200
    assert "示例·留下的" in front.text
    assert f"您扫的牌子上是 {old[:4]} {old[4:]}" in front.text
    assert front.all(f"//a[@href='/s/{new}/complain']")
    assert "您扫的牌子上" not in stranger.get(f"/s/{new}").text
    for more in ("responsible", "other", "complain"):
        assert "示例·留下的" in stranger.get(f"/s/{old}/{more}").text
    assert poster.get(f"/admin/sites/{old}").location == f"/admin/sites/{new}"
    assert poster.get(f"/admin/sites/{old}/edit").location == f"/admin/sites/{new}/edit"
    inspector = staff_browser(app)
    assert "示例·留下的" in inspector.get(f"/console/complaints/{number}").text
    with app.app_context():
        token = poster.get("/admin/sites/new").field("csrf_token")
    again = poster.post(
        f"/admin/sites/{old}/merge/{new}", {"csrf_token": token, "reason": "又一次"}
    )
    assert again.status == 409


def test_a_site_is_merged_with_another_that_one_keeps(app: Flask) -> None:
    browse = staff_browser(app, Role.POSTER, "620502")
    mine, other = commit_site(app), commit_site(app, region="620503", with_offices=False)
    address = f"/admin/sites/{mine}/merge"
    for code, message in (
        (mine, "同一个工地"),
        (other, "别的县区"),
        (factories.wrong_digit(mine), "编码不对"),
        ("", "8 位编码"),
    ):
        page = browse.get(address, query_string={"code": code})
        assert page.status == 422
        assert message in page.text
    assert merge(browse, mine, other, reason="x").status in (404, 422)
    assert browse.get(f"/admin/sites/{other}/merge").status == 404
