"""A group case as an inspector meets it: taken up, accepted together, and nobody told of others."""

import re

import pytest
from flask import Flask

from portal.domain.complaint import Status
from portal.domain.recusal import RecusalGround
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.models import Complaint, GroupCase, Site, Staff
from portal.services import groups, recusals
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import load, staff_browser, two_inspectors

pytestmark = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
REGION = "620502"


@pytest.fixture
def numbers(app: Flask) -> list[str]:
    """Four complaints of a site that has an alarm; the first two came by a share code."""
    with app.app_context():
        site = factories.site(db.session, region=REGION, name="示例·三阳安置房")
        made = [
            factories.complaint(db.session, site, phone=f"1990000{n:04d}", name=f"{who}某某")
            for n, who in enumerate("赵钱孙李")
        ]
        group = groups.share(db.session, made[0])
        groups.join(db.session, made[1], group.code)
        found = [one.number for one in made]
        db.session.commit()
    app.test_cli_runner().invoke(args=["groups", "watch"])
    return found


@pytest.fixture
def case(app: Flask, numbers: list[str]) -> str:
    """The address of the case of all four."""
    desk = staff_browser(app, region=REGION)
    return str(take_up(desk).location)


def take_up(desk: Browser, **ticked: list[str]) -> Page:
    page = desk.get("/console/alarms/1")
    form = page.fields("//form[contains(@action, 'take-up')]")
    return desk.post("/console/alarms/1/take-up", {**form, **ticked})


def listed(page: Page) -> list[str]:
    links = page.all("//tbody//a[contains(@href, '/console/complaints/')]")
    return ["".join(a.text_content().split()) for a in links]


def send(desk: Browser, case: str, step: str, **typed: object) -> Page:
    return desk.send(f"{case}/{step}", on=case, **typed)


def test_an_alarm_is_taken_up_with_the_workers_own_group(app: Flask, numbers: list[str]) -> None:
    desk = staff_browser(app, region=REGION)
    none = take_up(desk, complaints=[], shared=[])
    assert none.status == 422
    assert "请至少勾一件" in none.text
    done = take_up(desk)
    page = desk.follow(done)
    assert listed(page) == numbers
    assert "至少 4 人" in page.text
    assert "工友说的140000 元" in page.text
    assert not re.search("[赵钱孙李]某", page.text)
    late = desk.send("/console/alarms/1/take-up", on="/console/alarms/1", complaints=numbers[2:])
    assert late.status == 422  # nothing is free any more
    alarm = desk.get("/console/alarms/1")
    assert "已立群体案件" in alarm.text
    assert alarm.all(f"//a[@href='{done.location}']")


def test_only_what_is_ticked_and_the_rest_later(app: Flask, numbers: list[str]) -> None:
    desk = staff_browser(app, region=REGION)
    case = take_up(desk, complaints=numbers[2:3], shared=[]).location
    assert listed(desk.get(case)) == numbers[2:3]
    assert send(desk, case, "add", number="").status == 422
    assert send(desk, case, "add", number=numbers[0]).status == 422
    assert send(desk, case, "add", number=numbers[3]).status == 303
    assert listed(desk.get(case)) == numbers[2:]


def test_accepted_together_each_with_its_own_answer(
    app: Flask, case: str, numbers: list[str]
) -> None:
    desk = staff_browser(app, region=REGION)
    inspectors = two_inspectors(app)
    wrong = send(desk, case, "steps/accept", **{**inspectors, "second_certificate": ""})
    assert wrong.status == 422
    assert wrong.all("//input[@name='lead_certificate'][@value='示例001']")
    assert send(desk, case, "steps/accept", **inspectors).status == 303
    assert {load(app, number).status for number in numbers} == {Status.ACCEPTED}
    again = send(desk, case, "steps/accept", **inspectors)
    assert again.status == 409
    alone = send(desk, case, "steps/investigate", note="")
    assert alone.status == 303
    refused = send(desk, case, "steps/decide", decision="penalty", note="x")
    assert refused.status == 409
    assert {load(app, number).status for number in numbers} == {Status.INVESTIGATING}
    assert send(desk, case, "steps/x").status == 404


def test_who_has_withdrawn_from_one_is_kept_from_that_one(
    app: Flask, case: str, numbers: list[str]
) -> None:
    desk = staff_browser(app, region=REGION)
    inspectors = two_inspectors(app)
    with app.app_context():
        second = db.session.scalars(Complaint.by_number(numbers[1])).one()
        lead = db.session.get_one(Staff, int(inspectors["lead"]))
        recusals.declare(
            db.session, second, by=lead, person=lead, ground=RecusalGround.OWN, note="老乡"
        )
        db.session.commit()
    refused = send(desk, case, "steps/accept", **inspectors)
    assert refused.status == 409
    assert "声明了回避" in refused.text
    assert {load(app, number).status for number in numbers} == {Status.RECEIVED}


def test_representatives_leaving_and_notes(app: Flask, case: str, numbers: list[str]) -> None:
    desk = staff_browser(app, region=REGION)
    assert send(desk, case, "representatives", number="x").status == 422
    assert send(desk, case, "representatives", number=numbers[0]).status == 303
    assert "代表" in desk.get(case).all("//tbody/tr[1]")[0].text_content()
    assert send(desk, case, "representatives/end", number=numbers[0]).status == 303
    empty = send(desk, case, "leave", number=numbers[1], reason=" ")
    assert empty.status == 422
    assert send(desk, case, "leave", number=numbers[1], reason="不是这个班组").status == 303
    assert numbers[1] not in listed(desk.get(case))
    assert send(desk, case, "notes", text="总包说周五打款，找19912345678").status == 303
    here = listed(desk.get(case))
    for number in here[:-1]:
        assert send(desk, case, "leave", number=number, reason="各办各的").status == 303
    last = send(desk, case, "leave", number=here[-1], reason="各办各的")
    assert last.status == 409
    assert "群体的记录跟着它保存" in last.text
    page = desk.get(case)
    assert listed(page) == here[-1:]
    assert "总包说周五打款" in page.text
    assert "19912345678" not in page.text


def test_no_more_representatives_than_the_office_deals_with(
    app: Flask, make_app: object, case: str, numbers: list[str]
) -> None:
    strict = make_app(group_representatives=1)  # type: ignore[operator]
    desk = staff_browser(strict, region=REGION)
    assert send(desk, case, "representatives", number=numbers[0]).status == 303
    more = send(desk, case, "representatives", number=numbers[1])
    assert more.status == 409
    assert "最多 1 位代表（本局规定）" in more.text


def test_ten_people_show_the_plan_and_where_the_line_is(app: Flask, case: str) -> None:
    desk = staff_browser(app, region=REGION)
    assert "预案" not in desk.get(case).text
    with app.app_context():
        db.session.query(Complaint).first().headcount = "10+"  # type: ignore[union-attr]
        db.session.commit()
    page = desk.get(case)
    assert "至少 10 人，按群体性事件预案办" in page.text
    assert "劳动保障监察条例第 14 条" in page.text
    assert "本局规定" in page.text


def test_a_worker_learns_that_he_speaks_for_the_others_and_nothing_of_them(
    app: Flask, case: str, numbers: list[str]
) -> None:
    desk = staff_browser(app, region=REGION)
    send(desk, case, "representatives", number=numbers[0])
    send(desk, case, "notes", text="内部")
    pages = []
    for number in numbers[:2]:
        with app.app_context():
            found = db.session.scalar(Complaint.by_number(number))
            assert found is not None
            found.query_code_key = f"{number}:123456"
            db.session.commit()
        worker = Browser(app, cookies=False)
        pages.append(worker.post("/follow", {"number": number, "query_code": "123456"}).text)
    assert "工友们推您当代表" in pages[0]
    assert "代表" not in pages[1].replace("代表您", "")
    for page, mine in zip(pages, numbers, strict=False):
        plain = page.replace(" ", "")
        assert not any(other in plain for other in numbers if other != mine)
        assert "内部" not in page
        assert "群体案件" not in page


@pytest.mark.parametrize("role", Role)
def test_who_may_look_and_who_may_act(
    app: Flask, case: str, numbers: list[str], role: Role
) -> None:
    desk = staff_browser(app, role, REGION)
    assert desk.get(case).status == (200 if may(role, Permission.SEE_COMPLAINTS) else 403)
    done = 303 if may(role, Permission.INVESTIGATE) else 403
    for step, typed in (
        ("representatives", {"number": numbers[0]}),
        ("representatives/end", {"number": numbers[0]}),
        ("leave", {"number": numbers[3], "reason": "x"}),
        ("add", {"number": numbers[3]}),
        ("notes", {"text": "x"}),
    ):
        sent = desk.send(f"{case}/{step}", on="/console/account", **typed)
        assert sent.status == done, step
    accepting = desk.send(f"{case}/steps/accept", on="/console/account", **two_inspectors(app))
    may_accept = may(role, Permission.DECIDE_ACCEPTANCE)
    assert (accepting.status == 303) == may_accept
    assert (load(app, numbers[0]).status is Status.ACCEPTED) == may_accept


def test_another_county_does_not_know_of_it(app: Flask, case: str, numbers: list[str]) -> None:
    other = staff_browser(app, Role.DIRECTOR, "620503")
    assert other.get(case).status == 404
    for step in ("notes", "leave", "representatives", "steps/accept", "take-up", "add"):
        sent = other.send(f"{case}/{step}", on="/console/account", number=numbers[0], text="x")
        assert sent.status == 404, step


def test_a_group_of_workers_is_taken_up_without_an_alarm(app: Flask) -> None:
    with app.app_context():
        site: Site = factories.site(db.session, region=REGION)
        code = groups.share(db.session, factories.complaint(db.session, site)).code
        db.session.commit()
    desk = staff_browser(app, region=REGION)
    page = desk.get(f"/console/groups/{code}")
    assert "还没立" in page.text
    assert desk.send(f"/console/groups/{code}/take-up", on=f"/console/groups/{code}").status == 303
    again = desk.send(f"/console/groups/{code}/take-up", on=f"/console/groups/{code}")
    assert again.status == 409
    with app.app_context():
        assert db.session.scalars(GroupCase.by_code(code)).one().taken_up_at is not None
