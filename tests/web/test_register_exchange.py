"""Workbooks in and out by web."""

import io

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Event, Site
from portal.services.workbook import read_workbook
from portal.web.admin import site_exchange
from tests.browse import Browser, Page
from tests.services.test_register import GOOD, book, changed
from tests.web.journey import commit_site, staff_browser

IMPORT = "/admin/sites/import"


@pytest.fixture
def poster(app: Flask) -> Browser:
    return staff_browser(app, Role.POSTER)


def upload(browse: Browser, content: bytes, name: str = "麦积区.xlsx") -> Page:
    return browse.send(IMPORT, file=(io.BytesIO(content), name))


def confirm(browse: Browser, report: Page, address: str) -> Page:
    return browse.post(address, report.fields("//form[contains(@action, 'import/')]"))


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Site)) or 0


def test_a_workbook_is_looked_at_row_by_row_and_then_written_once(
    app: Flask, poster: Browser
) -> None:
    rows = [GOOD, changed(项目名称="示例·二", 施工许可证号="示例2", 劳资专管员电话="abc")]
    answer = upload(poster, book(*rows, changed(县区="兰州")))
    report = poster.follow(answer)
    for words in ("示例·道路改造", "“abc”不是电话号码，这一格不写入", "不是本市的县区", "新增 2"):
        assert words in report.text
    assert count(app) == 0
    refused = poster.get(f"{answer.location}?outcome=refused")
    assert len(refused.all("//tbody/tr")) == 1
    for _ in range(2):
        assert confirm(poster, report, answer.location).location == answer.location
    done = poster.get(answer.location)
    assert "共 3 行：新增 2，变更 0，不变 0，拒收 1" in done.text
    assert count(app) == 2
    with app.app_context():
        imported = select(Event).where(Event.name == EventName.SITES_IMPORTED)
        assert len(db.session.scalars(imported).all()) == 1
    again = poster.follow(upload(poster, book(*rows)))
    assert "没有要写入的" in again.text


def test_a_change_is_shown_from_what_to_what(app: Flask, poster: Browser) -> None:
    for row in (GOOD, changed(项目状态="停工", 劳资专管员电话="199-0000-0003")):
        answer = upload(poster, book(row))
        report = poster.follow(answer)
        confirm(poster, report, answer.location)
    assert "项目状态 在建 → 停工" in report.text
    assert "00000000007 → 199 0000 0003" in report.text


def test_a_register_that_has_changed_since_is_shown_again(app: Flask, poster: Browser) -> None:
    answer = upload(poster, book(GOOD))
    report = poster.follow(answer)
    commit_site(app, name="示例·道路改造", region="620503", permit_no="示例620503001")
    page = poster.follow(confirm(poster, report, answer.location))
    assert "什么都还没有写入" in page.text
    assert "施工总承包" in page.text
    assert count(app) == 1
    confirm(poster, page, answer.location)
    assert "写入了登记册" in poster.get(answer.location).text


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"no workbook", "x.xlsx", "这不是能读的表格文件"),
        (book([1, 2], title=False, header=["a", "b"]), "x.xlsx", "没找到表头"),
        (b"", "", "请选一个表格文件"),
    ],
)
def test_what_cannot_be_read_is_told(
    poster: Browser, content: bytes, name: str, message: str
) -> None:
    page = upload(poster, content, name)
    assert page.status == 422
    assert message in page.text


def test_a_workbook_may_be_larger_than_a_form_but_not_a_stranger_s(
    app: Flask, poster: Browser
) -> None:
    large = book(GOOD) + b"\0" * 2_000_000
    token = poster.get(IMPORT).field("csrf_token")

    def send(browse: Browser, address: str) -> int:
        fields = {"csrf_token": token, "file": FileStorage(io.BytesIO(large), "x.xlsx")}
        boundary, body = encode_multipart(fields)
        kind = f"multipart/form-data; boundary={boundary}"
        return browse.post(address, body, content_type=kind).status

    assert send(poster, IMPORT) in (303, 422)
    assert send(Browser(app), IMPORT) == 413
    assert send(poster, "/admin/sites/new") == 413


def test_only_who_sent_it_finds_it(app: Flask, poster: Browser) -> None:
    answer = upload(poster, book(GOOD))
    other = staff_browser(app, Role.POSTER)
    assert "已经清掉" in other.get(answer.location).text
    assert other.send(answer.location, on=IMPORT).status == 404
    assert count(app) == 0


def test_a_long_report_is_read_a_page_at_a_time(
    poster: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_exchange, "ROWS", 2)
    rows = [changed(项目名称=f"示例·{n}", 施工许可证号=f"示例{n}") for n in range(3)]
    report = poster.follow(upload(poster, book(*rows)))
    assert len(report.all("//tbody/tr")) == 2
    [onward] = report.all("//a[.='后面的行']/@href")
    assert len(poster.get(onward).all("//tbody/tr")) == 1


def test_the_list_is_exported_as_it_is_narrowed_and_it_is_noted(
    app: Flask, poster: Browser
) -> None:
    commit_site(app, name="=示例·甲", with_offices=False)
    commit_site(app, region="620503", with_offices=False)
    page = poster.get("/admin/sites?region=620502")
    [address] = page.all("//form[contains(@action, 'export')]/@action")
    fields = page.fields("//form[contains(@action, 'export')]")
    sheet = poster.post(address, fields, buffered=True)
    assert sheet.headers["Content-Disposition"].startswith("attachment")
    rows = read_workbook(sheet.body)
    assert [row.cells["name"] for row in rows] == ["=示例·甲"]
    again = poster.follow(upload(poster, sheet.body))
    assert "没有要写入的" in again.text
    with app.app_context():
        noted = select(Event.facts).where(Event.name == EventName.SITES_EXPORTED)
        assert db.session.scalars(noted).all() == [{"region": "620502", "count": 1}]
    county = staff_browser(app, Role.POSTER, "620503")
    fields["csrf_token"] = [county.get("/admin/sites").field("csrf_token")]
    sheet = county.post(address, fields, buffered=True)
    assert read_workbook(sheet.body) == []
