"""Every list that can be taken along: who may, whose rows, what they say."""

import csv
import io
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal.domain.calls import BreakReason, CallOutcome
from portal.domain.complaint import Topic
from portal.domain.delivery import Failure, MessageState
from portal.domain.events import EventName
from portal.domain.export import ListName
from portal.domain.group_alarm import AlarmState, Level, Threshold
from portal.domain.ledger import Column
from portal.domain.poster import PlacementKind, Product
from portal.domain.regions import CITY
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.labels import HEADERS
from portal.models import Call, Complaint, Event, GroupAlarm, Message, Placement, Site, Staff
from portal.services import clock, ledger, register, site_sheet
from portal.services.register import Origin
from portal.web.exporting import OFFERS
from tests import factories, issued
from tests.web.test_permissions import signed_in

HERE, ELSEWHERE = "620502", "620503"
# What issuing a board plans is a place too.
TWO = (ListName.CALLS, ListName.PLACEMENTS)
PHONE, PERSON = "19900000007", "赵某某"


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def filled(app: Flask) -> Flask:
    """One row here for each list, none elsewhere."""
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        session = db.session
        factories.offices(session)
        site = factories.site(session, region=HERE)
        complaint = factories.complaint(session, site, name=PERSON, phone=PHONE)
        officer = factories.member(session, region=HERE)
        amounts = {**dict.fromkeys(Column, None), Column.CLAIMED: 123_456}
        ledger.keep_line(session, complaint, by=officer, position=1, person=PERSON, amounts=amounts)
        for outcome in (CallOutcome.BROKEN_OFF, CallOutcome.ENQUIRY):
            session.add(
                Call(
                    key=outcome, staff_id=officer.id, region=HERE, outcome=outcome, phone=PHONE,
                    reason=BreakReason.LINE_BROKE, topic=Topic.WAGES, opened_at=clock.now(),
                    touched_at=clock.now(), saved_at=clock.now(),
                )
            )  # fmt: skip
        issue = issued.issue(session, site)
        session.add(
            Placement(
                site_id=site.id, region=HERE, product=Product.NOTICE_BOARD,
                kind=PlacementKind.GATE, words="大门口", issue_id=issue.id,
            )
        )  # fmt: skip
        session.flush()
        facts = factories.site_facts(name=site.name, region=HERE, pay_day="每月20日")
        register.change_site(session, site, facts, origin=Origin.FORM)
        put_aside(session, complaint)
        raise_alarm(session, site, officer)
        session.commit()
    return app


def raise_alarm(session: Session, site: Site, by: Staff) -> None:
    """A group alarm that somebody has looked at; the words why begin like a formula."""
    session.add(
        GroupAlarm(
            site_id=site.id, region=HERE, level=Level.SEVERAL, state=AlarmState.NEW,
            crossed=f"{Threshold.HEADS},{Threshold.SPEED}", complaints=3, people=12,
            sum_fen=4_500_000, since=clock.now(), raised_at=clock.now(), settled_by=by,
            settled_at=clock.now(), reason=f"=看过{PERSON}",
        )
    )  # fmt: skip


def put_aside(session: Session, complaint: Complaint) -> None:
    """A message about it that nobody could deliver."""
    session.add(
        Message(
            complaint=complaint, event=EventName.ACCEPTED, phone=PHONE, text="示例",
            state=MessageState.DEAD, last_error=Failure.NO_ANSWER, queued_at=clock.now(),
            next_try_at=clock.now(),
        )
    )  # fmt: skip


def taken(client: object, name: ListName, **more: str) -> list[list[str]]:
    answer = client.post(f"/console/exports/{name}", data={"kind": "csv", **more})  # type: ignore[attr-defined]
    assert answer.status_code == 200, (name, answer.status_code)
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_every_list_is_offered(app: Flask) -> None:
    assert set(OFFERS) == set(ListName)


def test_every_role_takes_exactly_the_lists_that_it_sees(filled: Flask) -> None:
    for role, (name, (permission, _)) in product(Role, OFFERS.items()):
        client = signed_in(filled, role, HERE)
        granted = may(role, Permission.EXPORT_LISTS) and may(role, permission)
        for method in ("get", "post"):
            answer = getattr(client, method)(f"/console/exports/{name}", data={"kind": "csv"})
            assert answer.status_code == (200 if granted else 403), (role, name)


def test_a_county_s_file_holds_its_own_rows_alone_and_no_person(filled: Flask) -> None:
    for name in ListName:
        for region in (HERE, CITY, ELSEWHERE):
            rows = taken(signed_in(filled, takers(name)[0], region), name)
            # Who signs in leaves an entry too, so there is always one of one's own.
            expected = 0 if region == ELSEWHERE else 1 + (name in TWO)
            assert name is ListName.AUDIT or rows[-1] == [f"共 {expected} 行"], (name, region)
            text = "\n".join(",".join(row) for row in rows)
            assert PHONE not in text
            assert PERSON not in text
            header = rows[rows.index([]) + 1]
            assert set(header) <= set(HEADERS.values()) | set(site_sheet.COLUMNS)
            assert all(len(row) == len(header) for row in rows[rows.index([]) + 1 : -1])


def takers(name: ListName) -> list[Role]:
    permission = OFFERS[name][0]
    return [role for role in Role if may(role, Permission.EXPORT_LISTS) and may(role, permission)]


def test_what_is_personal_goes_to_the_heads_for_a_reason(filled: Flask) -> None:
    head = signed_in(filled, Role.HEAD, HERE)
    personal = {"is_personal": "y", "reason": "移送公安附名单"}
    for name, secret in (
        (ListName.LEDGER, PERSON),
        (ListName.CALLS, PHONE),
        (ListName.COMPLAINTS, PHONE),
        (ListName.ALARMS, f"'=看过{PERSON}"),
    ):
        rows = taken(head, name, **personal)
        assert any(secret in row for row in rows), name


def test_the_lists_say_what_their_pages_say(filled: Flask) -> None:
    inspector = signed_in(filled, Role.INSPECTOR, HERE)
    poster = signed_in(filled, Role.POSTER, HERE)
    assert "1234.56" in taken(inspector, ListName.LEDGER)[-2]
    assert "受理" in " ".join(taken(inspector, ListName.INBOX)[-2])
    assert "断线" in taken(inspector, ListName.CALLBACKS)[-2]
    assert "大门口" in taken(poster, ListName.PLACEMENTS)[-3]
    assert "工资支付日" in " ".join(taken(poster, ListName.STALE_BOARDS)[-2])
    assert "1280050000.00" in taken(poster, ListName.SITES)[-2]
    (alarm,) = taken(inspector, ListName.ALARMS, state="new")[-2:-1]
    assert alarm[5:8] == ["3", "12", "45000.00"]
    assert "人数、来得快" in alarm
    assert taken(inspector, ListName.ALARMS, state="over")[-1] == ["共 0 行"]
    message = taken(signed_in(filled, Role.ADMIN, HERE), ListName.MESSAGES)[-2]
    assert "没有回音" in " ".join(message)


def test_the_audit_goes_out_as_it_is_narrowed_and_of_one_s_own_county(filled: Flask) -> None:
    with filled.app_context():
        number = db.session.scalars(select(Complaint.number)).one()
        entries = len(
            db.session.scalars(select(Event.id).where(Event.complaint_id.is_not(None))).all()
        )
    auditor = signed_in(filled, Role.AUDITOR, HERE)
    rows = taken(auditor, ListName.AUDIT, number=number)
    assert ["登记号", f"{number[:4]} {number[4:]}"] in rows
    assert rows[-1] == [f"共 {entries} 行"]
    assert {row[7].replace(" ", "") for row in rows[rows.index([]) + 2 : -1]} == {number}
    marks = [int(row[0]) for row in rows[rows.index([]) + 2 : -1]]
    assert marks == sorted(marks, reverse=True)
    assert taken(auditor, ListName.AUDIT, act="purge")[-1] == ["共 0 行"]
    exported = taken(auditor, ListName.AUDIT, act="export")
    assert "导出列表" in exported[-2]
    elsewhere = taken(signed_in(filled, Role.AUDITOR, ELSEWHERE), ListName.AUDIT)
    assert number not in "".join("".join(row) for row in elsewhere).replace(" ", "")
    assert ["登记号", "全部"] in taken(auditor, ListName.AUDIT, number="12345678")


def test_each_list_is_left_from_its_own_page(filled: Flask) -> None:
    for role, page, name in (
        (Role.HEAD, "/console/alarms", ListName.ALARMS),
        (Role.AUDITOR, "/console/audit", ListName.AUDIT),
        (Role.ADMIN, "/admin/outbox", ListName.MESSAGES),
        (Role.INSPECTOR, "/console/calls/back", ListName.CALLBACKS),
    ):
        assert f"/console/exports/{name}" in signed_in(filled, role, HERE).get(page).text


def test_the_register_goes_out_as_csv_alone_here(filled: Flask) -> None:
    poster = signed_in(filled, Role.POSTER, HERE)
    assert poster.post("/console/exports/sites", data={"kind": "xlsx"}).status_code == 422
    assert "可再导入" in poster.get("/admin/sites").text


def test_a_tray_is_read_by_key_in_the_order_of_its_page(
    filled: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with filled.app_context():
        numbers = [
            factories.complaint(db.session, region=HERE, phone=f"1990000001{n}").number
            for n in range(5)
        ]
        db.session.commit()
    monkeypatch.setattr("portal.services.export_desk.AT_ONCE", 2)
    inspector = signed_in(filled, Role.INSPECTOR, HERE)
    rows = taken(inspector, ListName.INBOX)
    assert rows[-1] == ["共 6 行"]
    found = [row[4].replace(" ", "") for row in rows[-6:-1]]
    assert found == numbers


def test_pages_ask_as_often_whatever_their_rows_hang_on(filled: Flask) -> None:
    """Nothing is loaded row by row."""
    counts: dict[ListName, int] = {}
    for name in ListName:
        client = signed_in(filled, takers(name)[0], HERE)
        asked: list[str] = []

        def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
            asked.append(statement)  # noqa: B023

        with filled.app_context():
            event.listen(db.engine, "before_cursor_execute", note)
            taken(client, name)
            event.remove(db.engine, "before_cursor_execute", note)
        counts[name] = len(asked)
    assert max(counts.values()) <= 14, counts
