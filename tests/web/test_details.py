"""补正 on the phone: prefilled, saved in parts, nothing lost; at the desk masked."""

from typing import Any

from flask import Flask

from portal.domain.complaint import Kind, Status
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Complaint
from portal.services import casework
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import staff_browser
from tests.web.test_following import opened, receipt, status

MAIN = "//form[@action='/follow/details/save']"


def save(browse: Browser, page: Page, **typed: Any) -> Page:
    return browse.post("/follow/details/save", {**page.fields(MAIN), **typed})


def test_the_form_is_prefilled_and_saved_in_parts(app: Flask, browse: Browser) -> None:
    number, code = receipt(app)
    case = opened(browse, number, code)
    assert "照规定投诉要写的，还差" in case.text
    page = browse.get("/follow/details")
    assert page.field("name") == "王某某"
    assert page.field("respondent_address") == "秦州区示例路1号"
    case = browse.follow(save(browse, page, sex="男", age="42", unclear=["person_post"]))
    assert "还没写：职业、工作单位、住址。" in case.text
    page = browse.get("/follow/details")
    assert page.all("//input[@name='sex'][@checked]/@value") == ["男"]
    assert page.all("//input[@name='unclear'][@checked]/@value") == ["person_post"]
    case = browse.follow(save(browse, page, occupation="木工", employer="不清楚", home="示例镇"))
    assert "要写的都写了" in case.text
    assert case.text.count("补写了投诉要写的事项") == 2


def test_a_mistake_keeps_everything_and_nothing_is_asked_that_must_not_be(
    app: Flask, browse: Browser
) -> None:
    opened(browse, *receipt(app))
    page = browse.get("/follow/details")
    refused = save(browse, page, contact="12", age="4" * 21, home="示例镇", sex="女")
    assert refused.status == 422
    assert "有 2 处要改" in refused.text
    assert (refused.field("contact"), refused.field("home")) == ("12", "示例镇")
    assert refused.all("//input[@name='sex'][@checked]/@value") == ["女"]
    names = set(refused.all(f"{MAIN}//*[@name]/@name"))
    assert not {name for name in names if any(word in name for word in ("card", "id_", "face"))}
    empty = browse.post("/follow/details/save", {"case_pass": page.field("case_pass")})
    assert "还什么都没写" in empty.text


def test_it_answers_what_was_asked_and_is_shown_first(app: Flask, browse: Browser) -> None:
    number, code = receipt(app, "asked")
    page = opened(browse, number, code)
    assert page.text.index("办事的人问您") < page.text.index("现在：")
    save(browse, browse.get("/follow/details"), age="42")
    assert status(app, number) is Status.RECEIVED


def test_a_phone_without_cookies_fills_it_in_too(app: Flask) -> None:
    number, code = receipt(app)
    browse = Browser(app, cookies=False)
    case = browse.post("/follow", {"number": number, "query_code": code})
    page = browse.post("/follow/details", case.fields("//form[@action='/follow/details']"))
    assert "补写了投诉要写的事项" in save(browse, page, age="42").text


def test_while_an_operator_knows_the_code_name_and_number_are_not_shown(
    app: Flask, browse: Browser
) -> None:
    number, code = receipt(app)
    with app.app_context():
        db.session.scalars(Complaint.by_number(number)).one().is_code_seen = True
        db.session.commit()
    page = opened(browse, number, code)
    assert "先换一个查询码" in page.text
    assert browse.get("/follow/details").location == "/follow/case"
    token = page.field("case_pass")
    assert browse.post("/follow/details/save", {"case_pass": token, "age": "1"}).status == 303


def test_an_old_page_gives_back_what_was_typed(browse: Browser) -> None:
    page = browse.post("/follow/details/save", {"case_pass": "x", "home": "示例镇"})
    assert page.status == 403
    assert "住址：示例镇" in page.text
    assert browse.get("/follow/details").status == 403


def test_a_report_states_nothing(app: Flask, browse: Browser) -> None:
    with app.app_context():
        made = factories.receipt(db.session, kind=Kind.REPORT, is_anonymous=True, name="", phone="")
        db.session.commit()
        number, code = made.complaint.number, made.query_code
    assert "把情况写全" not in opened(browse, number, code).text
    assert browse.get("/follow/details").status == 303


def test_the_desk_sees_what_is_missing_and_the_person_only_with_a_reason(
    app: Flask, browse: Browser
) -> None:
    number, code = receipt(app)
    desk = staff_browser(app, Role.INSPECTOR)
    address = f"/console/complaints/{number}"
    assert "工友还没写" in desk.get(address).text
    opened(browse, number, code)
    form = browse.get("/follow/details")
    save(browse, form, home="示例镇示例村", age="42", facts="打 199 1234 5678 找班长")
    page = desk.get(address)
    assert "缺：性别、职业、工作单位、负责人职务。" in page.text
    assert "示例镇示例村" not in page.text
    assert "199****5678" in page.text
    shown = desk.send(f"{address}/reveal", on=address, reason="document")
    assert "示例镇示例村" in shown.text
    assert "查看了姓名电话" in shown.text


def test_saving_while_somebody_closes_it_changes_nothing(app: Flask, browse: Browser) -> None:
    number, code = receipt(app)
    opened(browse, number, code)
    page = browse.get("/follow/details")
    with app.app_context():
        found = db.session.scalars(Complaint.by_number(number)).one()
        casework.transfer(
            db.session, found, by=factories.member(db.session), target="other",
            organisation="示例", note="转",
        )  # fmt: skip
        found.status = Status.CLOSED
        db.session.commit()
    assert "补写了" not in browse.follow(save(browse, page, age="42")).text
