"""The documents of a case over HTTP: made, looked at, printed and cancelled by those who may."""

from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select

import posters
from portal.domain.document_kinds import RULES, DocumentKind
from portal.domain.events import EventName
from portal.domain.regions import CITY
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.models import Complaint, Document, Event
from portal.services import casework, documents
from tests import casefile, factories, papers
from tests.web.journey import commit_complaint, staff_browser
from tests.web.test_permissions import signed_in


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def accepted(app: Flask, **facts: object) -> str:
    number = commit_complaint(app, **facts)
    with app.app_context():
        factories.offices(db.session)
        by = factories.member(db.session)
        casefile.accept(db.session, load(number), by=by)
        db.session.commit()
    return number


def load(number: str) -> Complaint:
    found = db.session.scalar(Complaint.by_number(number))
    assert found is not None
    return found


def issued(app: Flask) -> list[tuple[str, bool]]:
    with app.app_context():
        return [(one.number, one.is_cancelled) for one in db.session.scalars(select(Document))]


def test_a_notice_is_made_from_the_case_page_and_printed_again(app: Flask) -> None:
    number, browse = accepted(app), staff_browser(app)
    case = f"/console/complaints/{number}"
    [address] = browse.get(case).all("//a[normalize-space()='出受理通知书']/@href")
    assert "模板待本局核定" in browse.get(address).text
    draft = browse.send(f"{address}/draft", on=address)
    assert "签发时编号" in papers.text_of(draft.body)
    page = browse.follow(browse.send(address))
    [(paper, _)] = issued(app)
    assert paper in page.text
    assert "签发了受理通知书" in page.text
    [form] = page.all("//form[contains(@action, '/print')]/@action")
    prints = [browse.send(form, on=case) for _ in range(2)]
    assert prints[0].headers["Content-Type"] == "application/pdf"
    assert prints[0].body == prints[1].body
    assert "王某某：" in papers.text_of(prints[0].body)
    again = browse.send(address)
    assert (again.status, "要重出" in again.text) == (409, True)
    assert len(issued(app)) == 1


def test_what_is_wrong_is_said_and_all_that_was_typed_is_kept(app: Flask) -> None:
    number, browse = commit_complaint(app), staff_browser(app)
    address = f"/console/complaints/{number}/documents/supplement"
    with app.app_context():
        factories.offices(db.session)
        by = factories.member(db.session)
        casework.ask_supplement(db.session, load(number), by=by, note="请补工期")
        db.session.commit()
    assert "请补工期" in browse.get(address).all("//textarea[@name='request']")[0].text
    page = browse.send(address, request="")
    assert (page.status, "请填写" in page.text) == (422, True)
    page = browse.send(address, request="补\U0001fae8")
    assert (page.status, "印不出来" in page.text) == (409, True)
    assert "补\U0001fae8" in page.all("//textarea[@name='request']")[0].text
    assert issued(app) == []
    assert browse.get(f"/console/complaints/{number}/documents/nonsense").status == 404
    page = browse.send(f"/console/complaints/{number}/documents/refusal", on=address, guidance="x")
    assert (page.status, "还不能出、也不再出不予受理通知书" in page.text) == (409, True)
    assert "的时候才出" in page.text


def test_a_decision_is_not_offered_before_it_is_made_and_nothing_typed_is_lost(app: Flask) -> None:
    number, browse = commit_complaint(app), staff_browser(app, Role.HEAD)
    case = f"/console/complaints/{number}"
    assert not browse.get(case).all("//a[contains(@href, '/documents/')]")
    page = browse.get(f"{case}/documents/decision")
    assert "到“已作决定”的时候才出" in page.text
    assert not page.all("//form[contains(@action, '/documents/')]")
    typed = {each: f"写的{each}" for each in ("respondent", "violation", "evidence", "law")}
    typed |= {"defence": "申辩", "people": "3", "remedy": "复议"}
    for view in ("", "/draft"):
        page = browse.send(f"{case}/documents/decision{view}", on=case, **typed)
        assert (page.status, "写的violation" in page.text) == (409, True)
    half = browse.send(f"{case}/documents/decision", on=case, violation="只写了这个")
    assert (half.status, "只写了这个" in half.text) == (422, True)


def test_a_cancelled_one_stays_on_the_page_with_its_reason(app: Flask) -> None:
    number, browse = accepted(app), staff_browser(app)
    case = f"/console/complaints/{number}"
    browse.send(f"{case}/documents/acceptance")
    [address] = browse.get(case).all("//a[normalize-space()='作废']/@href")
    assert browse.send(address).status == 422
    page = browse.follow(browse.send(address, reason="日期写错了"))
    assert "日期写错了" in page.text
    assert issued(app)[0][1]
    assert browse.get(address).all("//form[@method='post' and contains(@action, 'cancel')]") == []


def test_every_role_makes_and_prints_in_its_county_exactly_what_it_may(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posters, "render_document", lambda _: b"%PDF")
    monkeypatch.setattr(documents, "print_again", lambda *_, **__: b"%PDF")
    app.config["WTF_CSRF_ENABLED"] = False
    number = accepted(app, region="620502")
    with app.app_context():
        paper_id = {}
        found, by = load(number), factories.member(db.session)
        for serial, kind in enumerate(DocumentKind, 1):
            paper_id[kind] = kept(found, kind, serial, by.id)
        db.session.commit()
    for role, region in product(Role, ("620502", "620503", CITY)):
        client = signed_in(app, role, region)
        is_here = region != "620503" and may(role, Permission.SEE_COMPLAINTS)
        for kind, rule in RULES.items():
            base = f"/console/complaints/{number}/documents"
            may_make = is_here and may(role, rule.permission)
            made = client.get(f"{base}/{kind}").status_code
            assert (made == 200) == may_make, (role, region, kind, made)
            for view in (f"{kind}/draft", f"{paper_id[kind]}/cancel"):
                answer = client.post(f"{base}/{view}").status_code
                assert (answer in (200, 409, 422)) == may_make, (role, region, view, answer)
            names_person = rule.may_name_reporter
            may_read = is_here and (not names_person or may(role, Permission.REVEAL_PERSON))
            answer = client.post(f"{base}/{paper_id[kind]}/print").status_code
            assert (answer not in (403, 404)) == may_read, (role, region, kind, answer)


def kept(found: Complaint, kind: DocumentKind, serial: int, by_id: int) -> int:
    """A document whose file is not there."""
    one = Document(
        complaint_id=found.id, kind=kind, region=found.region, year=2026, serial=serial,
        number=f"示例{serial}", object_name=f"{serial:032x}", file_key="x", digest="x", size=1,
        facts="{}", issued_by_id=by_id,
    )  # fmt: skip
    db.session.add(one)
    db.session.flush()
    return one.id


def test_looking_at_a_draft_is_written_on_the_timeline_and_is_no_change(app: Flask) -> None:
    number, browse = accepted(app), staff_browser(app)
    case = f"/console/complaints/{number}"
    seen = browse.get(case).field("seen")
    address = f"{case}/documents/acceptance"
    browse.send(f"{address}/draft", on=address)
    with app.app_context():
        found = load(number)
        [last] = db.session.scalars(Event.newest_of(found.id, EventName.DOCUMENT_PRINTED))
        assert last.facts == {"document_kind": "acceptance", "document_no": ""}
        assert db.session.scalars(Event.changes_since(found.id, int(seen))).all() == []
