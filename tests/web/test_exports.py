"""Taking a list along from its page: by whom, what is asked first, and what comes."""

import csv
import io
from itertools import product

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.events import EventName
from portal.domain.regions import CITY
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.models import Event
from tests.browse import Browser, Page
from tests.web.journey import commit_complaint, staff_browser
from tests.web.test_permissions import signed_in

EXPORT = "/console/exports/complaints"
HERE, ELSEWHERE = "620502", "620503"


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def rows_of(page: Page) -> list[list[str]]:
    return list(csv.reader(io.StringIO(page.body.decode("utf-8-sig"), newline="")))


def events(app: Flask, name: EventName) -> list[Event]:
    with app.app_context():
        return list(db.session.scalars(select(Event).where(Event.name == name)))


def head(app: Flask, region: str = CITY) -> Browser:
    return staff_browser(app, Role.HEAD, region)


def test_every_role_takes_along_exactly_what_the_table_grants(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    number = commit_complaint(app, region=HERE, name="王某某")
    for role, region in product(Role, (HERE, ELSEWHERE, CITY)):
        client = signed_in(app, role, region)
        granted = may(role, Permission.EXPORT_LISTS) and may(role, Permission.SEE_COMPLAINTS)
        answer = client.post(EXPORT, data={"kind": "csv"})
        assert answer.status_code == (200 if granted else 403), (role, region)
        assert client.get(EXPORT).status_code == answer.status_code
        spoken = f"{number[:4]} {number[4:]}"
        assert (spoken in answer.text) == (granted and region != ELSEWHERE), (role, region)
        assert "王某某" not in answer.text
        personal = {"kind": "csv", "is_personal": "y", "reason": "移送公安附名单"}
        answer = client.post(EXPORT, data=personal)
        granted = granted and may(role, Permission.EXPORT_PERSONAL)
        assert answer.status_code == (200 if granted else 403), (role, region)
        assert ("王某某" in answer.text) == (granted and region != ELSEWHERE), (role, region)
    assert {(one.facts["is_personal"], one.facts["region"]) for one in exported(app)} == {
        (is_personal, region) for is_personal in (False, True) for region in (HERE, ELSEWHERE, CITY)
    }


def exported(app: Flask) -> list[Event]:
    return events(app, EventName.EXPORTED)


def test_a_link_exports_nothing_and_neither_does_a_form_without_its_token(app: Flask) -> None:
    commit_complaint(app)
    browse = head(app)
    page = browse.get(EXPORT)
    assert page.is_html
    assert browse.post(EXPORT, {"kind": "csv"}).status == 400
    assert not exported(app)


def test_the_page_says_how_many_how_narrowed_and_which_columns(app: Flask) -> None:
    commit_complaint(app)
    commit_complaint(app, channel="phone")
    browse = head(app)
    listed = browse.get("/console/complaints?channel=phone")
    (address,) = listed.all("//a[normalize-space()='导出这些']/@href")
    page = browse.get(address)
    for words in ("现在 1 行", "来源电话", "状态全部", "登记号、收到时间", "姓名、电话、原话"):
        assert words in page.text, words
    file = browse.post(
        page.all("//form[@data-again]/@action")[0],
        page.fields("//form[@data-again]") | {"kind": "csv"},
    )
    assert [line for line in rows_of(file) if line[:1] == ["来源"]] == [["来源", "电话"]]
    assert rows_of(file)[-1] == ["共 1 行"]


def test_the_workbook_says_what_it_is_who_took_it_and_how_many_rows(app: Flask) -> None:
    commit_complaint(app)
    answer = head(app).send(EXPORT, kind="xlsx")
    assert "filename*=UTF-8''%E6%8A%95%E8%AF%89" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    about = dict(book["说明"].iter_rows(values_only=True))
    (noted,) = exported(app)
    assert about["导出编号"] == noted.facts["export"]
    assert about["个人信息"] == "不含"
    assert about["行数"] == "共 1 行"
    assert "机构负责人，天水市" in about["导出"]
    (ended,) = events(app, EventName.EXPORT_ENDED)
    assert ended.facts == {"export": noted.facts["export"], "count": 1, "is_whole": True}


def test_what_is_personal_wants_a_reason_and_nothing_typed_is_lost(app: Flask) -> None:
    commit_complaint(app, name="王某某")
    browse = head(app)
    refused = browse.send(EXPORT, kind="csv", is_personal="y", reason="办案")
    assert refused.status == 422
    assert "至少 6 个字" in refused.text
    assert refused.all("//textarea")[0].text.strip() == "办案"
    assert refused.all("//input[@name='is_personal'][@checked]")
    assert refused.all("//input[@value='csv'][@checked]")
    assert not exported(app)
    given = browse.send(EXPORT, kind="csv", is_personal="y", reason="移送公安附名单")
    assert "王某某" in given.body.decode()
    assert ["个人信息", "含个人信息，只供办案，不得发给企业或公开"] in rows_of(given)
    (noted,) = exported(app)
    assert noted.note is not None
    assert noted.note.startswith("移送公安附名单\n")


@pytest.mark.parametrize("kind", ["", "pdf"])
def test_a_form_that_is_no_file_is_refused(app: Flask, kind: str) -> None:
    assert head(app).send(EXPORT, kind=kind).status == 422


def test_what_a_search_finds_is_taken_along_and_a_number_is_masked(app: Flask) -> None:
    commit_complaint(app, phone="19900000001", narrative="塔吊班的工钱")
    commit_complaint(app, phone="19900000002", narrative="木工班")
    browse = head(app)
    for words, said in (("19900000002", "电话 199****0002"), ("塔吊班", "“塔吊班”")):
        found = browse.follow(
            browse.send("/console/complaints/search", on="/console/complaints", words=words)
        )
        (address,) = found.all("//a[normalize-space()='导出这些']/@href")
        lines = rows_of(browse.send(address, kind="csv"))
        assert ["搜索", said] in lines
        assert lines[-1] == ["共 1 行"]


def test_a_list_that_is_none_is_not_there(app: Flask) -> None:
    assert head(app).get("/console/exports/passwords").status == 404


def test_the_auditor_reads_on_the_complaint_who_took_it_along(app: Flask) -> None:
    number = commit_complaint(app, name="王某某")
    other = commit_complaint(app, channel="phone")
    browse = head(app)
    personal = {"kind": "csv", "is_personal": "y", "reason": "移送公安附名单"}
    browse.send(f"{EXPORT}?channel=scan", **personal)
    (noted,) = exported(app)
    auditor = staff_browser(app, Role.AUDITOR, CITY)
    said = f"导出编号 {noted.facts['export']}"
    assert said in auditor.get(f"/console/complaints/{number}").text
    assert said not in auditor.get(f"/console/complaints/{other}").text
    assert said not in browse.get(f"/console/complaints/{number}").text
