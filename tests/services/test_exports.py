"""What is taken along, on both databases: page by page, noted at both ends, a county its own."""

import csv
import io
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal.domain.complaint import Status
from portal.domain.events import EventName
from portal.domain.export import FileKind, ReasonNeeded
from portal.domain.roles import Role
from portal.extensions import db
from portal.labels import HEADERS, label
from portal.models import Complaint, Event, ExportedRow, Staff, taken_along
from portal.services import export_complaints, exports
from portal.services.complaint_search import Found
from portal.services.export_sheet import Source
from portal.services.exports import Order
from tests import casefile, factories


def order(kind: FileKind = FileKind.CSV, *, is_personal: bool = False) -> Order:
    return Order(
        sheet=export_complaints.COMPLAINTS,
        kind=kind,
        is_personal=is_personal,
        title="投诉举报",
        cover=[("名称", "投诉举报")],
        headers=HEADERS,
        say=lambda word: label(word).text,
        number="20261130-示例",
    )


def source(region: str = "620500", *, is_personal: bool = False, size: int = 500) -> Source:
    query = taken_along.complaints(Complaint.seen_from(region), is_personal=is_personal)

    def find(session: Session, before: int | None) -> Found:
        page = Complaint.page(query, before=before, size=size)
        return Found.of(session.scalars(page).all(), size)

    return export_complaints.of_complaints(find)


def pieces(staff: Staff, order: Order, source: Source) -> Iterator[bytes]:
    """The file, once the request's own session has been closed."""
    staff_id = staff.id
    db.session.close()
    return exports.stream(db.sessions, order, source, staff_id=staff_id)


def read(content: bytes) -> list[dict[str, str]]:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    header = rows[rows.index([]) + 1]
    return [dict(zip(header, row, strict=True)) for row in rows[rows.index([]) + 2 : -1]]


def events(session: Session, name: EventName) -> list[Event]:
    return list(session.scalars(select(Event).where(Event.name == name).order_by(Event.id)))


@pytest.fixture
def director(session: Session) -> Staff:
    return factories.member(session, Role.DIRECTOR)


def test_every_row_is_in_it_once_newest_first_however_the_pages_fall(
    session: Session, director: Staff
) -> None:
    numbers = [factories.complaint(session, phone=f"1990000000{n}").number for n in range(7)]
    session.commit()
    for size in (1, 3, 7, 500):
        rows = read(b"".join(pieces(director, order(), source(size=size))))
        assert [row["登记号"].replace(" ", "") for row in rows] == numbers[::-1]


def test_the_columns_say_what_the_case_page_says(session: Session, director: Staff) -> None:
    site = factories.site(session)
    name, complaint = site.name, factories.complaint(session, site)
    inspector = factories.member(session, Role.INSPECTOR, display_name="示例监察员")
    casefile.accept(session, complaint, by=inspector)
    casefile.complete(session, complaint, by=inspector)
    casefile.order(session, complaint, by=inspector)
    session.commit()
    (row,) = read(b"".join(pieces(director, order(), source())))
    assert row["状态"] == label(Status.DECIDED).text
    assert row["工地"] == name
    assert row["主办"] == "示例监察员"
    assert (row["工友说的（元）"], row["责令支付（元）"], row["已付（元）"]) == (
        "35000.00",
    ) * 2 + ("",)
    assert row["欠薪月份"] == "2026-09、2026-10"


def test_what_is_personal_is_neither_written_nor_opened_unless_asked_for(
    app: Flask, session: Session, director: Staff
) -> None:
    factories.complaint(session, employer="示例老板", place="示例街", name="王某某")
    session.commit()
    opened: list[str] = []
    vault = app.extensions["vault"]
    real = vault.open
    vault.open = lambda token, *more: opened.append(token) or real(token, *more)
    try:
        plain = b"".join(pieces(director, order(), source())).decode()
    finally:
        del vault.open
    assert not opened
    for secret in ("王某某", "19900000001", "示例老板", "示例街", "木工班"):
        assert secret not in plain
    full = pieces(director, order(is_personal=True), source(is_personal=True))
    (row,) = read(b"".join(full))
    assert row["姓名"] == "王某某"
    assert row["电话"] == "19900000001"
    assert row["单位或老板"] == "示例老板"
    assert "木工班" in row["原话"]


def test_a_county_takes_its_own_alone(session: Session, director: Staff) -> None:
    here = factories.complaint(session, region="620502").number
    factories.complaint(session, region="620503", phone="19900000002")
    session.commit()
    rows = read(b"".join(pieces(director, order(), source("620502"))))
    assert [row["登记号"].replace(" ", "") for row in rows] == [here]


def test_it_is_noted_before_it_leaves_and_after_it_has_left(
    session: Session, director: Staff
) -> None:
    factories.complaint(session)
    with pytest.raises(ReasonNeeded):
        begin(session, director, order(is_personal=True), reason="办案")
    begin(session, director, order(is_personal=True), reason="移送公安附名单")
    session.commit()
    (noted,) = events(session, EventName.EXPORTED)
    assert noted.staff_id == director.id
    assert noted.note == "移送公安附名单\n状态：全部"
    assert noted.facts == {
        "export": "20261130-示例",
        "list": "complaints",
        "form": "csv",
        "region": "620500",
        "is_personal": True,
        "count": 1,
    }
    assert not events(session, EventName.EXPORT_ENDED)
    ended_by = director.id
    director = session.get_one(Staff, ended_by)
    b"".join(pieces(director, order(), source()))
    (ended,) = events(session, EventName.EXPORT_ENDED)
    assert ended.facts == {"export": "20261130-示例", "count": 1, "is_whole": True}
    assert ended.staff_id == ended_by


def begin(session: Session, by: Staff, wanted: Order, *, reason: str) -> None:
    exports.begin(
        session,
        wanted,
        by=by,
        region="620500",
        count=1,
        reason=reason,
        narrowed=["状态：全部"],
    )


@pytest.mark.parametrize("kind", FileKind)
def test_who_goes_away_in_the_middle_leaves_no_transaction_and_it_is_noted(
    session: Session, director: Staff, kind: FileKind
) -> None:
    for n in range(3):
        factories.complaint(session, phone=f"1990000000{n}")
    session.commit()
    going = pieces(director, order(kind), source(size=1))
    next(going)
    next(going)
    assert db.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    going.close()
    assert db.engine.pool.checkedout() == 0  # type: ignore[attr-defined]
    (ended,) = events(session, EventName.EXPORT_ENDED)
    assert ended.facts == {"export": "20261130-示例", "count": 1, "is_whole": False}


@pytest.mark.parametrize("kind", FileKind)
def test_rows_are_asked_for_a_page_at_a_time_and_only_once_the_last_is_gone(
    session: Session, director: Staff, kind: FileKind
) -> None:
    for n in range(5):
        factories.complaint(session, phone=f"1990000000{n}")
    session.commit()
    asked: list[Any] = []

    def spy(_c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if "FROM complaint" in statement:
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", spy)
    going = pieces(director, order(kind), source(size=2))
    seen = []
    for _piece in going:
        seen.append(len(asked))
    event.remove(db.engine, "before_cursor_execute", spy)
    assert seen == [0, 1, 2, 3, 3]


def test_what_comes_in_meanwhile_is_not_in_it(session: Session, director: Staff) -> None:
    first = factories.complaint(session).number
    second = factories.complaint(session, phone="19900000002").number
    session.commit()
    going = pieces(director, order(), source(size=1))
    parts = [next(going), next(going)]
    factories.complaint(session, phone="19900000003")
    session.commit()
    rows = read(b"".join([*parts, *going]))
    assert [row["登记号"].replace(" ", "") for row in rows] == [second, first]


@pytest.mark.parametrize("is_personal", [False, True])
def test_a_personal_export_stands_on_the_record_of_each_complaint_in_it(
    session: Session, director: Staff, is_personal: bool
) -> None:
    inside = [factories.complaint(session, phone=f"1990000000{n}").id for n in range(3)]
    wanted = order(is_personal=is_personal)
    begin(session, director, wanted, reason="移送公安附名单")
    session.commit()
    rows = pieces(director, wanted, source(size=1, is_personal=is_personal))
    next(rows)
    next(rows)
    noted = [len(db.session.scalars(ExportedRow.exports_of(each)).all()) for each in inside]
    assert noted == [0, 0, int(is_personal)]  # newest first, and only what has left
    db.session.close()
    b"".join(rows)
    for each in inside:
        found = db.session.scalars(ExportedRow.exports_of(each)).all()
        assert [one.facts["export"] for one in found] == [wanted.number] * is_personal
