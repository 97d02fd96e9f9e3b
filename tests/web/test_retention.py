"""The pages of keeping and purging: who may what, two people, the stub, and a hold."""

import dataclasses

import pytest
from flask import Flask
from sqlalchemy import select

from config import KEPT, BadSetting, from_environment
from portal.domain.retention import Kept, Period
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.models import Complaint
from portal.services import intake, purge, retention
from tests import factories
from tests.browse import Browser
from tests.services.test_retention import SCHEDULE, withdrawn
from tests.web.test_audit import browser
from tests.web.test_commands import fails_in_one_line, run


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def app(app: Flask) -> Flask:
    """With a period and its source."""
    config = app.extensions["portal"]
    periods = (("complaint", "5y"), ("draft", "30d"))
    app.extensions["portal"] = dataclasses.replace(
        config, retention=periods, retention_source="示例局档案规定"
    )
    return app


def old(app: Flask, region: str = "620502") -> str:
    with app.app_context():
        number = withdrawn(db.session, region=region).number
        db.session.commit()
    return number


def works(app: Flask) -> None:
    with app.app_context():
        purge.work(db.session, app.extensions["storage"], SCHEDULE, db.session.commit)


def test_one_proposes_another_confirms_and_a_stub_answers_everywhere(app: Flask) -> None:
    number = old(app)
    head, director = browser(app, Role.HEAD), browser(app, Role.DIRECTOR)
    page = head.get("/console/retention")
    assert "5 年" in page.text
    assert "示例局档案规定" in page.text
    answer = head.send("/console/retention", kept="complaint")
    assert answer.location == "/console/retention/1"
    assert "确认清除" not in head.get("/console/retention/1").text
    assert "确认清除这 1 件" in director.get("/console/retention/1").text
    sent = director.send("/console/retention/1/confirm", on="/console/retention/1")
    assert sent.status == 303
    assert head.send("/console/retention/1/drop", on="/console/account", reason="x").status == 409
    works(app)
    stub = head.get(f"/console/complaints/{number}")
    assert stub.status == 410
    assert "示例局档案规定" in stub.text
    assert "确认（第 1 批）" in stub.text
    for path in ("reply", "hold", "accept"):
        address = f"/console/complaints/{number}/{path}"
        assert head.send(address, on="/console/account", note="x", reason="x").status == 410
    assert head.get(f"/console/find?number={number}").location.endswith(number)
    assert number not in str(head.get("/console/complaints").body)
    assert "清除 1" in head.get("/console/retention").text


def test_the_worker_is_told_honestly(app: Flask) -> None:
    with app.app_context():
        complaint = withdrawn(db.session)
        number = complaint.number
        complaint.query_code_key = intake.code_key(number, "482913")
        head, director = (factories.member(db.session, r) for r in (Role.HEAD, Role.DIRECTOR))
        batch = retention.propose(
            db.session, SCHEDULE, retention.Kept.COMPLAINT, by=head, region="620500"
        )
        retention.confirm(db.session, batch, by=director)
        db.session.commit()
    browse = Browser(app)
    opened = browse.post("/follow", {"number": number, "query_code": "482913"})
    assert opened.status == 200
    case_pass = opened.field("case_pass")
    works(app)
    for page in (
        browse.post("/follow/write", {"case_pass": case_pass, "note": "还没给"}),
        browse.post("/follow", {"number": number, "query_code": "482913"}),
    ):
        assert page.status == 410
        assert "这一件的资料已经清除" in page.text
        assert page.all("//a[@href='tel:12345']")
    assert browse.post("/follow", {"number": number, "query_code": "482914"}).status == 422


def test_nobody_confirms_his_own(app: Flask) -> None:
    old(app)
    director = browser(app, Role.DIRECTOR)
    director.send("/console/retention", kept="complaint")
    refused = director.send("/console/retention/1/confirm", on="/console/retention/1")
    assert refused.status == 409
    assert "提出的人不能自己确认" in refused.text


@pytest.mark.parametrize("role", list(Role))
def test_who_may_what(app: Flask, role: Role) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    number = old(app)
    browser(app, Role.HEAD, "620502").send("/console/retention", kept="complaint")
    browse, elsewhere = browser(app, role, "620502"), browser(app, role, "620503")
    asked = {
        "/console/retention/1/drop": (Permission.PROPOSE_PURGE, 422),
        f"/console/complaints/{number}/hold": (Permission.HOLD_CASES, 422),
        "/console/retention/1/confirm": (Permission.CONFIRM_PURGE, 303),
    }
    for address, (permission, status) in asked.items():
        allowed = may(role, permission)
        assert elsewhere.post(address).status == (404 if allowed else 403), address
        assert browse.post(address).status == (status if allowed else 403), address
    expected = 200 if may(role, Permission.PROPOSE_PURGE) else 403
    assert browse.get("/console/retention").status == expected


def test_a_hold_needs_a_reason_stands_on_the_timeline_and_can_be_lifted(app: Flask) -> None:
    number = old(app)
    address = f"/console/complaints/{number}"
    inspector = browser(app, Role.INSPECTOR)
    refused = inspector.send(f"{address}/hold", on=address)
    assert refused.status == 422
    assert "请写明原因" in refused.text
    assert inspector.send(f"{address}/hold", on=address, reason="信访还没结").status == 303
    page = inspector.get(address)
    assert "信访还没结" in page.text
    with app.app_context():
        assert db.session.scalars(select(Complaint.held_at)).one() is not None
    assert "没有到年限" in browser(app, Role.HEAD).send("/console/retention", kept="complaint").text
    assert inspector.send(f"{address}/hold", on=address, reason="结了", lift="1").status == 303
    with app.app_context():
        assert db.session.scalars(select(Complaint.held_at)).one() is None


def test_without_a_period_the_page_says_that_nothing_is_purged(app: Flask) -> None:
    config = app.extensions["portal"]
    app.extensions["portal"] = dataclasses.replace(config, retention=(), retention_source="")
    head = browser(app, Role.HEAD)
    assert "什么都不清除" in head.get("/console/retention").text
    assert head.send("/console/retention", kept="complaint").status == 422
    assert head.send("/console/retention", kept="draft").status == 422


def test_the_commands_propose_and_work(app: Flask) -> None:
    old(app)
    with app.app_context():
        names = [factories.member(db.session, r).username for r in (Role.HEAD, Role.OPERATOR)]
        db.session.commit()
    proposing = ["retention", "propose", "投诉", "--by"]
    assert "不能提出清除" in fails_in_one_line(run(app, *proposing, names[1]))
    assert "已提出第 1 批" in run(app, *proposing, names[0]).output
    assert "没有到年限" in fails_in_one_line(run(app, *proposing, names[0]))
    assert "清除 0 件" in run(app, "retention", "work").output


def test_periods_come_from_the_settings_and_only_with_their_source() -> None:
    given = {"RETENTION": "complaint=10y， draft=30D", "RETENTION_SOURCE": "示例局档案规定"}
    config = from_environment(given)
    schedule = retention.schedule_of(config.retention, config.retention_source)
    assert schedule.periods == {Kept.COMPLAINT: Period(10, "y"), Kept.DRAFT: Period(30, "d")}
    assert from_environment({}).retention == ()
    with pytest.raises(BadSetting, match="RETENTION_SOURCE"):
        from_environment({"RETENTION": "complaint=10y"})
    for wrong in ("complaint", "complaint=0y", "complaint=10", "site=10y", "complaint=10y,"):
        with pytest.raises(BadSetting, match="RETENTION 要写成"):
            from_environment({**given, "RETENTION": wrong})


def test_the_settings_and_the_rules_name_the_same_things() -> None:
    assert set(KEPT) == {str(kept) for kept in Kept}
