"""A complaint, a report and a question are kept apart, and each says what it leads to."""

from datetime import timedelta

import pytest
from flask import Flask

from portal.domain.complaint import Kind, Topic
from portal.domain.topics import BESIDE_WAGES
from portal.services import clock
from tests.browse import Browser, Page
from tests.web.journey import commit_site, go_on, numbers_of
from tests.web.test_complaining import stored


@pytest.fixture
def address(app: Flask) -> str:
    return f"/s/{commit_site(app)}/complain"


def send(browse: Browser, page: Page, address: str, **typed: str) -> Page:
    page = go_on(browse, page, address, **typed)
    with clock.pretending(clock.now() + timedelta(minutes=1)):
        return browse.follow(go_on(browse, page, address, go="submit"))


def test_who_is_owed_wages_is_not_asked_whose_they_are(browse: Browser, address: str) -> None:
    page = browse.get(address)
    assert page.all("//input[@id='amount_yuan']")
    assert "第 1 步，共 3 步" in page.text
    assert page.all("//button[@value='about']")


def test_whoever_saw_it_reports_it_and_may_leave_no_name(
    app: Flask, browse: Browser, address: str
) -> None:
    page = go_on(browse, browse.get(address), address, go="about", amount_yuan="35000")
    for consequence in ("5 个工作日内告知是否受理", "替您保密", "不立案"):
        assert consequence in page.text
    page = go_on(browse, page, address, go="as-report")
    assert page.all("//textarea[@id='narrative']")
    page = go_on(browse, page, address, narrative="他们班组三个月没发工资")
    assert "那样就不是投诉" not in page.text
    receipt = send(browse, page, address, anonymous="y")
    assert "匿名反映，按举报登记" in receipt.text
    assert receipt.all("//a[@href='/follow'][contains(., '改成实名')]")
    [report] = stored(app)
    assert (report.kind, report.topic, report.amount_fen) == (Kind.REPORT, Topic.WAGES, None)


def test_what_was_typed_before_the_kind_was_changed_comes_back(
    browse: Browser, address: str
) -> None:
    page = go_on(browse, browse.get(address), address, amount_yuan="35000", months=["2026-10"])
    page = go_on(browse, page, address, phone="19900000001")
    page = go_on(browse, page, address, go="about")
    page = go_on(browse, page, address, go="as-report")
    assert page.title.startswith("出了什么事")
    page = go_on(browse, page, address, go="about", narrative="看见的")
    page = go_on(browse, page, address, go="as-complaint")
    assert page.title.startswith("看一遍")
    fields = page.fields()
    assert (fields["amount_yuan"], fields["phone"]) == (["35000"], ["19900000001"])


def test_a_question_needs_nothing_but_how_to_answer(
    app: Flask, browse: Browser, address: str
) -> None:
    page = browse.get(f"{address}?topic=other&kind=enquiry")
    assert page.title.startswith("您想问什么")
    page = go_on(browse, page, address, narrative="年底才结账，可以吗")
    shown = page.all("//input[not(@type='hidden')]/@name")
    assert set(shown) == {"phone", "anonymous"}
    assert "自己来查" in go_on(browse, page, address).text
    receipt = send(browse, page, address, phone="19900000001", name="不该留的名")
    assert "没有立案" in receipt.text
    assert "受不受理" not in receipt.text
    [question] = stored(app)
    assert (question.kind, question.phone, question.worker_name) == (
        Kind.ENQUIRY,
        "19900000001",
        None,
    )


def test_a_question_without_a_number_stays_a_question(
    app: Flask, browse: Browser, address: str
) -> None:
    page = browse.get(f"{address}?topic=other&kind=enquiry")
    page = go_on(browse, page, address, narrative="保证金是什么")
    receipt = send(browse, page, address, anonymous="y")
    assert "在“查办到哪一步”看答复" in receipt.text
    assert stored(app)[0].kind is Kind.ENQUIRY
    number, code = numbers_of(receipt)
    assert browse.post("/follow", {"number": number, "query_code": code}).status in (200, 303)


def test_nobody_waits_for_the_acceptance_of_a_question(
    app: Flask, browse: Browser, address: str
) -> None:
    page = browse.get(f"{address}?topic=other&kind=enquiry")
    page = go_on(browse, page, address, narrative="年底才结账，可以吗")
    number, code = numbers_of(send(browse, page, address, phone="19900000001"))
    case = Browser(app, cookies=False).post("/follow", {"number": number, "query_code": code})
    assert "现在：" in case.text
    assert "受不受理" not in case.text


def test_the_list_of_topics_keeps_what_was_typed(browse: Browser, address: str) -> None:
    page = go_on(browse, browse.get(address), address, go="about", amount_yuan="35000")
    page = go_on(browse, page, address, go="topic")
    assert [button.get("value") for button in page.all("//button[contains(@class, 'row')]")] == [
        *(f"topic-{topic}" for topic in BESIDE_WAGES),
        "topic-wages",
    ]
    page = go_on(browse, page, address, go="topic-injury")
    assert "先救人" in page.text
    lines = {"tel:120", "tel:119", "tel:110"}
    assert lines <= {link.get("href") for link in page.all("//main//a")}
    page = go_on(browse, page, address, go="as-complaint")
    assert page.field("amount_yuan") == "35000"
    assert page.field("topic") == "injury"


@pytest.mark.parametrize(
    ("topic", "says"),
    [
        ("injury", "社会保险经办"),
        ("safety", "转给管的部门：行业主管部门"),
        ("no_contract", "劳动监察管"),
        ("retaliation", "12348"),
    ],
)
def test_the_receipt_says_what_to_do_first_and_who_handles_it(
    browse: Browser, address: str, topic: str, says: str
) -> None:
    page = go_on(browse, browse.get(f"{address}?topic={topic}"), address, go="as-complaint")
    page = go_on(browse, page, address, narrative="出了这样一件事")
    receipt = send(browse, page, address, phone="19900000001")
    assert "您先这样做" in receipt.text
    assert says in receipt.text
    assert "受不受理" in receipt.text


def test_everything_but_wages_is_found_from_home_and_from_a_site(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app)
    home = browse.get("/")
    assert home.all("//a[@href='/complain?step=topic']")
    assert browse.get("/complain?step=topic").title.startswith("出了什么事")
    assert browse.get(f"/?site={code}").all(f"//a[@href='/s/{code}/other']")
    other = browse.get(f"/s/{code}/other")
    for topic in BESIDE_WAGES:
        assert other.all(f"//a[@href='/s/{code}/complain?topic={topic}']")
    assert browse.get(f"/s/{code}/complain?topic=wages&kind=report").title.startswith("出了什么事")


def test_nonsense_on_a_button_harms_nothing(browse: Browser, address: str) -> None:
    first = browse.get(address)
    for go in ("as-x", "topic-x", "site-00000000", "as-", "x-y", "about-x"):
        page = go_on(browse, first, address, go=go, amount_yuan="35000")
        assert page.status in (200, 422)
        assert page.field("amount_yuan") == "35000"
