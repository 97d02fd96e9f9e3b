"""Offices and minimum wages at the desk: verified by somebody, checked again in time."""

from flask import Flask

from portal.domain.roles import Role
from tests.browse import Browser
from tests.web.journey import commit_site, staff_browser

OFFICE = {
    "region": "620502", "kind": "inspection", "name": "示例·劳动监察大队",
    "phone": "0000-0000123", "address": "示例路", "hours": "工作日", "source": "打电话核实",
}  # fmt: skip
WAGE = {
    "region": "620502", "monthly": "1910", "hourly": "19.5", "effective_from": "2023年11月1日",
    "document": "示例文号", "source": "文件",
}  # fmt: skip


def test_an_office_that_was_verified_stands_on_pages_until_it_is_withdrawn(
    app: Flask, browse: Browser
) -> None:
    desk = staff_browser(app, Role.EDITOR)
    assert desk.send("/admin/offices/new", **OFFICE).status == 303
    number = "//a[@href='tel:00000000123']"
    assert browse.get("/offices?county=620502").all(number)
    page = desk.get("/admin/offices")
    [address] = page.all("//td/a[contains(@href, '/admin/offices/')]/@href")
    changed = desk.send(address, **{**OFFICE, "phone": "0000-0000456"})
    assert changed.status == 303
    assert not browse.get("/offices?county=620502").all(number)
    desk.send(f"{address}/withdraw", on=address)
    assert "还没有核实" in browse.get("/offices?county=620502").text


def test_what_is_past_its_recheck_date_is_told_to_staff_and_not_to_workers(
    app: Flask, browse: Browser
) -> None:
    from datetime import date

    from sqlalchemy import update

    from portal.extensions import db
    from portal.models import Office

    desk = staff_browser(app, Role.ADMIN)
    desk.send("/admin/offices/new", **OFFICE)
    with app.app_context():
        db.session.execute(update(Office).values(recheck_on=date(2026, 1, 1)))
        db.session.commit()
    assert "该复核了" in desk.get("/admin/offices").text
    worker = browse.get("/offices?county=620502")
    assert "复核" not in worker.text
    assert worker.all("//a[@href='tel:00000000123']")


def test_bad_entries_are_told_at_the_field(app: Flask) -> None:
    desk = staff_browser(app, Role.ADMIN)
    page = desk.send("/admin/offices/new", **{**OFFICE, "phone": "x", "name": "", "region": ""})
    assert page.status == 422
    for message in ("少按或多按", "请填名称", "请选县区"):
        assert message in page.text
    assert page.field("source") == "打电话核实"
    page = desk.send("/admin/minimum-wages/new", **{**WAGE, "effective_from": "x", "monthly": "x"})
    assert page.status == 422
    assert "请写日期" in page.text


def test_a_standard_is_registered_once_for_a_day(app: Flask) -> None:
    desk = staff_browser(app, Role.ADMIN)
    assert desk.send("/admin/minimum-wages/new", **WAGE).status == 303
    again = desk.send("/admin/minimum-wages/new", **WAGE)
    assert again.status == 409
    assert "已经登记过" in again.text
    assert "19.50 元" in desk.get("/admin/offices").text


def test_a_county_keeps_its_own_and_others_do_not_exist(app: Flask) -> None:
    desk = staff_browser(app, Role.ADMIN, "620503")
    assert "本县区" in desk.send("/admin/offices/new", **OFFICE).text
    commit_site(app)
    assert desk.get("/admin/offices/1").status == 404
    assert staff_browser(app, Role.POSTER).get("/admin/offices").status == 403
