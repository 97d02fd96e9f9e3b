"""Who may take which step where: the table of roles and steps, asked over HTTP."""

from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal.domain.complaint import BY_WORKER, Step
from portal.domain.recusal import RecusalGround
from portal.domain.regions import CITY
from portal.domain.roles import Permission, Role, may, may_take
from portal.extensions import db
from portal.models import Complaint, Staff
from portal.services import recusals
from tests import factories
from tests.web.journey import commit_complaint, load

HERE, ASKED, ELSEWHERE = "620502", "620503", "620521"


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def signed_in(app: Flask, role: Role, region: str) -> FlaskClient:
    """Somebody of that role and region, without the slow check of a password."""
    with app.app_context():
        session_id = factories.member(db.session, role, region=region).get_id()
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = session_id
    return client


def send_to(app: Flask, number: str, county: str) -> None:
    """As if another county had asked for it to be taken over."""
    with app.app_context():
        found = db.session.scalar(Complaint.by_number(number))
        assert found is not None
        found.sent_to = county
        db.session.commit()


def test_every_role_may_take_in_every_county_exactly_the_steps_of_the_table(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    number = commit_complaint(app, region=HERE)
    send_to(app, number, ASKED)
    wrong = []
    for role, region in product(Role, (HERE, ASKED, ELSEWHERE, CITY)):
        client = signed_in(app, role, region)
        for step in Step:
            answer = client.post(f"/console/complaints/{number}/{step}")
            # What may be taken is refused all the same: the form is empty, or it is not its turn.
            is_open = answer.status_code in (409, 422)
            is_shut = answer.status_code in (403, 404)
            assert is_open != is_shut, (role, region, step, answer.status_code)
            is_allowed = step not in BY_WORKER and may_take(role, region, step, HERE, ASKED)
            if is_open != is_allowed:
                wrong.append((role, region, step, answer.status_code))
    assert not wrong
    assert load(app, number).status == "received"


def test_what_is_not_a_step_is_open_to_the_county_and_the_city_alone(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    number = commit_complaint(app, region=HERE)
    send_to(app, number, ASKED)
    views = {
        "reply": Permission.REPLY,
        "reveal": Permission.REVEAL_PERSON,
        "ledger/1": Permission.INVESTIGATE,
        "recusals/new": Permission.INVESTIGATE,
        f"recusals/{withdrawn(app, number)}/lift": Permission.LIFT_RECUSALS,
    }
    for role, region in product(Role, (HERE, ASKED, ELSEWHERE, CITY)):
        client = signed_in(app, role, region)
        for view, permission in views.items():
            answer = client.post(f"/console/complaints/{number}/{view}", data={"claimed": "x"})
            is_open = answer.status_code == 422
            assert is_open == (may(role, permission) and region in (HERE, CITY)), (
                role,
                region,
                view,
            )
        seen = client.get(f"/console/complaints/{number}").status_code == 200
        can_see = may(role, Permission.SEE_COMPLAINTS) and region != ELSEWHERE
        assert seen == can_see, (role, region)


def withdrawn(app: Flask, number: str, role: Role = Role.INSPECTOR) -> int:
    """Somebody of the county who has declared an interest."""
    with app.app_context():
        person = factories.member(db.session, role, region=HERE)
        found = db.session.scalar(Complaint.by_number(number))
        assert found is not None
        recusals.declare(
            db.session, found, by=person, person=person, ground=RecusalGround.OWN, note="入股"
        )
        db.session.commit()
        return person.id


def test_who_has_withdrawn_takes_no_step_of_any_kind_until_it_is_lifted(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    number = commit_complaint(app, region=HERE)
    page = f"/console/complaints/{number}"
    person = withdrawn(app, number, Role.DIRECTOR)
    with app.app_context():
        session_id = db.session.get_one(Staff, person).get_id()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = session_id
    for step in sorted(set(Step) - BY_WORKER):
        answer = client.post(f"{page}/{step}", data={"note": "查清了"})
        assert answer.status_code in (403, 409), step
    for view, typed in {
        "reply": {"note": "好"},
        "reveal": {"reason": "call"},
        "ledger/1": {"person": "赵某某", "claimed": "1"},
        f"recusals/{person}/lift": {"reason": "我自己说没事"},
    }.items():
        answer = client.post(f"{page}/{view}", data=typed)
        assert answer.status_code in (404, 409), (view, answer.status_code)
    assert "声明回避" in client.post(f"{page}/reply", data={"note": "好"}).text
    seen = client.get(page).text
    assert "解除回避" not in seen
    assert "回复工友" not in seen
    assert load(app, number).status == "received"
    other = signed_in(app, Role.DIRECTOR, HERE)
    assert "解除回避" in other.get(page).text
    assert other.post(f"{page}/recusals/{person}/lift", data={"reason": "没有"}).status_code == 303
    assert "解除回避" in other.get(page).text  # on the timeline
    assert client.post(f"{page}/reply", data={"note": "好"}).status_code == 303
    assert other.post(f"{page}/recusals/{person}/lift", data={"reason": "x"}).status_code == 404
