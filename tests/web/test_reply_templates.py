"""Reply templates as those who keep them and those who use them meet them."""

from typing import Any

import pytest
from flask import Flask

from portal.domain.complaint import Topic
from portal.domain.events import EventName
from portal.domain.reply_fields import ReplyField
from portal.domain.roles import Role
from portal.extensions import db
from portal.labels.replies import EXAMPLES
from portal.models import Event, ReplyTemplate
from portal.services import reply_templates
from portal.services.reply_templates import BadTemplate, TemplateFacts
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import commit_complaint, load, staff_browser

TEXT = "您好，登记号【登记号】，{}已收到，最晚【受理期限】告诉您受不受理。"


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def write(browse: Browser, **facts: str) -> Page:
    given = {"title": "收到告知", "region": "620502", "topic": "", "body": TEXT.format("")}
    return browse.send("/console/templates/new", **{**given, **facts})


def offered(page: Page) -> list[str]:
    return [each.text for each in page.all("//select[@id='reply-template']/option")][1:]


def reply_text(page: Page) -> str:
    [area] = page.all("//textarea[@id='reply-note']")
    return str(area.text or "").removeprefix("\n")


def template_id(app: Flask, title: str = "收到告知") -> str:
    with app.app_context():
        found = db.session.scalars(ReplyTemplate.offered("620502"))
        return next(str(each.id) for each in found if each.title == title)


def test_a_template_is_written_offered_filled_and_sent(app: Flask) -> None:
    head = staff_browser(app, Role.HEAD, region="620502")
    assert write(head).status == 303
    assert "收到告知" in head.get("/console/templates").text
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    inspector = staff_browser(app, region="620502")
    chosen = template_id(app)
    asked = {"template": chosen, "go": "fill", "note": "王师傅："}
    box = inspector.send(f"{page}/reply", on=page, **asked)
    assert box.status == 200
    text = reply_text(box)
    assert text.startswith("王师傅：\n您好，登记号")
    assert f"{number[:4]} {number[4:]}" in text
    assert "【" not in text
    assert inspector.send(f"{page}/reply", on=page, note=text).status == 303
    assert "最晚" in inspector.get(page).text
    with app.app_context():
        found = load(app, number)
        said = [e.name for e in db.session.scalars(Event.of_complaint(found.id))]
    assert said.count(EventName.REPLIED) == 1


def test_what_a_case_lacks_is_named_and_what_was_typed_stays(app: Flask) -> None:
    head = staff_browser(app, Role.HEAD, region="620502")
    write(head, body="请打【监察电话】")
    number = commit_complaint(app)
    page = f"/console/complaints/{number}"
    asked = {"template": template_id(app), "go": "fill", "note": "王师傅"}
    box = head.send(f"{page}/reply", on=page, **asked)
    assert "这一件没有【监察电话】，这个模板用不上" in box.text
    assert reply_text(box) == "王师傅"
    with app.app_context():
        factories.offices(db.session)
        db.session.commit()
    assert "请打0000" in reply_text(head.send(f"{page}/reply", on=page, **asked))
    none = head.send(f"{page}/reply", on=page, template="9999", go="fill", note="王师傅")
    assert "请选一个模板" in none.text
    assert reply_text(none) == "王师傅"


def test_a_wrong_field_is_told_at_the_text_with_the_nearest_and_all_is_kept(app: Flask) -> None:
    head = staff_browser(app, Role.HEAD, region="620502")
    wrong = write(head, body="【登记编号】【姓名", title="改一改")
    assert wrong.status == 422
    assert "没有【登记编号】这一项，是不是【登记号】？" in wrong.text
    assert "“【姓名”少了后面的】" in wrong.text
    assert wrong.field("title") == "改一改"
    assert write(head, title="", body=" ").status == 422
    looked = write(head, go="look")
    assert looked.status == 200
    assert f"登记号{EXAMPLES[ReplyField.NUMBER]}，已收到" in looked.text
    assert "还没有模板" in head.get("/console/templates").text


def test_nothing_of_a_person_may_be_merged() -> None:
    assert set(EXAMPLES) == set(ReplyField)
    assert not {"姓名", "电话", "手机", "老板", "单位", "班组长", "原话"} & set(ReplyField)


def test_a_text_that_cannot_be_filled_is_kept_by_no_way(app: Flask) -> None:
    with app.app_context():
        head = factories.member(db.session, Role.HEAD)
        facts = TemplateFacts("620500", "x", "【电话】", None)
        with pytest.raises(BadTemplate):
            reply_templates.keep(db.session, None, facts, by=head)


def test_a_county_uses_the_citys_and_changes_its_own_alone(app: Flask) -> None:
    city, here = staff_browser(app, Role.HEAD), staff_browser(app, Role.HEAD, region="620502")
    there = staff_browser(app, Role.HEAD, region="620503")
    assert write(city, region="620500", title="全市的").status == 303
    write(here, title="秦州的")
    assert write(here, region="620503").status == 422
    assert "秦州的" not in there.get("/console/templates").text
    assert "全市的" in there.get("/console/templates").text
    mine, citys = template_id(app, "秦州的"), template_id(app, "全市的")
    for browse, wanted, status in ((here, citys, 404), (there, mine, 404), (city, mine, 200)):
        assert browse.get(f"/console/templates/{wanted}").status == status
    number = commit_complaint(app)
    assert offered(here.get(f"/console/complaints/{number}")) == ["秦州的", "全市的"]


@pytest.mark.parametrize("role", list(Role))
def test_who_replies_reads_templates_and_who_leads_writes_them(app: Flask, role: Role) -> None:
    browse = staff_browser(app, role, region="620502")
    may_read = role in (Role.OPERATOR, Role.INSPECTOR, Role.HEAD, Role.DIRECTOR)
    assert (browse.get("/console/templates").status == 200) == may_read
    may_write = role in (Role.HEAD, Role.DIRECTOR)
    assert browse.get("/console/templates/new").status == (200 if may_write else 403)
    app.config["WTF_CSRF_ENABLED"] = False
    for address in ("new", "1", "1/retire", "1/restore"):
        status = browse.post(f"/console/templates/{address}").status
        assert (status == 403) != may_write, (address, status)


def test_a_template_is_for_its_topic_and_a_retired_one_for_none(app: Flask) -> None:
    head = staff_browser(app, Role.HEAD, region="620502")
    write(head, title="一般")
    write(head, title="欠薪", topic=Topic.WAGES)
    write(head, title="安全", topic=Topic.SAFETY)
    page = f"/console/complaints/{commit_complaint(app)}"
    assert offered(head.get(page)) == ["欠薪", "一般"]
    kept = f"/console/templates/{template_id(app, '欠薪')}"
    assert head.send(f"{kept}/retire", on=kept).status == 303
    assert offered(head.get(page)) == ["一般"]
    assert "停用" in head.get("/console/templates").text
    head.send(f"{kept}/restore", on=kept)
    assert offered(head.get(page)) == ["欠薪", "一般"]


def test_of_two_who_change_one_text_the_second_is_told_and_loses_nothing(app: Flask) -> None:
    first, second = (staff_browser(app, Role.HEAD, region="620502") for _ in range(2))
    write(first)
    page = f"/console/templates/{template_id(app)}"
    seen: dict[str, Any] = second.get(page).fields(f"//form[@action='{page}']")
    facts = {"title": "新的", "region": "620502", "topic": ""}
    assert (
        first.send(page, seen=first.get(page).field("seen"), body="甲改的", **facts).status == 303
    )
    told = second.post(page, {**seen, "body": ["乙改的"]})
    assert told.status == 409
    assert "甲改的" in told.all("//*[@role='alert']")[0].text_content()
    [area] = told.all("//textarea")
    assert area.text.strip() == "乙改的"
    again = second.post(page, {**told.fields(f"//form[@action='{page}']")})
    assert again.status == 303
    assert "乙改的" in first.get("/console/templates").text


def test_a_worker_reads_the_numbers_that_the_office_gives_whole(app: Flask) -> None:
    with app.app_context():
        made = factories.receipt(db.session, factories.site(db.session))
        number, code = made.complaint.number, made.query_code
        db.session.commit()
    desk = staff_browser(app, region="620502")
    page = f"/console/complaints/{number}"
    desk.send(f"{page}/reply", on=page, note="请打 0000 555 0000")
    worker = Browser(app, cookies=False)
    case = worker.post("/follow", {"number": number, "query_code": code})
    assert "0000 555 0000" in case.text
    assert "0000 555 0000" in desk.get(page).text
