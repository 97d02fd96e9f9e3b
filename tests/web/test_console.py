"""The desk: the list, the steps and their reasons, county scope, calls."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.complaint import Channel, Status
from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.domain.spam import Sign
from portal.extensions import db
from portal.models import Complaint, Event
from portal.services.clock import today
from tests import factories
from tests.asked import asked
from tests.browse import Browser
from tests.web.journey import commit_complaint, commit_site, load, staff_browser, two_inspectors


def test_the_list_is_newest_first_and_paged_without_a_gap(app: Flask) -> None:
    with app.app_context():
        site = factories.site(db.session)
        made = [factories.complaint(db.session, site).number for _ in range(60)]
        db.session.commit()
    browse, seen, address = staff_browser(app), [], "/console/complaints"
    while address:
        page = browse.get(address)
        seen += [
            "".join(a.text_content().split()) for a in page.all("//td[@class='digits']/a[b or 1]")
        ]
        address = next(iter(page.all("//a[normalize-space()='更早的']/@href")), "")
    assert seen == made[::-1]


def test_filters_narrow_and_unknown_words_narrow_nothing(app: Flask) -> None:
    here = commit_complaint(app)
    there = commit_complaint(app, region="620503", channel=Channel.PHONE)
    browse = staff_browser(app)

    def listed(query: str) -> set[str]:
        text = browse.get(f"/console/complaints?{query}").text
        return {number for number in (here, there) if f"{number[:4]} {number[4:]}" in text}

    assert listed("") == {here, there}
    assert listed("region=620503") == {there}
    assert listed("channel=scan") == {here}
    assert listed("status=closed") == set()
    assert listed("status=nonsense&region=x&channel=y&before=z") == {here, there}
    code = load_site_code(app, here)
    assert listed(f"site={code}") == {here}


def test_what_looks_odd_has_a_tab_with_its_count_until_it_is_decided(app: Flask) -> None:
    odd, decided = commit_complaint(app), commit_complaint(app)
    commit_complaint(app)
    with app.app_context():
        for number in (odd, decided):
            marked = db.session.scalars(select(Complaint).where(Complaint.number == number)).one()
            marked.review_signs = Sign.HASTE
        marked.status = Status.ACCEPTED
        db.session.commit()
    browse = staff_browser(app)
    [tab] = browse.get("/console/complaints").all("//nav//a[starts-with(., '请先核对')]")
    assert tab.text_content() == "请先核对1"
    page = browse.get(tab.get("href"))
    assert page.all("//nav//a[@aria-current='page' and starts-with(., '请先核对')]")
    [shown] = page.all("//td[@class='digits']/a")
    assert "".join(shown.text_content().split()) == odd
    assert "没有符合的" in browse.get("/console/complaints?marked=1&region=620503").text
    assert staff_browser(app, region="620503").get("/console/complaints?marked=1").status == 200


def load_site_code(app: Flask, number: str) -> str:
    with app.app_context():
        complaint = db.session.scalar(Complaint.by_number(number))
        assert complaint is not None
        assert complaint.site is not None
        return complaint.site.code


def test_the_list_takes_the_same_few_queries_whatever_its_size(app: Flask) -> None:
    browse = staff_browser(app)

    def queries() -> int:
        with asked(app) as statements:
            browse.get("/console/complaints")
        return len([each for each in statements if each.startswith("SELECT")])

    few = queries()
    for _ in range(5):
        commit_complaint(app)
    assert queries() == few + 1 == 6  # the sums, once there are rows


def test_another_county_s_complaint_does_not_exist_for_me(app: Flask) -> None:
    number = commit_complaint(app, region="620503")
    browse = staff_browser(app, Role.INSPECTOR, "620502")
    assert f"{number[:4]} {number[4:]}" not in browse.get("/console/complaints").text
    assert browse.get(f"/console/complaints/{number}").status == 404
    answer = browse.send(f"/console/complaints/{number}/accept", on="/console/complaints")
    assert answer.status == 404
    assert load(app, number).status is Status.RECEIVED


def test_acceptance_needs_two_inspectors_and_refusal_needs_a_ground(app: Flask) -> None:
    browse = staff_browser(app)
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    refused = browse.send(f"{page}/refuse", on=page, note="去法院")
    assert refused.status == 422
    assert "请选一项" in refused.text
    assert refused.all("//textarea[@id='refuse-note']")[0].text.strip() == "去法院"
    people = two_inspectors(app)
    alone = browse.send(f"{page}/accept", on=page, **{**people, "second": people["lead"]})
    assert alone.status == 422
    assert "要两名不同的监察员" in alone.text
    assert alone.field("second_certificate") == "示例002"
    del people["is_free_of_interest"]
    assert "不需要回避" in browse.send(f"{page}/accept", on=page, **people).text
    done = browse.send(f"{page}/accept", on=page, **people, is_free_of_interest="y")
    assert done.status == 303
    assert load(app, number).status is Status.ACCEPTED


@pytest.mark.parametrize(
    ("step", "fields", "status"),
    [
        ("refuse", {"ground": "in_proceedings", "note": "去仲裁"}, Status.REFUSED),
        (
            "transfer",
            {"target": "regulator", "organisation": "示例住建局", "note": "归口"},
            Status.TRANSFERRED,
        ),
        ("ask_supplement", {"note": "班长姓名"}, Status.NEED_INFO),
    ],
)
def test_each_first_step_asks_for_what_it_needs(
    app: Flask, step: str, fields: dict[str, str], status: Status
) -> None:
    browse = staff_browser(app)
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    assert browse.send(f"{page}/{step}", on=page).status == 422
    assert browse.send(f"{page}/{step}", on=page, **fields).status == 303
    assert load(app, number).status is status


def test_the_way_to_closure_and_paid_needs_an_amount(app: Flask) -> None:
    browse = staff_browser(app, Role.HEAD)
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    day = {name: today().isoformat() for name in ("heard_on", "served_on")}
    pay_by = (today() + timedelta(days=14)).isoformat()
    order = {"decision": "order_to_pay", "note": "责令", "ordered_yuan": "3.5万"}
    for step, fields in (
        ("accept", two_inspectors(app)),
        ("investigate", {}),
        ("hear", {"hearing": "in_person", "heard_on": day["heard_on"], "note": "专管员"}),
        ("complete", {"note": "查清"}),
        ("decide", {**order, "pay_by": pay_by, "is_day_meant": "y"}),
        ("serve", {"served_how": "posted", "served_on": day["served_on"], "note": "签收"}),
    ):
        assert browse.send(f"{page}/{step}", on=page, **fields).status == 303, step
        if step == "decide":
            early = {"served_how": "posted", "served_on": "2026-01-05", "note": "门卫签收"}
            answer = browse.send(f"{page}/serve", on=page, **early)
            assert answer.status == 409
            assert "不会这么早送达" in answer.text
            assert "门卫签收" in answer.text
    court = {"conclusion": "court_enforcement", "note": "等", "receiver": "法院", "case_no": "1"}
    assert "要先责令支付，到期没付" in browse.send(f"{page}/close", on=page, **court).text
    half = {"conclusion": "paid_in_full", "note": "付清", "payment_proof": "回单"}
    assert "要填付了多少" in browse.send(f"{page}/close", on=page, **half).text
    assert browse.send(f"{page}/close", on=page, **half, paid_yuan="3.5万").status == 303
    assert load(app, number).paid_fen == 3_500_000
    again = browse.send(f"{page}/accept", on=page)
    assert again.status == 409
    assert "刚才情况变了" in again.text


def test_a_step_is_offered_only_to_whom_it_is_allowed(app: Flask) -> None:
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    auditor = staff_browser(app, Role.AUDITOR)
    assert not auditor.get(page).all("//details//form")
    assert auditor.send(f"{page}/accept", on=page).status == 403
    operator = staff_browser(app, Role.OPERATOR)
    assert operator.send(f"{page}/accept", on=page).status == 403
    assert operator.send(f"{page}/reply", on=page, note="在办").status == 303
    inspector = staff_browser(app)
    assert inspector.send(f"{page}/decide", on=page, decision="penalty").status == 403
    assert inspector.get("/console/complaints/x/nonsense").status in (404, 405)


def test_a_number_is_masked_until_a_reason_is_given_and_logged(app: Flask) -> None:
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    browse = staff_browser(app)
    shown = browse.get(page).text
    assert "199****0001" in shown
    assert "王某某" not in shown
    assert browse.send(f"{page}/reveal", on=page).status == 422
    revealed = browse.send(f"{page}/reveal", on=page, reason="call").text
    assert "199 0000 0001" in revealed
    assert "王某某" in revealed
    assert "王某某" not in browse.get(page).text
    with app.app_context():
        query = select(Event.facts).where(Event.name == EventName.REVEALED)
        assert db.session.scalars(query).all() == [{"reason": "call"}]


def test_an_operator_types_a_call_and_reads_the_numbers_out(app: Flask) -> None:
    code = commit_site(app, name="示例·滨江花园三期")
    commit_site(app, name="示例·滨江花园二期", with_offices=False)
    browse = staff_browser(app, Role.OPERATOR)
    page = "/console/calls/new"
    both = browse.send(page, go="find", site_words="滨江 花园", phone="19900000001")
    assert len(both.all("//input[@name='site_code'][@type='radio']")) == 2
    one = browse.send(page, go="find", site_words=f"{code[:4]} {code[4:]}")
    assert "示例·滨江花园三期" in one.text
    assert "没有找到" in browse.send(page, go="find", site_words="没有的").text
    saved = browse.send(
        page, go="save", site_code=code, phone="199 0000 0001", amount_yuan="3万5",
        kind="complaint", topic="wages", headcount="1", channel="phone", confidential="1",
        submission_key="call-1", months="2026-10",
    )  # fmt: skip
    receipt = browse.follow(saved)
    number = "".join(receipt.all("(//ul[@class='aloud-digits'])[1]//b/text()"))
    found = load(app, number)
    assert (found.channel, found.is_code_seen) == (Channel.PHONE, True)
    assert found.amount_fen == 3_500_000
    earlier = browse.send(page, go="find", site_words=code, phone="19900000001")
    assert "可能重复（1）" in earlier.text


def test_a_call_keeps_everything_typed_when_something_is_missing(app: Flask) -> None:
    browse = staff_browser(app, Role.OPERATOR)
    page = browse.send(
        "/console/calls/new", go="save", phone="123", narrative="说了很多", name="张师傅",
        kind="complaint", topic="wages", headcount="2-9", channel="phone", confidential="1",
    )  # fmt: skip
    assert page.status == 422
    for message in ("少按或多按", "就要选县区", "问一句欠多少"):
        assert message in page.text
    assert page.all("//textarea[@name='narrative']")[0].text.strip() == "说了很多"
    assert page.field("name") == "张师傅"


def test_a_stale_token_gives_everything_back_to_send_again(app: Flask) -> None:
    browse = staff_browser(app, Role.OPERATOR)
    page = browse.post("/console/calls/new", {"csrf_token": "old", "narrative": "说了很多"})
    assert page.status == 400
    assert page.field("narrative") == "说了很多"
    assert page.field("csrf_token")


def test_wrong_passwords_lock_although_the_answer_is_a_refusal(app: Flask) -> None:
    with app.app_context():
        name = factories.member(db.session).username
        db.session.commit()
    browse = Browser(app)
    for _ in range(5):
        assert browse.sign_in(name, "wrong").status == 422
    locked = browse.sign_in(name, factories.PASSWORD)
    assert locked.status == 422
    assert "错的次数多了" in locked.text


def test_signing_out_ends_the_session_and_everywhere_ends_all(app: Flask) -> None:
    with app.app_context():
        name = factories.member(db.session).username
        db.session.commit()
    desk, home = Browser(app), Browser(app)
    for browse in (desk, home):
        browse.sign_in(name, factories.PASSWORD)
    desk.send("/console/sign-out-everywhere", on="/console/account")
    assert home.get("/console/complaints").status == 303
    assert "next=" in home.get("/console/complaints").location


def test_the_sign_in_leads_on_only_to_our_own_pages(app: Flask) -> None:
    with app.app_context():
        name = factories.member(db.session).username
        db.session.commit()
    for wanted, leads_to in (
        ("/console/calls/new", "/console/calls/new"),
        ("//evil.example", "/console/inbox"),
        ("https://evil.example", "/console/inbox"),
        ("/console%0d%0aX", "/console/inbox"),
    ):
        browse = Browser(app)
        token = browse.get("/console/sign-in").field("csrf_token")
        fields = {"csrf_token": token, "username": name, "password": factories.PASSWORD}
        page = browse.post(f"/console/sign-in?next={wanted}", fields)
        assert page.location == leads_to
