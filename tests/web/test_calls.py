"""The call screen and what lies around it, as an operator meets it without a script."""

import io
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from portal.domain.calls import CallOutcome
from portal.domain.complaint import Status
from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Call, Complaint, Event, Statement
from portal.services import calls
from tests import factories, shots
from tests.browse import Browser
from tests.web.journey import commit_complaint, commit_site, load, staff_browser

NEW = "/console/calls/new"
TYPED: dict[str, Any] = {
    "channel": "phone", "phone": "199 0000 0001", "name": "王某某", "kind": "complaint",
    "topic": "wages", "amount_yuan": "3.5万", "months": "2026-10", "headcount": "1",
    "confidential": "1", "narrative": "班长姓刘", "submission_key": "call-1",
}  # fmt: skip


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    """What the services do is tested on both."""
    return str(request.param)


@pytest.fixture
def operator(app: Flask) -> Browser:
    return staff_browser(app, Role.OPERATOR)


def send(browse: Browser, **more: Any) -> Any:
    return browse.send(NEW, **{**TYPED, **more})


def fetch(browse: Browser, address: str, **more: Any) -> str:
    """A fragment, as the script asks for it."""
    token = browse.get(NEW).field("csrf_token")
    answer = browse.client.post(address, data={"csrf_token": token, **TYPED, **more})
    return str(answer.get_data(as_text=True))


def test_while_somebody_types_sites_and_duplicates_come_and_the_draft_is_kept(
    app: Flask, operator: Browser
) -> None:
    code = commit_site(app, name="示例·滨江花园三期", with_offices=False)
    number = commit_complaint(app, months=("2026-10",))
    list_of = operator.client.get("/console/calls/sites", query_string={"q": "滨江"})
    assert f'data-code="{code}"' in list_of.get_data(as_text=True)
    wrong = factories.wrong_digit(code)
    caught = operator.client.get("/console/calls/sites", query_string={"q": wrong})
    assert "有一位不对" in caught.get_data(as_text=True)
    aside = fetch(operator, "/console/calls/aside")
    assert f"{number[:4]} {number[4:]}" in aside
    assert "同一号码" in aside
    assert "一共欠3万5千元，10月的，对吗" in aside
    assert "199 0000 0001" not in aside

    assert "接着填" not in operator.get(NEW).text
    fetch(operator, "/console/calls/draft")
    with app.app_context():
        assert db.session.scalars(select(Call.outcome)).all() == [CallOutcome.OPEN]
    offered = operator.get(NEW)
    assert "199****0001" in offered.text
    [back] = offered.all("//a[contains(., '接着填')]/@href")
    assert operator.get(back).all("//textarea[@name='narrative']")[0].text.strip() == "班长姓刘"
    assert staff_browser(app, Role.OPERATOR).get(back).status == 404
    colleague = fetch(staff_browser(app, Role.OPERATOR), "/console/calls/aside")
    assert "也在接这个号码" in colleague
    assert send(operator, site_code=code).status == 303
    assert "接着填" not in operator.get(NEW).text


def test_without_a_site_a_wrong_digit_is_told_and_place_and_employer_are_enough(
    app: Flask, operator: Browser
) -> None:
    code = commit_site(app, with_offices=False)
    page = send(operator, go="find", site_words=factories.wrong_digit(code))
    assert "有一位不对" in page.text
    saved = send(operator, region="620502", place="高铁站旁边")
    assert saved.status == 303
    with app.app_context():
        number = db.session.scalar(select(Complaint.number))
        assert number is not None
    match = f"/console/complaints/{number}/site"
    assert "对上工地" in operator.get(f"/console/complaints/{number}").text
    found = operator.get(f"{match}?q={code}")
    assert found.all(f"//input[@name='site_code'][@value='{code}']")
    assert operator.send(match, site_code="").status == 422
    assert operator.send(match, site_code=code).status == 303
    complaint = load(app, number)
    assert complaint.site_id is not None
    assert operator.send(match, site_code=code).status == 409


def test_a_caller_joins_his_own_complaint_and_another_gets_a_receipt(
    app: Flask, operator: Browser
) -> None:
    number = commit_complaint(app)
    own = send(operator, go=f"join-{number}", narrative="又拖了一个月")
    assert own.location == f"/console/complaints/{number}"
    page = operator.get(own.location)
    assert "工友来电补充" in page.text
    assert "又拖了一个月" in page.text
    other = send(operator, go=f"join-{number}", phone="199 0000 0002", submission_key="call-2")
    receipt = operator.follow(other)
    mine = "".join(receipt.all("(//ul[@class='aloud-digits'])[1]//b/text()"))
    assert mine != number
    assert load(app, mine).site_id == load(app, number).site_id
    assert f"{mine[:4]} {mine[4:]}" in operator.get(f"/console/complaints/{number}").text
    with app.app_context():
        found = db.session.scalar(Complaint.by_number(number))
        assert found is not None
        found.status = Status.WITHDRAWN
        db.session.commit()
    over = send(operator, go=f"join-{number}", submission_key="call-3")
    assert over.status == 409
    assert "请另外登记" in over.text
    assert over.field("name") == "王某某"


def test_a_broken_call_is_saved_with_whatever_there_is_and_called_back(
    app: Flask, operator: Browser
) -> None:
    saved = send(operator, go="break", reason="hung_up", amount_yuan="", name="")
    back = operator.follow(saved)
    assert "199****0001" in back.text
    assert "挂断" in back.text
    [show] = back.all("//form[contains(@action, '/number')]/@action")
    [tries] = back.all("//form[contains(@action, '/attempts')]/@action")
    shown = operator.send(show, on="/console/calls/back")
    assert shown.all("//a[@href='tel:19900000001']")
    assert "199 0000 0001" not in operator.get("/console/calls/back").text
    assert operator.send(tries, on="/console/calls/back", outcome="x").status == 400
    assert operator.send(tries, on="/console/calls/back", outcome="busy").status == 303
    assert "占线" in operator.get("/console/calls/back").text
    again = operator.follow(operator.send(tries, on="/console/calls/back", outcome="done"))
    fields = again.fields("//form[@data-call]")
    assert fields["narrative"] == ["班长姓刘"]
    done = operator.post(
        NEW, {**fields, "region": "620502", "place": "示例路", "amount_unsure": "y", "go": "save"}
    )
    assert done.status == 303
    with app.app_context():
        call = db.session.scalars(select(Call)).one()
        assert (call.outcome, call.phone) == (CallOutcome.COMPLAINT, None)
        names = db.session.scalars(select(Event.name)).all()
        assert EventName.STAFF_SAW_NUMBER in names


def test_an_enquiry_is_answered_from_the_pages_and_logged(app: Flask, operator: Browser) -> None:
    page = operator.send("/console/calls/enquiry", go="find", topic="no_contract", words="没签合同")
    assert "没签合同不是不给钱的理由" in page.text
    [chosen] = page.all("//input[@name='answer'][@checked]/@value")
    saved = operator.send(
        "/console/calls/enquiry", topic="no_contract", words="没签合同", answer=chosen
    )
    assert "记下了" in operator.follow(saved).text
    with app.app_context():
        call = db.session.scalars(select(Call)).one()
        assert (call.topic, call.answered_from) == ("no_contract", chosen)
    assert "没签合同" in operator.get("/console/calls").text


def test_a_case_is_told_after_the_questions_and_the_talk_is_logged(
    app: Flask, operator: Browser
) -> None:
    number = commit_complaint(app)
    page = "/console/calls/case"
    nothing = operator.send(page, caller="self", number=number, name="张某某")
    assert "什么都不说" in nothing.text
    right = {"caller": "self", "number": number, "phone": "19900000001"}
    found = operator.send(page, **right)
    assert "可以全说" in found.text
    with app.app_context():
        assert EventName.CASE_ASKED not in db.session.scalars(select(Event.name)).all()
    told = operator.send(page, go=f"tell-{number}", **right)
    assert "您这一件，已收到" in told.text
    boss = operator.send(page, go=f"tell-{number}", caller="employer", number=number)
    assert "已收到" not in boss.text
    timeline = operator.get(f"/console/complaints/{number}").text
    assert "本人，可以全说" in timeline
    assert "单位的人，什么都不说" in timeline
    assert "别说有没有" in operator.send(page, caller="self", number="12345678").text


def test_a_statement_is_written_printed_signed_and_then_stands(
    app: Flask, operator: Browser
) -> None:
    number = commit_complaint(app)
    page = f"/console/complaints/{number}/statement"
    assert "木工班" in operator.get(page).text
    assert operator.send(page, text="").status == 422
    assert operator.send(page, text="9月没给工钱", is_read_back="y").status == 303
    assert "待补签" in operator.get(page).text
    token = operator.get(page).field("csrf_token")
    pdf = operator.client.post(f"{page}.pdf", data={"csrf_token": token})
    assert pdf.data.startswith(b"%PDF")
    scan = f"{page}/scan"
    assert operator.client.post(scan, data={"csrf_token": "x"}).status_code == 422

    def upload(content: bytes) -> Any:
        return operator.client.post(
            scan, data={"csrf_token": token, "photo": (io.BytesIO(content), "scan.jpg")}
        )

    bad = upload(b"no picture")
    assert bad.status_code == 422
    assert "不是照片" in bad.get_data(as_text=True)
    assert upload(shots.jpeg()).status_code == 303
    assert "已补签" in operator.get(page).text
    assert operator.send(page, text="别的话").status == 409
    with app.app_context():
        found = db.session.scalars(select(Statement)).one()
        assert found.scan_id is not None
        assert found.text == "9月没给工钱"
    assert "第 1 张照片" in operator.get(f"/console/complaints/{number}").text


def test_the_queue_counts_and_the_figures_are_for_the_leader(app: Flask, operator: Browser) -> None:
    home = operator.follow(operator.get("/console/"))
    assert "今天还没有来电" in home.text
    send(operator, region="620502", place="示例路")
    counts = operator.client.get("/console/calls/counts").get_json()
    assert counts == {"calls": 1, "callbacks": 0, "questions": 0, "statements": 0, "lost_codes": 0}
    assert operator.get("/console/calls/shift").status == 403
    leader = staff_browser(app, Role.HEAD)
    row = leader.get("/console/calls/shift").all("//tbody/tr[1]/td[2]")[0].text_content()
    assert row == "1"
    assert leader.get("/console/calls/shift?on=nonsense").status == 200


def test_a_call_typed_while_the_session_ended_is_sent_after_signing_in(app: Flask) -> None:
    with app.app_context():
        name = factories.member(db.session, Role.OPERATOR).username
        db.session.commit()
    browse = Browser(app)
    lost = browse.post(NEW, {**TYPED, "region": "620502", "place": "示例路", "csrf_token": "old"})
    assert lost.status == 400
    fields = lost.fields()
    wrong = browse.post("/console/sign-in", {**fields, "username": name, "password": "wrong"})
    assert wrong.status == 422
    fields = wrong.fields()
    again = browse.post(
        "/console/sign-in", {**fields, "username": name, "password": factories.PASSWORD}
    )
    assert again.status == 200
    sent = browse.post(NEW, again.fields())
    assert browse.follow(sent).status == 200
    with app.app_context():
        assert db.session.scalar(select(Complaint.narrative)) == "班长姓刘"


def test_a_call_typed_while_the_database_is_away_can_be_sent_again(
    app: Flask, operator: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("", {}, Exception())

    with monkeypatch.context() as broken:
        broken.setattr(calls, "register", away)
        page = send(operator, region="620502", place="示例路")
    assert page.status == 503
    assert page.field("narrative") == "班长姓刘"
    fields = page.fields()
    sent = operator.post(NEW, fields)
    assert sent.status == 303
    with app.app_context():
        assert db.session.scalars(select(Complaint.narrative)).all() == ["班长姓刘"]


def test_no_fragment_shows_a_whole_number(app: Flask, operator: Browser) -> None:
    commit_complaint(app, narrative="打 19900000001 找我")
    assert not re.search(r"1[3-9]\d{9}", fetch(operator, "/console/calls/aside"))


def test_asking_for_duplicates_waits_for_no_writer(app: Flask, operator: Browser) -> None:
    token = operator.get(NEW).field("csrf_token")
    with app.app_context(), db.engine.connect() as writer, writer.begin():
        answer = operator.client.post("/console/calls/aside", data={"csrf_token": token, **TYPED})
    assert answer.status_code == 200
