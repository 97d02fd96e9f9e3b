"""Every list that can be taken along: who may, whose rows, what they say."""

import csv
import io
from itertools import product
from typing import Final

import pytest
from flask import Flask
from sqlalchemy import event, select

from portal.domain.conclusion import Conclusion
from portal.domain.document_kinds import DocumentKind
from portal.domain.export import ListName
from portal.domain.regions import CITY, COUNTIES
from portal.domain.roles import Permission, Role, may
from portal.extensions import db
from portal.labels import HEADERS
from portal.models import Complaint, Event
from portal.services import export_numbers, site_sheet
from portal.web.exporting import OFFERS
from tests import factories, lists
from tests.lists import ELSEWHERE, HERE, ONE_OF, PERSON, PHONE
from tests.web.test_permissions import signed_in

# Where it is not one row: of a county, of the city, of another county. What issuing a board plans
# is a place too; whoever signs in has a case load and leaves an entry.
ROWS: Final = {
    ListName.CALLS: (2, 2, 0),
    ListName.PLACEMENTS: (2, 2, 0),
    ListName.SITES: (2, 2, 0),
    ListName.OFFICES: (3, 3, 0),
    ListName.COMPLETENESS: (1, len(COUNTIES) + 1, 1),
    ListName.CONCLUSIONS: (len(Conclusion),) * 3,
    ListName.DOCUMENT_TEXTS: (len(DocumentKind),) * 3,
}
UNCOUNTED: Final = (ListName.AUDIT, ListName.CASELOADS)


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def filled(app: Flask) -> Flask:
    """One row here for each list, none elsewhere."""
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        lists.fill(db.session)
        db.session.commit()
    return app


def address(name: ListName) -> str:
    return f"/console/exports/{name}{ONE_OF.get(name, '')}"


def taken(client: object, name: ListName, **more: str) -> list[list[str]]:
    answer = client.post(address(name), data={"kind": "csv", **more})  # type: ignore[attr-defined]
    assert answer.status_code == 200, (name, answer.status_code)
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"), newline="")))


def test_every_list_is_offered(app: Flask) -> None:
    assert set(OFFERS) == set(ListName)


def test_every_role_takes_exactly_the_lists_that_it_sees(filled: Flask) -> None:
    for role, (name, offered) in product(Role, OFFERS.items()):
        client = signed_in(filled, role, HERE)
        granted = may(role, Permission.EXPORT_LISTS) and may(role, offered.permission)
        for method in ("get", "post"):
            answer = getattr(client, method)(address(name), data={"kind": "csv"})
            assert answer.status_code == (200 if granted else 403), (role, name)


def test_a_county_s_file_holds_its_own_rows_alone_and_no_person(filled: Flask) -> None:
    for name in ListName:
        for place, region in enumerate((HERE, CITY, ELSEWHERE)):
            client = signed_in(filled, takers(name)[0], region)
            if name in ONE_OF and region == ELSEWHERE:
                assert client.post(address(name), data={"kind": "csv"}).status_code == 404
                continue
            rows = taken(client, name)
            expected = ROWS.get(name, (1, 1, 0))[place]
            assert name in UNCOUNTED or rows[-1] == [f"共 {expected} 行"], (name, region)
            text = "\n".join(",".join(row) for row in rows)
            assert PHONE not in text, name
            assert PERSON not in text, name
            header = rows[rows.index([]) + 1]
            named = {column.field for column in export_numbers.COMPLETENESS.columns}
            assert set(header) <= set(HEADERS.values()) | set(site_sheet.COLUMNS) | named
            assert all(len(row) == len(header) for row in rows[rows.index([]) + 1 : -1])


def takers(name: ListName) -> list[Role]:
    permission = OFFERS[name].permission
    return [role for role in Role if may(role, Permission.EXPORT_LISTS) and may(role, permission)]


def test_what_is_personal_goes_to_the_heads_for_a_reason(filled: Flask) -> None:
    head = signed_in(filled, Role.HEAD, HERE)
    personal = {"is_personal": "y", "reason": "移送公安附名单"}
    for name, secret in (
        (ListName.LEDGER, PERSON),
        (ListName.CALLS, PHONE),
        (ListName.COMPLAINTS, PHONE),
        (ListName.ALARMS, f"'=看过{PERSON}"),
        (ListName.GROUP, PERSON),
        (ListName.REPLY_TEMPLATES, f"您好，{PERSON}"),
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


def test_the_lists_of_the_office_say_what_their_pages_say(filled: Flask) -> None:
    head, inspector, poster, admin = (
        signed_in(filled, role, HERE)
        for role in (Role.HEAD, Role.INSPECTOR, Role.POSTER, Role.ADMIN)
    )
    for client, name, *said in (
        (inspector, ListName.LOST_CODES, "1234.56", "等核对"),
        (inspector, ListName.NOTICES, "已超期", "决定受不受理"),
        (inspector, ListName.GROUP, "否", "1234.56"),
        (head, ListName.PURGE_BATCHES, "示例依据", "等另一人确认"),
        (head, ListName.PURGE_BATCH, "否"),
        (head, ListName.REPLY_TEMPLATES, "已经受理"),
        (poster, ListName.PRINT_BATCHES, "A3", "印好了"),
        (poster, ListName.NOT_PRINTED, "13 项不齐", "工资支付日期"),
        (poster, ListName.COMPLETENESS, "秦州区", "100"),
        (poster, ListName.SCANS, "5", "2"),
        (poster, ListName.SCANS_BY_COUNTY, "5", "2"),
        (poster, ListName.SILENT_BOARDS, "大门口"),
        (poster, ListName.UNPLACED_SITES, "没有挂牌的工地"),
        (admin, ListName.OFFICES, "法律援助"),
        (admin, ListName.MINIMUM_WAGES, "1910.00", "示例文号"),
        (admin, ListName.CONCLUSIONS, "是"),
        (admin, ListName.DOCUMENT_TEXTS, "结案审批表"),
    ):
        row = taken(client, name)[-2]
        assert set(said) <= set(row), (name, row)


def test_only_heads_see_who_has_how_many_cases_each_of_their_own_county(filled: Flask) -> None:
    here = taken(signed_in(filled, Role.HEAD, HERE), ListName.CASELOADS)
    elsewhere = taken(signed_in(filled, Role.HEAD, ELSEWHERE), ListName.CASELOADS)
    for rows, region in ((here, HERE), (elsewhere, ELSEWHERE)):
        assert {row[1] for row in rows[rows.index([]) + 2 : -1]} == {COUNTIES[region]}


def test_a_list_of_one_is_not_offered_without_saying_of_which(filled: Flask) -> None:
    head = signed_in(filled, Role.HEAD, HERE)
    other = head.get("/console/exports/caseloads").text
    assert "/console/exports/purge_batches" in other
    for name in (ListName.GROUP, ListName.PURGE_BATCH):
        assert f'/console/exports/{name}"' not in other
        assert head.get(f"/console/exports/{name}").status_code == 404


def test_nobody_is_sent_to_a_head_who_may_not_see_the_list_either(filled: Flask) -> None:
    inspector = signed_in(filled, Role.INSPECTOR, HERE)
    assert "请机构负责人" not in inspector.get("/console/exports/lost_codes").text
    assert "请机构负责人" in inspector.get("/console/exports/complaints").text


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
        (Role.INSPECTOR, "/console/lost-codes", ListName.LOST_CODES),
        (Role.INSPECTOR, "/console/notices", ListName.NOTICES),
        (Role.INSPECTOR, "/console/templates", ListName.REPLY_TEMPLATES),
        (Role.INSPECTOR, f"/console/groups/{lists.GROUP}", ListName.GROUP),
        (Role.HEAD, "/console/handover", ListName.CASELOADS),
        (Role.HEAD, "/console/retention", ListName.PURGE_BATCHES),
        (Role.HEAD, "/console/retention/1", ListName.PURGE_BATCH),
        (Role.POSTER, "/admin/prints/batches", ListName.PRINT_BATCHES),
        (Role.POSTER, "/admin/prints/batches/1", ListName.NOT_PRINTED),
        (Role.POSTER, "/admin/completeness", ListName.COMPLETENESS),
        (Role.POSTER, "/admin/numbers", ListName.SCANS),
        (Role.POSTER, "/admin/numbers", ListName.SCANS_BY_COUNTY),
        (Role.POSTER, "/admin/numbers", ListName.SILENT_BOARDS),
        (Role.POSTER, "/admin/numbers", ListName.UNPLACED_SITES),
        (Role.ADMIN, "/admin/offices", ListName.OFFICES),
        (Role.ADMIN, "/admin/offices", ListName.MINIMUM_WAGES),
        (Role.ADMIN, "/admin/conclusions", ListName.CONCLUSIONS),
        (Role.ADMIN, "/admin/documents", ListName.DOCUMENT_TEXTS),
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
