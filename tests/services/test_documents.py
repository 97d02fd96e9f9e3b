"""Documents issued: numbers without gaps, the same bytes for ever, nothing lost or left over."""

import threading
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session

import posters
from portal.domain.casework import RefusalGround
from portal.domain.document_kinds import DocumentKind
from portal.domain.documents import (
    AlreadyCancelled,
    AlreadyIssued,
    DocumentNotAllowed,
    FieldsLacking,
)
from portal.domain.events import EventName
from portal.extensions import db
from portal.models import Complaint, Document, Event, Office, Staff
from portal.services import casework, documents
from portal.services.evidence_sweep import sweep
from portal.services.file_seals import SealBroken
from portal.services.storage import FolderStorage
from tests import casefile, factories, papers

K = DocumentKind


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    return FolderStorage(tmp_path / "evidence")


@pytest.fixture
def quick_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what is not about paper: the title and number stand for the print."""
    monkeypatch.setattr(
        posters, "render_document", lambda sheet: f"{sheet.title}{sheet.number}".encode()
    )


def accepted(session: Session, **facts: Any) -> tuple[Complaint, Staff]:
    region = facts.pop("region", "620502")
    if not session.scalars(Office.verified_in(region)).all():
        factories.offices(session, region)
    by = factories.member(session)
    complaint = factories.complaint(session, factories.site(session, region=region), **facts)
    casefile.accept(session, complaint, by=by)
    session.flush()
    return complaint, by


def names(storage: FolderStorage) -> set[str]:
    return {stored.name for stored in storage.names()}


def test_a_notice_says_what_the_case_says_and_prints_the_same_for_ever(
    session: Session, storage: FolderStorage
) -> None:
    complaint, by = accepted(session, employer="示例劳务 $#【x】公司")
    made = documents.issue(session, storage, complaint, papers.order(K.ACCEPTANCE), by=by)
    session.commit()
    assert made.number == "秦州区劳监受〔" + str(made.issued_at.year) + "〕1号"
    first = documents.print_again(session, storage, complaint, made, by=by)
    assert documents.print_again(session, storage, complaint, made, by=by) == first
    read = papers.text_of(first)
    spoken = f"{complaint.number[:4]}{complaint.number[4:]}"
    for words in (
        "受理通知书", made.number, "王某某：", spoken, "示例劳务$#【x】公司", "示例001", "示例002",
        "示例inspection", "00005550000", "拖欠工资", "文书模板待本局核定", "盖章",
    ):  # fmt: skip
        assert words in read, words
    assert "草稿" not in read
    facts = {"document_kind": K.ACCEPTANCE, "document_no": made.number}
    names = (EventName.DOCUMENT_ISSUED, EventName.DOCUMENT_PRINTED)
    logged = session.scalars(select(Event).where(Event.name.in_(names)).order_by(Event.id)).all()
    assert [(event.name, event.facts) for event in logged] == [
        (EventName.DOCUMENT_ISSUED, facts),
        (EventName.DOCUMENT_PRINTED, facts),
        (EventName.DOCUMENT_PRINTED, facts),
    ]
    assert not any(event.is_for_worker for event in logged)


def test_a_draft_has_no_number_and_leaves_nothing_behind(
    session: Session, storage: FolderStorage
) -> None:
    complaint, _ = accepted(session)
    read = papers.text_of(documents.draft(session, complaint, papers.order(K.ACCEPTANCE)))
    assert "签发时编号" in read
    assert "草" in read
    assert "王某某" in read
    assert not names(storage)
    assert session.scalars(select(Document)).all() == []


@pytest.mark.usefixtures("quick_press")
def test_numbers_run_without_a_gap_by_county_kind_and_year(
    session: Session, storage: FolderStorage
) -> None:
    numbers = []
    for region in ("620502", "620503", "620502"):
        complaint, by = accepted(session, region=region)
        order = papers.order(K.ACCEPTANCE)
        made = documents.issue(session, storage, complaint, order, by=by)
        numbers.append((made.region, made.serial))
        session.commit()
    refused = factories.complaint(session)
    casework.refuse(
        session, refused, by=by, ground=RefusalGround.OVER_TWO_YEARS, note="可以申请仲裁"
    )
    made = documents.issue(session, storage, refused, papers.order(K.REFUSAL), by=by)
    assert [*numbers, made.serial] == [("620502", 1), ("620503", 1), ("620502", 2), 1]


@pytest.mark.usefixtures("quick_press")
def test_a_rolled_back_issue_leaves_no_gap_and_no_file(
    session: Session, storage: FolderStorage
) -> None:
    complaint, by = accepted(session)
    session.commit()
    order = papers.order(K.ACCEPTANCE)
    pressed = documents.press(session, storage, complaint, order)
    documents.issue(session, storage, complaint, order, by=by, pressed=pressed)
    session.rollback()
    made = documents.issue(session, storage, complaint, order, by=by)
    session.commit()
    assert made.serial == 1
    kept = documents.file_name(made.object_name)
    found = sweep(session, storage)
    assert names(storage) == {kept, documents.file_name(pressed.object_name)}
    assert (found.orphans, found.young, found.lost_documents) == ((), 1, ())
    storage.delete(kept)
    assert sweep(session, storage).lost_documents == (made.number,)


@pytest.mark.usefixtures("quick_press")
def test_what_was_pressed_is_used_if_it_is_still_right_and_else_goes(
    session: Session, storage: FolderStorage
) -> None:
    complaint, by = accepted(session)
    order = papers.order(K.ACCEPTANCE)
    right = documents.press(session, storage, complaint, order)
    complaint.employer = "示例另一公司"
    wrong, before = right, names(storage)
    made = documents.issue(session, storage, complaint, order, by=by, pressed=wrong)
    assert made.object_name != wrong.object_name
    assert names(storage) == {documents.file_name(made.object_name)} != before
    other, by = accepted(session)
    right = documents.press(session, storage, other, order)
    made = documents.issue(session, storage, other, order, by=by, pressed=right)
    assert made.object_name == right.object_name


@pytest.mark.usefixtures("quick_press")
def test_two_at_once_get_numbers_of_their_own(app: Flask, storage: FolderStorage) -> None:
    with app.app_context():
        cases = []
        for _ in range(6):
            complaint, by = accepted(db.session)
            cases.append((complaint.number, by.id))
        db.session.commit()
    together, failed = threading.Barrier(len(cases)), []

    def run(number: str, by_id: int, *, gives_up: bool) -> None:
        try:
            with app.app_context():
                found = db.session.scalar(Complaint.by_number(number, for_change=True))
                by = db.session.get(Staff, by_id)
                assert found is not None
                assert by is not None
                order = papers.order(K.ACCEPTANCE)
                pressed = documents.press(db.session, storage, found, order)
                db.session.rollback()
                together.wait(20)
                found = db.session.scalar(Complaint.by_number(number, for_change=True))
                assert found is not None
                by = db.session.get(Staff, by_id)
                assert by is not None
                documents.issue(db.session, storage, found, order, by=by, pressed=pressed)
                if gives_up:
                    db.session.rollback()
                else:
                    db.session.commit()
        except BaseException as error:
            failed.append(error)

    threads = [
        threading.Thread(target=run, args=case, kwargs={"gives_up": place == 2})
        for place, case in enumerate(cases)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failed == []
    with app.app_context():
        kept = db.session.scalars(select(Document).order_by(Document.serial)).all()
        assert [one.serial for one in kept] == [1, 2, 3, 4, 5]
        for one in kept:
            read = documents.open_content(db.session, storage, one).decode()
            assert read == f"受理通知书{one.number}"


@pytest.mark.usefixtures("quick_press")
def test_a_cancelled_one_keeps_number_and_reason_and_the_next_has_another(
    session: Session, storage: FolderStorage
) -> None:
    complaint, by = accepted(session)
    order = papers.order(K.ACCEPTANCE)
    first = documents.issue(session, storage, complaint, order, by=by)
    with pytest.raises(AlreadyIssued):
        documents.issue(session, storage, complaint, order, by=by)
    documents.cancel(session, complaint, first, "日期写错了", by=by)
    with pytest.raises(AlreadyCancelled):
        documents.cancel(session, complaint, first, "又一次", by=by)
    # The number that the refused attempt took is given back with its transaction.
    session.rollback()


@pytest.mark.usefixtures("quick_press")
def test_after_a_cancellation_another_may_be_issued(
    session: Session, storage: FolderStorage
) -> None:
    complaint, by = accepted(session)
    order = papers.order(K.ACCEPTANCE)
    first = documents.issue(session, storage, complaint, order, by=by)
    documents.cancel(session, complaint, first, "日期写错了", by=by)
    second = documents.issue(session, storage, complaint, order, by=by)
    session.commit()
    assert (first.serial, second.serial) == (1, 2)
    assert (first.is_cancelled, first.cancel_reason) == (True, "日期写错了")
    raw = session.execute(text("select cancel_reason, facts, file_key from document")).all()
    assert all("日期" not in str(value) for row in raw for value in row)
    assert all("王某某" not in str(value) for row in raw for value in row)


@pytest.mark.usefixtures("quick_press")
def test_a_file_that_was_changed_is_not_printed(session: Session, storage: FolderStorage) -> None:
    complaint, by = accepted(session)
    made = documents.issue(session, storage, complaint, papers.order(K.ACCEPTANCE), by=by)
    path = storage.folder / documents.file_name(made.object_name)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    with pytest.raises(SealBroken):
        documents.print_again(session, storage, complaint, made, by=by)


@pytest.mark.usefixtures("quick_press")
def test_what_must_be_known_is_asked_for_before_a_number_is_taken(
    session: Session, storage: FolderStorage
) -> None:
    by = factories.member(session)
    complaint = factories.complaint(session)
    with pytest.raises(DocumentNotAllowed):
        documents.issue(session, storage, complaint, papers.order(K.ACCEPTANCE), by=by)
    casefile.accept(session, complaint, by=by)
    with pytest.raises(FieldsLacking) as lacking:
        documents.issue(session, storage, complaint, papers.order(K.ACCEPTANCE), by=by)
    assert lacking.value.fields == ("机关名称",)
    factories.offices(session)
    complaint.employer = "示例\ue000公司"
    with pytest.raises(posters.UnprintableText):
        documents.issue(session, storage, complaint, papers.order(K.ACCEPTANCE), by=by)
    assert not names(storage)
