"""The worker's complaint: nothing typed is lost, one send is one complaint, errors are clear."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain.complaint import Channel, Kind, Topic
from portal.extensions import db
from portal.models import Complaint
from portal.services import clock
from tests.browse import Browser
from tests.web.journey import commit_site, complain, go_on, numbers_of


def stored(app: Flask) -> list[Complaint]:
    with app.app_context():
        found = list(db.session.scalars(select(Complaint).order_by(Complaint.id)))
        for complaint in found:
            _ = complaint.phone, complaint.worker_name, complaint.narrative
        return found


def count(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(Complaint)) or 0


def test_a_complaint_takes_three_screens_and_ends_in_a_receipt(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    sent = complain(browse, f"/s/{code}/complain", months=["2026-10"], narrative="木工班")
    assert sent.location == "/receipt"
    receipt = browse.follow(sent)
    number, query_code = numbers_of(receipt)
    assert re.fullmatch(r"\d{8}", number)
    assert re.fullmatch(r"\d{6}", query_code)
    assert "受不受理" in receipt.text
    [complaint] = stored(app)
    assert (complaint.number, complaint.channel) == (number, Channel.SCAN)
    assert (complaint.amount_fen, complaint.phone) == (3_500_000, "19900000001")
    assert (complaint.months, complaint.narrative) == (["2026-10"], "木工班")
    assert complaint.is_confidential


def test_an_empty_step_says_what_is_missing_at_the_field(app: Flask, browse: Browser) -> None:
    address = f"/s/{commit_site(app)}/complain"
    page = go_on(browse, browse.get(address), address)
    assert page.status == 422
    assert "有 1 处要改" in page.text
    assert page.all("//input[@id='amount_yuan'][@aria-invalid='true']")
    page = go_on(browse, page, address, amount_unsure="y")
    page = go_on(browse, page, address)
    assert page.status == 422
    assert "请留一个手机号" in page.text


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"amount_yuan": "很多"}, "请写数字"),
        ({"amount_yuan": "-5"}, "请写数字"),
        ({"amount_yuan": "0"}, "不能是 0"),
        ({"amount_yuan": "9" * 30}, "请写数字"),
        ({"amount_yuan": "99999999999"}, "太大了"),
        ({"phone": "12345"}, "少按或多按"),
        ({"phone": "not a phone"}, "少按或多按"),
        ({"narrative": "长" * 10_000}, "现在有 10000 个"),
        ({"name": "名" * 41}, "最多写 40 个字"),
    ],
)
def test_bad_input_is_told_and_everything_typed_is_kept(
    app: Flask, browse: Browser, typed: dict[str, str], message: str
) -> None:
    code = commit_site(app)
    good = {
        "submission_key": "k" * 20,
        "amount_yuan": "35000",
        "months": "2026-10",
        "phone": "19900000001",
        "name": "王某",
        "narrative": "班长说的话",
    }
    given = {**good, **typed}
    page = browse.post(f"/s/{code}/complain", given)
    assert page.status == 422
    assert message in page.text
    kept = page.fields()
    for name, value in given.items():
        assert value in kept[name], name
    assert count(app) == 0


def test_emoji_control_characters_and_markup_are_kept_as_text(app: Flask, browse: Browser) -> None:
    code = commit_site(app)
    narrative = "欠钱\x00了😀\u202e<b>&\r\n第二行"
    browse.follow(complain(browse, f"/s/{code}/complain", narrative=narrative, name="<i>王"))
    [complaint] = stored(app)
    assert complaint.narrative == "欠钱了😀<b>&\n第二行"
    assert complaint.worker_name == "<i>王"


def test_a_form_without_its_key_is_asked_for_again_with_all_answers(
    app: Flask, browse: Browser
) -> None:
    code = commit_site(app)
    browse.get(f"/s/{code}/complain")
    page = browse.post(f"/s/{code}/complain", {"amount_yuan": "35000", "phone": "19900000001"})
    assert page.status == 422
    assert "请再点一次" in page.text
    assert browse.follow(go_on(browse, page, f"/s/{code}/complain", go="submit")).status == 200
    assert count(app) == 1


def test_a_phone_that_keeps_no_cookies_gets_its_receipt_at_once(app: Flask) -> None:
    code = commit_site(app)
    browse = Browser(app, cookies=False)
    receipt = complain(browse, f"/s/{code}/complain")
    assert receipt.status == 200
    number, _ = numbers_of(receipt)
    assert stored(app)[0].number == number


def test_neither_number_nor_code_nor_answers_are_ever_in_an_address(
    app: Flask, browse: Browser
) -> None:
    sent = complain(browse, f"/s/{commit_site(app)}/complain")
    number, query_code = numbers_of(browse.follow(sent))
    opened = browse.post("/follow", {"number": number, "query_code": query_code})
    for page in (sent, opened):
        assert number not in page.location
        assert query_code not in page.location


def test_anonymous_is_a_report_and_keeps_no_name_or_number(app: Flask, browse: Browser) -> None:
    address = f"/s/{commit_site(app)}/complain"
    page = go_on(browse, browse.get(address), address, amount_unsure="y", amount_yuan="")
    page = go_on(browse, page, address, anonymous="y", phone="19900000001", name="王某")
    assert "匿名，不留姓名电话" in page.text
    assert "投诉要留电话；您没留，就按举报登记" in page.text
    with clock.pretending(clock.now() + timedelta(minutes=1)):
        receipt = browse.follow(go_on(browse, page, address, go="submit"))
    assert "不会有书面答复" in receipt.text
    [complaint] = stored(app)
    assert (complaint.kind, complaint.phone, complaint.worker_name) == (Kind.REPORT, None, None)


def test_back_and_change_keep_every_answer(app: Flask, browse: Browser) -> None:
    address = f"/s/{commit_site(app)}/complain"
    page = go_on(browse, browse.get(address), address, amount_yuan="3万5千", months=["2026-10"])
    page = go_on(browse, page, address, phone="199 0000 0001", name="王某")
    assert "3万5千元" in page.text
    page = go_on(browse, page, address, go="owed")
    assert page.field("amount_yuan") == "3万5千"
    page = go_on(browse, page, address, amount_yuan="40000")
    assert page.field("phone") == "199 0000 0001"
    page = go_on(browse, page, address)
    browse.follow(go_on(browse, page, address, go="submit"))
    [complaint] = stored(app)
    assert (complaint.amount_fen, complaint.worker_name) == (4_000_000, "王某")


def test_larger_letters_cost_no_answer(app: Flask, browse: Browser) -> None:
    address = f"/s/{commit_site(app)}/complain"
    page = go_on(browse, browse.get(address), address, go="size-2", amount_yuan="35000")
    assert page.status == 200
    assert page.tree.get("class") == "size-2"
    assert page.field("amount_yuan") == "35000"
    page = go_on(browse, page, address)
    page = go_on(browse, page, address, go="size-3", phone="19900000001")
    assert page.field("phone") == "19900000001"
    assert page.field("amount_yuan") == "35000"
    assert page.tree.get("class") == "size-3"


def test_without_a_site_the_county_and_the_place_are_asked_first(
    app: Flask, browse: Browser
) -> None:
    page = go_on(browse, browse.get("/complain"), "/complain")
    assert page.status == 422
    assert "请选工地在哪个县区" in page.text
    page = go_on(browse, page, "/complain", region="620521", place="永清镇修路的")
    page = go_on(browse, page, "/complain", amount_unsure="y")
    page = go_on(browse, page, "/complain", phone="19900000001")
    browse.follow(go_on(browse, page, "/complain", go="submit"))
    [complaint] = stored(app)
    assert (complaint.region, complaint.channel) == ("620521", Channel.WEB)
    assert (complaint.site_id, complaint.place) == (None, "永清镇修路的")


def test_an_unknown_site_code_loses_nothing(app: Flask, browse: Browser) -> None:
    form = {"submission_key": "k", "amount_yuan": "35000", "phone": "19900000001"}
    page = browse.post("/s/00000000/complain", form)
    assert page.status == 422
    assert "请选工地在哪个县区" in page.text
    fields: dict[str, Any] = page.fields()
    assert fields["phone"] == ["19900000001"]


def test_another_topic_asks_what_happened_instead_of_how_much(app: Flask, browse: Browser) -> None:
    address = f"/s/{commit_site(app)}/complain"
    page = browse.get(f"{address}?topic=safety")
    page = go_on(browse, page, address, go="as-complaint")
    assert not page.all("//input[@name='amount_yuan'][@type='text']")
    page = go_on(browse, page, address)
    assert "请写一句话" in page.text
    page = go_on(browse, page, address, narrative="脚手架晃")
    page = go_on(browse, page, address, phone="19900000001")
    browse.follow(go_on(browse, page, address, go="submit"))
    [complaint] = stored(app)
    assert (complaint.topic, complaint.narrative) == (Topic.SAFETY, "脚手架晃")


def test_nonsense_in_closed_lists_harms_nothing(app: Flask, browse: Browser) -> None:
    form = {
        "submission_key": "k", "kind": "x", "topic": "wages", "months": ["2099-01", "x", "2026-10"],
        "earlier": "x", "headcount": "x", "amount_yuan": "1", "phone": "19900000001", "step": "x",
        "go": "x", "confidential": "x",
    }  # fmt: skip
    assert browse.post(f"/s/{commit_site(app)}/complain", form).status == 200
    [complaint] = stored(app)
    assert complaint.months == ["2026-10"]


@pytest.mark.parametrize("damage", [{"months": "abc"}, {"headcount": "x"}, {"amount_yuan": "x"}])
def test_damaged_hidden_answers_lead_to_the_step_that_asks_them(
    app: Flask, browse: Browser, damage: dict[str, str]
) -> None:
    address = f"/s/{commit_site(app)}/complain"
    form = {"amount_yuan": "35000", "phone": "19900000001", "months": "2026-10", **damage}
    for step, go in (("owed", "check"), ("contact", "next"), ("contact", "check")):
        page = browse.post(address, {**form, "step": step, "go": go})
        assert page.status in (200, 422)
    nowhere = browse.post("/complain", {**form, "region": "x", "step": "contact", "go": "next"})
    assert nowhere.status == 422
    assert "请选工地在哪个县区" in nowhere.text


def test_a_huge_request_is_refused_in_plain_words(app: Flask, browse: Browser) -> None:
    page = browse.post("/complain", {"narrative": "x" * 2_000_000})
    assert page.status == 413
    assert "太大" in page.text
