"""The auditor's page and the commands of the chain."""

import re

import pytest
from flask import Flask
from sqlalchemy import func, select, text

from portal.domain.audit import Act
from portal.domain.events import EventName
from portal.domain.regions import CITY
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Event
from tests import factories
from tests.browse import Browser, Page
from tests.services.test_audit import tamper
from tests.web.test_commands import fails_in_one_line, run


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def browser(app: Flask, role: Role, region: str = CITY) -> Browser:
    """Signed in without the slow check of a password."""
    with app.app_context():
        session_id = factories.member(db.session, role, region=region).get_id()
        db.session.commit()
    browse = Browser(app)
    with browse.client.session_transaction() as session:
        session["_user_id"] = session_id
    return browse


def case(app: Flask, region: str = "620502") -> str:
    with app.app_context():
        number = factories.complaint(db.session, region=region).number
        db.session.commit()
    return number


def acts(page: Page) -> list[str]:
    return [cell.text_content() for cell in page.all("//tbody//td[2]")]


def opened(app: Flask) -> int:
    with app.app_context():
        query = select(func.count()).where(Event.name == EventName.CASE_READ)
        return db.session.scalar(query) or 0


def test_opening_a_case_is_on_record_once_a_day_and_no_step_of_it(app: Flask) -> None:
    number = case(app)
    browse = browser(app, Role.INSPECTOR)
    first = browse.get(f"/console/complaints/{number}")
    assert (first.status, opened(app)) == (200, 1)
    again = browse.get(f"/console/complaints/{number}")
    assert opened(app) == 1
    assert again.field("seen") == first.field("seen")
    assert "打开" not in again.text
    browser(app, Role.HEAD).get(f"/console/complaints/{number}")
    assert opened(app) == 2
    shown = browser(app, Role.AUDITOR).get(f"/console/audit?act={Act.READ}")
    assert acts(shown) == ["查看", "查看"]
    assert shown.text.count("打开这件") == 2


@pytest.mark.parametrize("role", list(Role))
def test_only_an_auditor_opens_the_audit(app: Flask, role: Role) -> None:
    expected = 200 if role is Role.AUDITOR else 403
    browse = browser(app, role)
    assert browse.get("/console/audit").status == expected
    link = "//nav//a[@href='/console/audit']"
    assert bool(browse.get("/console/account").all(link)) == (expected == 200)


def test_what_was_shown_to_whom_is_found_by_act_person_day_and_number(app: Flask) -> None:
    number, other = case(app), case(app)
    browse = browser(app, Role.INSPECTOR)
    for each in (number, other):
        address = f"/console/complaints/{each}"
        assert browse.send(f"{address}/reveal", on=address, reason="verify").status == 200
    auditor = browser(app, Role.AUDITOR)
    shown = auditor.get(f"/console/audit?act={Act.REVEAL}&number={number}")
    assert acts(shown) == ["显示"]
    assert "核对身份" in shown.text
    assert auditor.get("/console/audit?act=reveal&day=2020-01-01").text.count("核对身份") == 0
    who = str(auditor.get("/console/audit").all("//select[@id='who']/option/@value")[1])
    assert auditor.get(f"/console/audit?who={who}").status == 200
    everything = auditor.get("/console/audit")
    assert {"显示", "查看", "工友来的"} <= set(acts(everything))


def test_what_is_typed_wrong_is_said_and_kept(app: Flask) -> None:
    auditor = browser(app, Role.AUDITOR)
    page = auditor.get("/console/audit?number=12345678&day=2026-13-40&site=1&who=nobody&act=x")
    for words in ("没有这个登记号", "日期要写成", "没有这个工地编码", "没有这个账号"):
        assert words in page.text
    assert page.field("number") == "12345678"


def test_a_county_sees_its_own_alone(app: Flask) -> None:
    here, elsewhere = case(app, "620502"), case(app, "620503")
    auditor = browser(app, Role.AUDITOR, "620502")
    page = auditor.get(f"/console/audit?act={Act.WORKER}")
    assert acts(page) == ["工友来的"]
    assert here in page.location + str(page.body)
    assert elsewhere not in str(page.body)
    assert "没有这个登记号" in auditor.get(f"/console/audit?number={elsewhere}").text
    assert len(acts(browser(app, Role.AUDITOR).get("/console/audit?act=worker"))) == 2


def test_pages_follow_one_another_without_a_gap(app: Flask) -> None:
    number = case(app)
    with app.app_context():
        db.session.execute(
            text(
                "insert into event (name, at, complaint_id, facts)"
                " with recursive n(i) as (select 1 union all select i + 1 from n where i < 120)"
                " select case i % 2 when 0 then 'worker_wrote' else 'contact_given' end,"
                " '2026-11-01 00:00:00', (select id from complaint), '{}' from n"
            )
        )
        db.session.commit()
    auditor = browser(app, Role.AUDITOR)
    for narrowing in (f"act={Act.WORKER}", f"number={number}", "day=2026-11-01"):
        seen: list[str] = []
        address = f"/console/audit?{narrowing}"
        while address:
            page = auditor.get(address)
            seen += [cell.text_content() for cell in page.all("//tbody//td[6]")]
            further = page.all("//a[text()='更早的']/@href")
            address = str(further[0]) if further else ""
        numbers = [int(each) for each in seen]
        assert len(numbers) >= 120
        assert numbers == sorted(set(numbers), reverse=True)


def test_the_chain_is_sealed_checked_and_told_by_commands(app: Flask) -> None:
    case(app)
    assert "还没有封过" in run(app, "audit", "head").output
    assert "新封 1 条" in run(app, "audit", "seal").output
    told = run(app, "audit", "head").output
    written = re.search(r"链头 (1-[0-9a-f]{32})\n", told)
    assert written is not None
    found = run(app, "audit", "verify", "--head", written[1])
    assert found.output.startswith("审计链完好：1 条，链头 1-")
    assert found.exit_code == 0
    auditor = browser(app, Role.AUDITOR)
    page = auditor.get("/console/audit")
    assert "完好" in page.text
    assert written[1] in page.text
    assert "链头要写成" in fails_in_one_line(run(app, "audit", "verify", "--head", "1-ab"))
    wrong = fails_in_one_line(run(app, "audit", "verify", "--head", "1-" + "ab" * 16))
    assert "记下的链头不在链里" in wrong
    with app.app_context():
        tamper(db.session, "update event set at = '2020-01-01 00:00:00' where id = 1")
    told = fails_in_one_line(run(app, "audit", "verify"))
    assert told == "Error: 审计链第 1 条（编号 1）有问题：和封存时不一样，被改过"
    assert "编号 1 的经过和封存时不一样，被改过" in auditor.get("/console/audit").text
