"""Group alarms as a person at a desk meets them: who sees which, and who may settle one."""

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.group_alarm import AlarmState
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.models import GroupAlarm
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import staff_browser

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


def commit_alarm(app: Flask, region: str = "620502", name: str = "示例·三阳安置房") -> int:
    """Three complaints of a site, found by the job."""
    with app.app_context():
        site = factories.site(db.session, region=region, name=name)
        for n in range(3):
            factories.complaint(db.session, site, phone=f"1990000{n:04d}", name="钱某某")
        db.session.commit()
    assert "新 1" in app.test_cli_runner().invoke(args=["groups", "watch"]).output
    with app.app_context():
        return db.session.scalars(select(GroupAlarm.id).order_by(GroupAlarm.id.desc())).first() or 0


def listed(page: Page) -> list[str]:
    return [a.text_content() for a in page.all("//tbody//a")]


def tabs(page: Page) -> dict[str, str]:
    links = page.all("//nav[@class='tabs']//a")
    return {link.text.strip(): link.find("b").text for link in links}


def test_the_inbox_counts_them_and_leads_to_the_list(app: Flask) -> None:
    commit_alarm(app)
    commit_alarm(app, "620503", "示例·麦积厂房")
    desk = staff_browser(app, region="620502")
    inbox = desk.get("/console/inbox")
    assert tabs(inbox)["群体预警"] == "1"
    [address] = inbox.all("//a[starts-with(normalize-space(), '群体预警')]/@href")
    page = desk.get(address)
    assert listed(page) == ["示例·三阳安置房"]
    assert "至少 " in page.text
    city = staff_browser(app)
    assert len(listed(city.get("/console/alarms"))) == 2
    assert listed(city.get("/console/alarms?region=620503")) == ["示例·麦积厂房"]
    assert listed(city.get("/console/alarms?state=over")) == []
    assert listed(city.get("/console/alarms?state=x&page=0&region=x")) != []


def test_the_page_says_what_was_reached_by_whose_rule_and_names_nobody(app: Flask) -> None:
    alarm_id = commit_alarm(app)
    page = staff_browser(app).get(f"/console/alarms/{alarm_id}")
    rows = ["".join(row.text_content().split()) for row in page.all("(//tbody)[1]/tr")]
    assert "来得快到了7天里最多3件7天里3件本局规定" in rows
    assert any(row.startswith("人数至少3人10人本局规定") for row in rows)
    assert "参照劳动争议调解仲裁法第 7 条" in page.text
    assert "这个工地没办结的（3 件）" in page.text
    assert "钱某" not in page.text


def test_it_is_dismissed_once_and_with_a_reason(app: Flask) -> None:
    alarm_id = commit_alarm(app)
    address = f"/console/alarms/{alarm_id}"
    desk = staff_browser(app, region="620502")
    assert "请写明" in desk.send(f"{address}/dismiss", on=address, reason=" ").text
    done = desk.send(f"{address}/dismiss", on=address, reason="三件是一件，已并")
    assert (done.status, done.location) == (303, address)
    page = desk.get(address)
    assert "三件是一件，已并" in page.text
    assert not page.all("//form[contains(@action, 'dismiss')]")
    again = desk.send(f"{address}/dismiss", on=address, reason="我也看过")
    assert again.status == 409
    assert "我也看过" in again.text
    assert tabs(desk.get("/console/alarms")) == {
        "新预警": "0", "已立群体案件": "0", "已看过，不立": "1", "已解除": "0",
    }  # fmt: skip


@pytest.mark.parametrize("role", Role)
def test_who_may_look_and_who_may_settle(app: Flask, role: Role) -> None:
    alarm_id = commit_alarm(app)
    address = f"/console/alarms/{alarm_id}"
    desk = staff_browser(app, role, "620502")
    looks = 200 if may(role, Permission.SEE_COMPLAINTS) else 403
    assert desk.get("/console/alarms").status == desk.get(address).status == looks
    settles = 303 if may(role, Permission.INVESTIGATE) else 403
    for step in (f"{address}/dismiss", "/console/alarms/watch"):
        sent = desk.send(step, on="/console/account", reason="看过了")
        assert sent.status == settles, step


def test_another_county_does_not_know_of_it(app: Flask) -> None:
    alarm_id = commit_alarm(app)
    other = staff_browser(app, Role.DIRECTOR, "620503")
    address = f"/console/alarms/{alarm_id}"
    assert other.get(address).status == 404
    assert other.send(f"{address}/dismiss", on="/console/account", reason="x").status == 404
    assert listed(other.get("/console/alarms")) == []
    with app.app_context():
        assert db.session.get_one(GroupAlarm, alarm_id).state is AlarmState.NEW


def test_counting_now_and_the_notice_of_it(app: Flask) -> None:
    alarm_id = commit_alarm(app)
    desk = staff_browser(app, Role.HEAD, "620502")
    assert desk.send("/console/alarms/watch", on="/console/alarms").status == 303
    page = desk.get("/console/notices")
    assert page.all("//header//*[@class='count']/text()") == ["1"]
    assert page.all(f"//tbody//a[@href='/console/alarms/{alarm_id}']")
    desk.send("/console/notices", up_to=page.field("up_to"))
    assert desk.get("/console/notices").all("//header//*[@class='count']") == []


def test_the_history_of_a_site_tells_alarms_to_those_who_may_see_complaints(app: Flask) -> None:
    commit_alarm(app)
    with app.app_context():
        code = db.session.scalars(GroupAlarm.seen_from("620502")).one().site.code
    assert "有群体预警" in staff_browser(app).get(f"/admin/sites/{code}").text
    poster = staff_browser(app, Role.POSTER)
    assert "预警" not in poster.get(f"/admin/sites/{code}").text


def test_a_worker_reads_nothing_of_it(app: Flask) -> None:
    with app.app_context():
        site = factories.site(db.session)
        made = factories.receipt(db.session, site, headcount="10+")
        number, code = made.complaint.number, made.query_code
        db.session.commit()
    app.test_cli_runner().invoke(args=["groups", "watch"])
    worker = Browser(app, cookies=False)
    page = worker.post("/follow", {"number": number, "query_code": code})
    assert page.status == 200
    assert "预警" not in page.text
