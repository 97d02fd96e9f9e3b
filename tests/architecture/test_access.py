"""Every route is listed as open, or turns a stranger away: asked, not read off the source."""

import pytest
from flask import Flask

from portal.domain.roles import Role
from tests import factories
from tests.browse import Browser

OPEN = {
    "assets.bundle",
    "console.enter",
    "console.sign_in",
    "public.about",
    "public.add_photo",
    "public.ask_for_code",
    "public.calculation",
    "public.calculator",
    "public.accessibility",
    "public.case",
    "public.change_code",
    "public.case_photo",
    "public.complain",
    "public.complain_here",
    "public.details",
    "public.dispute",
    "public.enter_group",
    "public.find",
    "public.find_site",
    "public.follow",
    "public.give_contact",
    "public.group",
    "public.healthz",
    "public.home",
    "public.item",
    "public.join",
    "public.lost_code",
    "public.lost_code_noted",
    "public.offices",
    "public.open_case",
    "public.other_topics",
    "public.privacy",
    "public.readyz",
    "public.receipt",
    "public.receipt_photo",
    "public.receipt_picture",
    "public.responsible",
    "public.rights",
    "public.save_details",
    "public.section",
    "public.section_in_print",
    "public.share",
    "public.show_picture",
    "public.site",
    "public.site_in_capitals",
    "public.text_size",
    "public.withdraw",
    "public.write",
}
VALUES: dict[str, str | int] = {
    "document_id": 1, "conclusion": "duplicate",
    "number": "00000000", "code": "00000000", "step": "accept", "address": "x", "size": "1",
    "section": "faq", "slug": "x", "kind": "owed", "office_id": 1, "message_id": 1,
    "position": 1, "token": "x", "other": "00000000", "issue_id": 1, "batch_id": 1,
    "placement_id": 1, "template_id": 1, "action_id": 1, "staff_id": 1, "filter_id": 1,
    "lost_id": 1, "call_id": 1, "alarm_id": 1, "list_name": "complaints",
}  # fmt: skip


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _requests(app: Flask) -> list[tuple[str, str, str]]:
    found = []
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            values = {name: VALUES[name] for name in rule.arguments}
            address = app.url_map.bind("localhost").build(rule.endpoint, values)
            found += [
                (rule.endpoint, method, address)
                for method in (rule.methods or set()) & {"GET", "POST"}
            ]
    return found


def test_a_stranger_is_turned_away_everywhere_but_from_the_open_routes(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    for endpoint, method, address in _requests(app):
        answer = app.test_client().open(address, method=method)
        away = answer.status_code == 303 and "/console/sign-in" in answer.headers["Location"]
        assert away != (endpoint in OPEN), (endpoint, method, answer.status_code)


def test_the_list_of_open_routes_names_only_what_exists(app: Flask) -> None:
    assert {endpoint for endpoint, _, _ in _requests(app)} >= OPEN


def test_a_view_that_names_no_permission_is_closed_to_everybody(app: Flask) -> None:
    app.add_url_rule("/console/forgotten", "forgotten", lambda: "secret")
    with app.app_context():
        from portal.extensions import db

        person = factories.member(db.session, Role.ADMIN)
        name = person.username
        db.session.commit()
    browse = Browser(app)
    browse.sign_in(name, factories.PASSWORD)
    assert browse.get("/console/forgotten").status == 403


@pytest.mark.parametrize("role", list(Role))
def test_no_role_meets_an_error_on_any_page(app: Flask, role: Role) -> None:
    from portal.extensions import db

    with app.app_context():
        site = factories.site(db.session)
        complaint = factories.complaint(db.session, site)
        values = {"number": complaint.number, "code": site.code}
        name = factories.member(db.session, role).username
        db.session.commit()
    browse = Browser(app)
    assert browse.sign_in(name, factories.PASSWORD).status == 303
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or set()) and rule.endpoint not in OPEN:
            given = {each: values.get(each, VALUES[each]) for each in rule.arguments}
            address = app.url_map.bind("localhost").build(rule.endpoint, given)
            assert browse.get(address).status in (200, 303, 403, 404), (role, address)
