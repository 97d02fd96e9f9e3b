"""The lost code on the phone and at the desk: no oracle, county scope, shown once."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.lost_code import LostCodeCheck, LostCodeState
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import LostCode
from tests.browse import Browser, Page
from tests.web.journey import staff_browser
from tests.web.test_following import opened, receipt

ASKED = {"phone": "199 0000 0001", "site": "安置房", "amount_yuan": "3.5万"}


def ask(app: Flask, **typed: str) -> Page:
    return Browser(app).post("/follow/lost", {**ASKED, **typed})


def newest(app: Flask) -> LostCode:
    with app.app_context():
        return db.session.scalars(select(LostCode).order_by(LostCode.id.desc())).first()  # type: ignore[return-value]


def test_the_answer_is_the_same_whether_or_not_anything_matches(app: Flask) -> None:
    receipt(app)
    for page in (ask(app), ask(app, phone="19900009999"), ask(app, site="没有的")):
        assert (page.status, page.location) == (303, "/follow/lost/noted")
    assert "核对" in Browser(app).get("/follow/lost/noted").text


def test_what_is_wrong_is_said_at_the_field_and_all_is_kept(app: Flask, browse: Browser) -> None:
    assert "查询码丢了" in browse.get("/follow").text
    assert browse.get("/follow/lost").status == 200
    page = ask(app, phone="12", site="", amount_yuan="")
    assert page.status == 422
    assert "有 3 处要改" in page.text
    assert page.field("phone") == "12"
    assert ask(app, amount_yuan="", amount_unsure="y").status == 303


def test_one_number_is_not_asked_for_all_day_long(make_app: Callable[..., Flask]) -> None:
    app = make_app(rate_limits=True)
    answers = [ask(app, site=f"第{n}个").status for n in range(6)]
    assert answers == [303] * 5 + [429]
    assert ask(app, phone="19900009999").status == 303


def test_a_new_code_is_shown_once_and_must_be_changed_by_the_worker(
    app: Flask, browse: Browser
) -> None:
    number, old = receipt(app)
    ask(app)
    desk = staff_browser(app, Role.OPERATOR)
    page = desk.get("/console/lost-codes")
    assert "199****0001" in page.text
    address = f"/console/lost-codes/{newest(app).id}"
    assert "对得上" in desk.get(address).text
    shown = desk.send(f"{address}/phone", on=address)
    assert shown.all("//a[@href='tel:19900000001']")
    some = [LostCodeCheck.CALLED_BACK.value]
    refused = desk.send(f"{address}/give", on=address, number=number, checks=some)
    assert refused.status == 422
    assert "三样都核对过" in refused.text
    assert refused.all("//input[@name='checks'][@checked]/@value") == some
    every = {"number": number, "checks": [check.value for check in LostCodeCheck]}
    given = desk.send(f"{address}/give", on=address, **every)
    code = "".join(given.all("//*[contains(@class,'read')]")[1].text_content().split())
    assert re.fullmatch(r"\d{6}", code)
    assert desk.send(f"{address}/give", on="/console/account", **every).status == 409
    assert code not in desk.get(address).text.replace(" ", "")
    assert browse.post("/follow", {"number": number, "query_code": old}).status == 422
    case = opened(browse, number, code)
    assert "请换一个查询码" in case.text
    assert "给您换了新的查询码" in case.text
    timeline = desk.get(f"/console/complaints/{number}").text
    assert "核对丢失的查询码" in timeline


def test_a_number_that_does_not_match_gets_no_code(app: Flask) -> None:
    receipt(app)
    other, _ = receipt(app)
    ask(app, phone="19900009999")
    desk = staff_browser(app, Role.OPERATOR)
    address = f"/console/lost-codes/{newest(app).id}"
    assert "没有登记过" in desk.get(address).text
    every = [check.value for check in LostCodeCheck]
    assert desk.send(f"{address}/give", on=address, number=other, checks=every).status == 404
    assert desk.send(f"{address}/refuse", on=address, refusal="").status == 422
    done = desk.send(f"{address}/refuse", on=address, refusal="no_match", note="打过两次")
    assert "没有对得上的登记" in done.text
    assert newest(app).state is LostCodeState.REFUSED


@pytest.mark.parametrize(
    ("role", "region", "status"),
    [
        (Role.OPERATOR, "620502", 200),
        (Role.OPERATOR, "620523", 404),
        (Role.AUDITOR, "620500", 403),
        (Role.POSTER, "620500", 403),
    ],
)
def test_a_county_s_desk_answers_its_own(app: Flask, role: Role, region: str, status: int) -> None:
    receipt(app)
    ask(app)
    desk = staff_browser(app, role, region)
    assert desk.get(f"/console/lost-codes/{newest(app).id}").status == status
