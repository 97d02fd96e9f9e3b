"""Ticking several complaints, seeing what each would get, and saying the word once."""

from itertools import product

import pytest
from flask import Flask
from sqlalchemy import event

from portal.domain.complaint import Status
from portal.domain.regions import CITY
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.models import Event
from tests import factories
from tests.browse import Browser, Page
from tests.web.journey import commit_complaint, load, staff_browser
from tests.web.test_permissions import signed_in

HERE, THERE = "620502", "620503"
LIST = "/console/complaints"


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def inspector(app: Flask, region: str = HERE) -> str:
    with app.app_context():
        found = str(factories.member(db.session, region=region).id)
        db.session.commit()
        return found


def replies(app: Flask, number: str) -> list[str | None]:
    found = load(app, number)
    with app.app_context():
        events = db.session.scalars(Event.of_complaint(found.id)).all()
        return [each.note for each in events if each.name == "replied"]


def preview(browse: Browser, kind: str, numbers: list[str], **typed: str) -> Page:
    return browse.send(f"/console/bulk/{kind}", on=LIST, number=numbers, go="preview", **typed)


def confirm(browse: Browser, page: Page) -> Page:
    sent = {name: page.field(name) for name in ("csrf_token", "agreed")}
    return browse.post("/console/bulk/confirm", sent)


def test_several_are_ticked_shown_and_answered_once(app: Flask) -> None:
    numbers = [commit_complaint(app) for _ in range(2)]
    away = commit_complaint(app, region=THERE)
    browse = staff_browser(app, region=HERE)
    boxes = browse.get(LIST).all("//tbody//input[@name='number']/@value")
    assert sorted(boxes) == sorted(numbers)
    form = browse.send("/console/bulk", on=LIST, number=[*numbers, away], go="reply")
    assert "一起回复 3 件" in form.text
    wrong = preview(browse, "reply", numbers, note="【登记编号】")
    assert wrong.status == 422
    assert "是不是【登记号】" in wrong.text
    shown = preview(browse, "reply", [*numbers, away], note="登记号【登记号】，在【工地】")
    assert "会办 2 件，1 件不办" in shown.text
    assert "不是本县区的" in shown.text
    assert all(f"登记号{n[:4]} {n[4:]}" in shown.text for n in numbers)
    done = confirm(browse, shown)
    assert done.status == 303
    assert confirm(browse, shown).location == done.location
    assert "办好了 2 件" in browse.get(done.location).text
    assert all(len(replies(app, number)) == 1 for number in numbers)
    assert replies(app, away) == []


def test_what_changed_since_is_told_and_left_out(app: Flask) -> None:
    same, moved = commit_complaint(app), commit_complaint(app)
    browse = staff_browser(app, region=HERE)
    shown = preview(browse, "reply", [same, moved], note="好")
    page = f"{LIST}/{moved}"
    staff_browser(app, region=HERE).send(f"{page}/reply", on=page, note="先回了")
    told = browse.follow(confirm(browse, shown))
    assert "办好了 1 件" in told.text
    assert "又有了变化" in told.text
    assert replies(app, moved) == ["先回了"]


def test_a_template_fills_the_box_for_all_and_it_can_be_changed_after_the_preview(
    app: Flask,
) -> None:
    number = commit_complaint(app)
    head = staff_browser(app, Role.HEAD, region=HERE)
    given = {"title": "告知", "region": HERE, "topic": "", "body": "号【登记号】"}
    head.send("/console/templates/new", **given)
    sent = {"number": number, "go": "fill", "note": "您好", "template": "1"}
    filled = head.send("/console/bulk/reply", on=LIST, **sent)
    [area] = filled.all("//textarea")
    assert area.text.strip() == "您好\n号【登记号】"
    shown = preview(head, "reply", [number], note="您好【登记号】")
    back = head.send("/console/bulk/reply", on=LIST, number=number, go="change", note="您好")
    assert back.status == 200
    assert shown.field("note") == "您好【登记号】"
    none = head.send("/console/bulk/reply", on=LIST, number=number, go="fill", template="9")
    assert (none.status, "请选一个模板" in none.text) == (422, True)


def test_a_case_is_given_before_it_is_accepted_and_the_form_knows_to_whom(app: Flask) -> None:
    number, person = commit_complaint(app), inspector(app)
    head = staff_browser(app, Role.HEAD, region=HERE)
    page = f"{LIST}/{number}"
    form = head.send("/console/bulk", on=page, number=number, go="assign")
    assert form.status == 200
    assert preview(head, "assign", [number], lead="").status == 422
    twice = preview(head, "assign", [number], lead=person, second=person)
    assert "要两名不同的监察员" in twice.text
    shown = preview(head, "assign", [number], lead=person, second="", reason="轮到他")
    assert "决定受不受理：没有人 → 示例" in shown.text
    head.follow(confirm(head, shown))
    case = head.get(page)
    assert "指派给 示例" in case.text
    [chosen] = case.all("//select[@id='accept-lead']/option[@selected]/@value")
    assert chosen == person
    again = preview(head, "assign", [number], lead=person, second="")
    assert "本来就是这样" in again.text
    assert not again.field("agreed")


def test_who_declares_an_interest_is_offered_no_more(app: Flask) -> None:
    number = commit_complaint(app)
    page = f"{LIST}/{number}"
    head = staff_browser(app, Role.HEAD, region=HERE)
    person = inspector(app)
    assert head.get(page).all(f"//select[@id='accept-lead']/option[@value='{person}']")
    half = head.send(f"{page}/recusals/new", on=page, person=person, ground="family", reason="")
    assert half.status == 422
    said = {"person": person, "ground": "family", "reason": "表兄弟"}
    assert head.send(f"{page}/recusals/new", on=page, **said).status == 303
    case = head.get(page)
    assert not case.all(f"//select[@id='accept-lead']/option[@value='{person}']")
    assert "近亲属有直接利害关系" in case.text
    shown = preview(head, "assign", [number], lead=person, second="")
    assert "已经声明回避" in shown.text
    plain = staff_browser(app, region=HERE)
    mine = plain.get(page).all("//select[@id='recusal-person']/option/@value")
    own = {"person": mine[0], "ground": "own", "reason": "入股"}
    assert plain.send(f"{page}/recusals/new", on=page, **own).status == 303
    assert "您已声明回避" in plain.get(page).text
    assert not plain.get(page).all("//summary[.='受理']")
    assert plain.send(f"{page}/ask_supplement", on=page, note="x").status == 409
    other = plain.send(f"{page}/recusals/new", on=page, **said)
    assert other.status == 422  # for oneself alone


def test_too_many_none_and_nonsense_are_told(app: Flask, make_app: object) -> None:
    numbers = [commit_complaint(app) for _ in range(3)]
    small = make_app(bulk_limit=2)  # type: ignore[operator]
    browse = staff_browser(small, region=HERE)
    many = browse.send("/console/bulk", on=LIST, number=numbers, go="reply")
    assert (many.status, "一次最多 2 件" in many.text) == (422, True)
    assert preview(browse, "reply", numbers, note="好").status == 422
    newest = browse.send("/console/bulk", on=LIST, all="1", go="reply", channel="scan")
    assert newest.all("//input[@name='number']/@value") == numbers[:0:-1]
    none = browse.send("/console/bulk", on=LIST, number="12", go="reply")
    assert (none.status, "没有勾上任何一件" in none.text) == (422, True)
    assert browse.send("/console/bulk", on=LIST, number=numbers, go="burn").status == 400
    assert browse.send("/console/bulk/confirm", on=LIST, agreed="x").status == 400


def test_who_may_do_what_where_with_many(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    number, person = commit_complaint(app, region=HERE), inspector(app)
    asked = {
        "reply": ({"note": "好"}, Permission.REPLY),
        "assign": ({"lead": person}, Permission.ASSIGN_CASES),
    }
    for role, region in product(Role, (HERE, THERE, CITY)):
        client = signed_in(app, role, region)
        for kind, (typed, permission) in asked.items():
            may_it = may(role, permission)
            start = client.post("/console/bulk", data={"number": number, "go": kind})
            assert (start.status_code == 200) == may_it, (role, kind)
            given = {"number": number, "go": "preview", **typed}
            shown = client.post(f"/console/bulk/{kind}", data=given)
            if not may_it:
                assert shown.status_code == 403
            elif region == THERE and kind == "assign":
                assert shown.status_code == 422  # whom they do not know
            else:
                is_offered = 'name="agreed"' in shown.text
                assert is_offered == (region in (HERE, CITY)), (role, region, kind)
    assert load(app, number).status is Status.RECEIVED
    assert replies(app, number) == []


def test_a_preview_takes_the_same_few_queries_whatever_its_size(app: Flask) -> None:
    browse = staff_browser(app, Role.HEAD, region=HERE)
    person = inspector(app)

    def queries(kind: str, numbers: list[str], **typed: str) -> int:
        seen: list[str] = []
        token = browse.get(LIST).field("csrf_token")
        with app.app_context():
            engine = db.engine

        def note(_c: object, _k: object, statement: str, *_: object) -> None:
            if statement.startswith("SELECT"):
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        data = {"csrf_token": token, "number": numbers, "go": "preview", **typed}
        assert browse.post(f"/console/bulk/{kind}", data).status == 200
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    numbers = [commit_complaint(app) for _ in range(6)]
    for kind, typed in (("reply", {"note": "【登记号】"}), ("assign", {"lead": person})):
        assert queries(kind, numbers[:1], **typed) == queries(kind, numbers, **typed) <= 8


def test_a_preview_is_confirmed_by_whoever_was_shown_it_alone(app: Flask) -> None:
    number = commit_complaint(app)
    shown = preview(staff_browser(app, region=HERE), "reply", [number], note="好")
    other = staff_browser(app, region=HERE)
    taken = other.send("/console/bulk/confirm", on=LIST, agreed=shown.field("agreed"))
    assert taken.status == 400
    assert replies(app, number) == []
