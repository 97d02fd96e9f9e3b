"""Handing over the cases of a colleague: to several, two stay two, and the clocks run on."""

from itertools import product

import pytest
from flask import Flask
from sqlalchemy import event

from portal.domain.recusal import RecusalGround
from portal.domain.regions import CITY
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.models import Complaint, Event, Staff
from portal.services import recusals
from tests import casefile, factories
from tests.browse import Browser, Page
from tests.web.journey import commit_complaint, load, staff_browser
from tests.web.test_commands import run
from tests.web.test_permissions import signed_in

HERE, THERE = "620502", "620503"


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def people(app: Flask, count: int, region: str = HERE) -> list[int]:
    with app.app_context():
        made = [factories.member(db.session, region=region).id for _ in range(count)]
        db.session.commit()
        return made


def accepted(app: Flask, lead: int, second: int, *, recused: int | None = None) -> str:
    """A case that two inspect, and from which somebody may have withdrawn."""
    number = commit_complaint(app)
    with app.app_context():
        found = db.session.scalar(Complaint.by_number(number))
        first, other = db.session.get(Staff, lead), db.session.get(Staff, second)
        assert found is not None and first is not None and other is not None
        casefile.accept(db.session, found, by=first, second=other)
        if recused is not None:
            person = db.session.get(Staff, recused)
            assert person is not None
            recusals.declare(
                db.session, found, by=person, person=person, ground=RecusalGround.OWN, note="x"
            )
        db.session.commit()
    return number


def hands(app: Flask, number: str) -> tuple[int | None, int | None]:
    with app.app_context():
        found = db.session.scalar(Complaint.by_number(number))
        assert found is not None
        return found.hands.lead_id, found.hands.second_id


def preview(browse: Browser, of: int, to: list[int], **typed: str) -> Page:
    page = f"/console/handover/{of}"
    certificates = {f"certificate-{each}": f"示例{each}" for each in to}
    asked = {"to": [str(each) for each in to], "reason": "生病", "go": "preview"}
    return browse.send(page, on=page, **{**certificates, **asked, **typed})


def confirm(browse: Browser, page: Page) -> Page:
    sent = {name: page.field(name) for name in ("csrf_token", "agreed")}
    return browse.follow(browse.post("/console/bulk/confirm", sent))


def test_all_open_cases_go_to_several_and_two_stay_two(app: Flask) -> None:
    ill, one, two = people(app, 3)
    led = [accepted(app, ill, one), accepted(app, ill, two)]
    helped = accepted(app, one, ill, recused=two)
    fresh = commit_complaint(app)
    head = staff_browser(app, Role.HEAD, region=HERE)
    given = {"lead": str(ill), "second": "", "go": "preview", "number": fresh}
    shown = head.send("/console/bulk/assign", on="/console/complaints", **given)
    confirm(head, shown)
    assert "4 件" in head.get("/console/handover").text
    assert preview(head, ill, []).status == 422
    assert "请写为什么" in preview(head, ill, [one], reason="").text
    shown = preview(head, ill, [one, two])
    assert "会移交 3 件，1 件不移交" in shown.text
    assert "勾的人都接不了" in shown.text
    done = confirm(head, shown)
    assert "移交：办好了 3 件" in done.text
    assert hands(app, led[0]) == (two, one)
    assert hands(app, led[1]) == (one, two)
    assert hands(app, helped) == (one, ill)
    with app.app_context():
        found = load(app, led[0])
        last = db.session.scalars(Event.of_complaint(found.id)).all()[-1]
        assert last.name == "assigned"
        assert last.note is not None
        assert last.note.endswith("生病")
        assert found.investigation_due_on is not None
    assert "1 件" in head.get("/console/handover").text


def test_a_case_that_moved_since_the_preview_is_left_out_and_the_others_go_as_shown(
    app: Flask,
) -> None:
    ill, one, two, other = people(app, 4)
    numbers = [accepted(app, ill, other) for _ in range(4)]
    head = staff_browser(app, Role.HEAD, region=HERE)
    shown = preview(head, ill, [one, two])
    page = f"/console/complaints/{numbers[0]}"
    staff_browser(app, region=HERE).send(f"{page}/reply", on=page, note="在查")
    done = confirm(head, shown)
    assert "办好了 3 件" in done.text
    assert "又有了变化" in done.text
    leads = [hands(app, each)[0] for each in numbers]
    assert leads[0] == ill
    assert sorted(str(each) for each in leads[1:]).count(str(ill)) == 0


def test_nobody_is_given_cases_of_another_county(app: Flask) -> None:
    [here], [there] = people(app, 1), people(app, 1, THERE)
    [other] = people(app, 1)
    number = accepted(app, here, other)
    head = staff_browser(app, Role.HEAD, region=HERE)
    assert preview(head, here, [there]).status == 422
    assert head.get(f"/console/handover/{there}").status == 404
    assert head.get("/console/handover/99999").status == 404
    assert hands(app, number) == (here, other)
    assert "示例" in staff_browser(app, Role.DIRECTOR).get(f"/console/handover/{there}").text


def test_who_leads_hands_over_and_nobody_else(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    ill, one = people(app, 2)
    accepted(app, ill, one)
    for role, region in product(Role, (HERE, THERE, CITY)):
        client = signed_in(app, role, region)
        is_mine = may(role, Permission.ASSIGN_CASES)
        assert (client.get("/console/handover").status_code == 200) == is_mine
        page = f"/console/handover/{ill}"
        expected = 403 if not is_mine else 404 if region == THERE else 200
        assert client.get(page).status_code == expected, (role, region)
        sent = client.post(page, data={"go": "preview"}).status_code
        assert sent == (422 if expected == 200 else expected), (role, region)


def test_an_account_that_is_closed_names_what_it_leaves_behind(app: Flask) -> None:
    gone, other = people(app, 2)
    accepted(app, gone, other)
    with app.app_context():
        person = db.session.get(Staff, gone)
        assert person is not None
        name = person.username
    told = run(app, "staff", "disable", name).output
    assert f"还有 1 件没办完，请负责人移交：工作台的 /console/handover/{gone}" in told
    head = staff_browser(app, Role.HEAD, region=HERE)
    assert "已停用" in head.get("/console/handover").text
    assert "会移交 0 件" in preview(head, gone, [other]).text


def test_the_preview_takes_the_same_few_queries_whatever_its_size(app: Flask) -> None:
    ill, one, two = people(app, 3)
    head = staff_browser(app, Role.HEAD, region=HERE)

    def queries() -> int:
        seen: list[str] = []
        token = head.get("/console/handover").field("csrf_token")
        with app.app_context():
            engine = db.engine

        def note(_c: object, _k: object, statement: str, *_: object) -> None:
            if statement.startswith("SELECT"):
                seen.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        data = {"csrf_token": token, "to": str(one), "reason": "生病", f"certificate-{one}": "1"}
        assert head.post(f"/console/handover/{ill}", data).status == 200
        event.remove(engine, "before_cursor_execute", note)
        return len(seen)

    accepted(app, ill, two)
    few = queries()
    for _ in range(4):
        accepted(app, ill, two)
    assert queries() == few <= 13
