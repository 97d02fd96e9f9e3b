"""The inbox and the notices as a person at a desk meets them."""

from datetime import datetime

import pytest
from flask import Flask

from portal.domain.roles import Role
from portal.extensions import db
from portal.services import clock, messengers
from tests import factories
from tests.asked import asked
from tests.browse import Browser, Page
from tests.web.journey import commit_complaint, load, staff_browser, two_inspectors

LONG_AGO = datetime.fromisoformat("2026-03-02T09:00:00+08:00")
TRANSFER = {"target": "other_county", "organisation": "示例监察大队", "note": "工地在那边"}


def commit_late(app: Flask, region: str = "620502") -> str:
    with clock.pretending(LONG_AGO):
        return commit_complaint(app, region=region)


def tabs(page: Page) -> dict[str, str]:
    links = page.all("//nav[@class='tabs']//a")
    return {link.text.strip(): link.find("b").text for link in links}


def listed(page: Page) -> list[str]:
    return ["".join(a.text_content().split()) for a in page.all("//tbody//a")]


def test_the_day_begins_with_what_the_law_asks_for_first(app: Flask) -> None:
    new, late = commit_complaint(app), commit_late(app)
    commit_late(app, region="620503")
    browse = staff_browser(app, region="620502")
    page = browse.follow(browse.get("/console/"))
    assert listed(page) == [late, new]
    assert tabs(page)["已超期"] == "1"
    [address] = page.all("//a[starts-with(normalize-space(), '已超期')]/@href")
    assert listed(browse.get(address)) == [late]
    assert "等作决定" not in tabs(page)
    assert "等作决定" in tabs(staff_browser(app, Role.HEAD).get("/console/inbox"))


def test_the_city_looks_at_one_county_and_a_county_at_no_other(app: Flask) -> None:
    here, there = commit_complaint(app), commit_complaint(app, region="620503")
    address = "/console/inbox?region=620503"
    assert listed(staff_browser(app).get(address)) == [there]
    assert set(listed(staff_browser(app).get("/console/inbox"))) == {here, there}
    assert listed(staff_browser(app, region="620502").get(address)) == [here]


def test_words_that_nobody_offers_narrow_nothing(app: Flask) -> None:
    number = commit_complaint(app)
    browse = staff_browser(app)
    for query in ("tray=x", "tray=sent_here", "page=0", "page=-1", "page=x", "region=x", "mine=x"):
        assert listed(browse.get(f"/console/inbox?{query}")) == [number], query
    assert "没有要办的" in browse.get("/console/inbox?page=999999999999999999").text


def test_the_inbox_takes_the_same_few_queries_whatever_its_size(app: Flask) -> None:
    browse = staff_browser(app)

    def queries() -> int:
        with asked(app) as statements:
            browse.get("/console/inbox")
        return len([each for each in statements if each.startswith("SELECT")])

    browse.get("/console/inbox")
    few = queries()
    for _ in range(5):
        commit_complaint(app)
    assert queries() == few == 9


def test_a_county_answers_what_another_sends_and_sees_no_more_than_that(app: Flask) -> None:
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    sender, asked = staff_browser(app, region="620502"), staff_browser(app, region="620503")
    wrong = sender.send(f"{page}/transfer", on=page, **TRANSFER, county="620502")
    assert wrong.status == 422
    sent = sender.send(f"{page}/transfer", on=page, **TRANSFER, county="620503")
    assert sent.status == 303
    assert listed(asked.get("/console/inbox?tray=sent_here")) == [number]
    case = asked.get(page)
    buttons = {each.text_content().strip() for each in case.all("//summary")}
    assert buttons == {"接收", "对方不接收，退回"}
    assert asked.send(f"{page}/reveal", on=page, reason="call").status == 404
    refused = asked.send(f"{page}/return", on=page, note="也不归我们")
    assert refused.location == "/console/inbox"
    assert asked.get(page).status == 404
    assert "退回来了" in sender.get(page).text
    sender.send(f"{page}/transfer", on=page, **TRANSFER, county="620503")
    assert asked.send(f"{page}/take_over", on=page).status == 303
    assert load(app, number).region == "620503"
    assert sender.get(page).status == 404


def test_the_second_of_two_is_told_what_the_first_did_and_keeps_what_he_typed(
    app: Flask,
) -> None:
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    first, second = staff_browser(app), staff_browser(app)
    seen = second.get(page).field("seen")
    first.send(f"{page}/reply", on=page, note="您好")
    fields = {"ground": "over_two_years", "note": "去法院", "wording": "经查已超过两年"}
    told = second.send(f"{page}/refuse", on=page, seen=seen, **fields)
    assert told.status == 409
    assert "回复工友" in told.all("//*[@role='alert']")[0].text_content()
    assert told.all("//textarea[@id='refuse-wording']")[0].text.strip() == "经查已超过两年"
    assert load(app, number).status == "received"
    again = second.send(f"{page}/refuse", on=page, seen=told.field("seen"), **fields)
    assert again.status == 303
    late = first.send(f"{page}/accept", on=page, seen=seen, note="已核对", **two_inspectors(app))
    assert late.status == 409
    alert = late.all("//*[@role='alert']")[0].text_content()
    assert "未受理" in alert
    assert "已核对" in alert


def test_that_somebody_looked_is_no_change(app: Flask) -> None:
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    browse = staff_browser(app)
    seen = browse.get(page).field("seen")
    browse.send(f"{page}/reveal", on=page, reason="call")
    done = browse.send(f"{page}/ask_supplement", on=page, seen=seen, items=["name", "evidence"])
    assert done.status == 303
    assert "您的姓名、欠条、工票等照片" in browse.get(page).text


def test_notices_are_counted_until_they_are_ticked_off(app: Flask) -> None:
    number = commit_late(app)
    browse = staff_browser(app)
    result = app.test_cli_runner().invoke(args=["cases", "escalate"])
    assert "已超期 1" in result.output
    count = "//header//*[@class='count']/text()"
    page = browse.get("/console/notices")
    assert page.all(count) == ["1"]
    assert listed(page) == [number]
    up_to = page.field("up_to")
    browse.send("/console/notices", up_to=up_to)
    after = browse.get("/console/notices")
    assert after.all(count) == []
    assert listed(after) == [number]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_chat_that_is_away_costs_no_notice(app: Flask, make_app: object) -> None:
    commit_late(app)
    other = make_app(staff_messenger="json://127.0.0.1:1")  # type: ignore[operator]
    result = other.test_cli_runner().invoke(args=["cases", "escalate"])
    assert result.exit_code == 1
    assert "工作群没有发出去" in result.stderr
    again = other.test_cli_runner().invoke(args=["cases", "escalate"])
    assert again.exit_code == 0
    assert "已超期 0" in again.output
    with pytest.raises(messengers.UnknownMessenger):
        messengers.tell_group("json://x/{phone}", "x")


def test_the_ledger_keeps_what_is_typed_wrong_and_adds_up_what_is_right(app: Flask) -> None:
    number = commit_complaint(app)
    page = f"/console/complaints/{number}/ledger"
    browse = staff_browser(app)
    wrong = browse.send(f"{page}/1", on=page, person="王某", ordered="100", paid="200")
    assert wrong.status == 422
    assert "已付的比责令支付的还多" in wrong.text
    assert wrong.field("person") == "王某"
    for position, (person, paid) in enumerate((("王某", "100"), ("李某", "1千")), start=1):
        done = browse.send(f"{page}/{position}", on=page, person=person, ordered="1千", paid=paid)
        assert done.status == 303
    assert "合计——2000 元1100 元" in browse.get(page).text
    case = browse.get(f"/console/complaints/{number}").text
    assert "责令支付2000 元 已付1100 元" in case


def test_a_recount_after_a_new_calendar_is_a_command(app: Flask) -> None:
    commit_complaint(app)
    assert "改了 0 个期限" in app.test_cli_runner().invoke(args=["cases", "recount"]).output


def test_the_worker_reads_the_outcome_in_his_own_words(app: Flask) -> None:
    with app.app_context():
        made = factories.receipt(db.session, factories.site(db.session))
        number, code = made.complaint.number, made.query_code
        db.session.commit()
    browse = staff_browser(app)
    page = f"/console/complaints/{number}"
    fields = {"target": "police", "organisation": "示例公安局", "note": "归口"}
    browse.send(f"{page}/transfer", on=page, **fields)
    taken = browse.send(f"{page}/note_taken", on=page, taken_on="2026-13-01", note="值班室")
    assert "日期写成" in taken.text
    day = clock.today().isoformat()
    browse.send(f"{page}/note_taken", on=page, taken_on=day, note="值班室张某")
    half = browse.send(f"{page}/close", on=page, conclusion="handled_elsewhere", note="看说明")
    assert "这个结论要填这一项" in half.text
    proof = {"receiver": "示例公安局", "confirmed_by": "承办人"}
    fields = {"conclusion": "handled_elsewhere", "note": "已处理", **proof}
    assert browse.send(f"{page}/close", on=page, **fields).status == 303
    case = Browser(app, cookies=False).post("/follow", {"number": number, "query_code": code}).text
    assert "接手的部门已经办了" in case
    assert "值班室张某" not in case
