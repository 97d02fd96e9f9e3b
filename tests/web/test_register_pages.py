"""The register at the desk: one site by form, its checklist, its board."""

import pypdfium2
import zxingcpp
from flask import Flask
from sqlalchemy import select

from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Event
from posters import Design
from tests.web.journey import commit_site, staff_browser

NEW = {
    "name": "示例·新桥", "region": "620502", "address": "示例路", "industry": "transport",
    "status": "planned", "contract": "1.2亿", "started_on": "2026年6月1日", "pay_day": "次月5号",
    "developer": "示例交投", "developer_phone": "0000-0000001", "general_contractor": "示例路桥",
    "project_office_person": "王某", "project_office_phone": "0000-0000002",
    "no_subcontractor": "y", "regulator": "示例交通局", "regulator_phone": "0000-0000003",
    "wage_officer_person": "陈某", "wage_officer_phone": "000 0000 0004",
}  # fmt: skip


def test_one_site_is_registered_by_form_and_can_be_changed(app: Flask) -> None:
    browse = staff_browser(app, Role.POSTER)
    made = browse.send("/admin/sites/new", **NEW)
    page = browse.follow(made)
    for words in ("示例·新桥", "12000 万元", "次月5日", "2026-06-01", "王某"):
        assert words in page.text
    address = made.location + "/edit"
    form = browse.get(address)
    assert form.field("contract") == "12000"
    fields = form.fields("//form[@method='post' and not(@action)]")
    assert browse.post(address, fields).status == 303, "what is shown is accepted as it stands"
    fields["pay_day"] = [""]
    browse.post(address, fields)
    assert "没有填" in browse.get(made.location).text


def test_an_unreadable_field_is_told_where_it_stands_and_all_is_kept(app: Flask) -> None:
    browse = staff_browser(app, Role.POSTER)
    bad = {**NEW, "wage_officer_phone": "abc", "contract": "很多", "name": "", "region": ""}
    page = browse.send("/admin/sites/new", **bad)
    assert page.status == 422
    assert page.field("developer") == "示例交投"
    page = browse.send("/admin/sites/new", **{**bad, "name": "示例·新桥", "region": "620502"})
    assert page.status == 422
    for words in ("“abc”不是电话号码", "“很多”不是金额"):
        assert words in page.text
    nonsense = {**NEW, "industry": "<x>", "status": "x", "region": "000000"}
    assert browse.send("/admin/sites/new", **nonsense).status == 422


def test_a_twin_is_named(app: Flask) -> None:
    browse = staff_browser(app, Role.POSTER)
    first = browse.send("/admin/sites/new", **NEW)
    page = browse.send("/admin/sites/new", **{**NEW, "name": "示例· 新桥"})
    assert page.status == 409
    assert page.all(f"//a[@href='{first.location}']")


def test_a_county_s_staff_keep_their_own_county(app: Flask) -> None:
    browse = staff_browser(app, Role.POSTER, "620503")
    page = browse.send("/admin/sites/new", **NEW)
    assert page.status == 422
    assert "只能登记本县区" in page.text
    other = commit_site(app, region="620502")
    assert browse.get(f"/admin/sites/{other}").status == 404
    pdf = browse.send(f"/admin/sites/{other}/board.pdf", on="/admin/sites")
    assert pdf.status == 404


def test_sites_are_found_by_code_name_and_contractor(app: Flask) -> None:
    code = commit_site(app, name="示例·滨江花园")
    commit_site(app, name="示例·别处", with_offices=False)
    browse = staff_browser(app, Role.POSTER)
    for words in (code, f"{code[:4]} {code[4:]}", "滨江", "花园 滨江"):
        assert len(browse.get("/admin/sites", query_string={"q": words}).all("//tbody/tr")) == 1
    assert "没有找到" in browse.get("/admin/sites?q=没有的").text
    assert len(browse.get("/admin/sites?q=%25").all("//tbody/tr")) == 0, "% is no wildcard"


def test_the_board_is_issued_and_its_qr_opens_the_site(app: Flask) -> None:
    code = commit_site(app)
    browse = staff_browser(app, Role.POSTER)
    desk = f"/admin/sites/{code}"
    assert "13 项齐全" in browse.get(desk).text
    for paper in ("A3", "A4"):
        pdf = browse.send(f"{desk}/issues", on=desk, paper=paper)
        assert pdf.headers["Content-Type"] == "application/pdf"
        page = pypdfium2.PdfDocument(pdf.body)[0]
        image = page.render(scale=150 / 72).to_pil()
        assert [r.text for r in zxingcpp.read_barcodes(image)] == [f"http://localhost/s/{code}?p=1"]
    assert browse.get(f"/admin/sites/{code}/board.png").body.startswith(b"\x89PNG")
    assert browse.send(f"{desk}/issues", on=desk, paper="A9").status == 404
    assert "不用再出样稿" in browse.send(f"{desk}/board.pdf", on=desk).text
    with app.app_context():
        issued = select(Event.facts).where(Event.name == EventName.BOARD_ISSUED)
        facts = db.session.scalars(issued).all()
    assert facts == [{"version": 1, "paper": "A3"}, {"version": 2, "paper": "A4"}]


def test_the_board_is_seen_in_each_design_and_printed_as_it_was_asked_for(app: Flask) -> None:
    code = commit_site(app)
    browse = staff_browser(app, Role.POSTER)
    desk = f"/admin/sites/{code}"
    previews = [str(src) for src in browse.get(desk).all("//fieldset//img/@src")]
    seen = [browse.get(src).body for src in previews]
    assert len(set(seen)) == len(seen) == len(Design)
    trimmed = {"design": "ledger", "trimmed": "on", "grayscale": "on"}
    pdf = browse.send(f"{desk}/issues", on=desk, paper="A4", **trimmed)
    page = pypdfium2.PdfDocument(pdf.body)[0]
    assert [round(side / 72 * 25.4) for side in page.get_size()] == [210 + 22, 297 + 22]
    assert "责任主体" in page.get_textpage().get_text_bounded()
    assert browse.send(f"{desk}/issues", on=desk, design="x").status == 404
    assert browse.get(f"{desk}/board.png?design=x").status == 404


def test_helmet_cards_and_the_picture_for_a_group_are_made_for_the_site(app: Flask) -> None:
    code = commit_site(app)
    browse = staff_browser(app, Role.POSTER)
    cards = browse.get(f"/admin/sites/{code}/cards.pdf?per_sheet=21")
    image = pypdfium2.PdfDocument(cards.body)[0].render(scale=2).to_pil()
    assert [r.text for r in zxingcpp.read_barcodes(image)] == [f"http://localhost/s/{code}"] * 21
    assert browse.get(f"/admin/sites/{code}/share.png").body.startswith(b"\x89PNG")
    without = commit_site(app, with_offices=False, region="620503", name="示例·没有电话")
    assert "还没有核实过的监察电话" in browse.get(f"/admin/sites/{without}").text
    assert browse.get(f"/admin/sites/{without}/cards.pdf").status == 404


def test_a_character_that_the_font_lacks_is_named_before_printing(app: Flask) -> None:
    code = commit_site(app, name="示例·\U0001f600工地")
    browse = staff_browser(app, Role.POSTER)
    page = browse.get(f"/admin/sites/{code}")
    assert "项目名称（site_name）中的“\U0001f600”（U+1F600）" in page.text
    assert not page.all("//button[@name='paper']")
    for address in ("board.png", "share.png", "cards.pdf"):
        assert browse.get(f"/admin/sites/{code}/{address}").status == 409


def test_a_board_that_lacks_something_is_a_draft_and_says_what(app: Flask) -> None:
    code = commit_site(app, pay_day="")
    browse = staff_browser(app, Role.POSTER)
    page = browse.get(f"/admin/sites/{code}")
    assert "只能出样稿，还缺 1 项" in page.text
    [lacking] = page.all("//li[@class='lacking']")
    assert "".join(lacking.text_content().split()) == "8.工资支付日期：缺去填"
    assert page.all(f"//a[@href='/admin/sites/{code}/edit#pay_day']")
    pdf = browse.send(f"/admin/sites/{code}/board.pdf", on=f"/admin/sites/{code}")
    assert "draft" in pdf.headers["Content-Disposition"]
    text = pypdfium2.PdfDocument(pdf.body)[0].get_textpage().get_text_bounded()
    assert "样稿" in text
