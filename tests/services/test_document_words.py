"""What the notices say of a case: grounds, what is missing, to whom it goes."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.casework import MissingItem, RefusalGround
from portal.domain.complaint import Kind, TransferTarget
from portal.domain.document_fields import Field
from portal.domain.document_kinds import DocumentKind
from portal.models import Complaint, Document
from portal.services import casework, document_sheets, documents
from portal.services.demo.papers import issue_papers
from portal.services.storage import FolderStorage
from tests import casefile, factories, papers

K = DocumentKind


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def said(session: Session, complaint: Complaint, kind: DocumentKind, **typed: Any) -> str:
    sheet = document_sheets.sheet_of(session, complaint, papers.order(kind, **typed), number="x")
    return "\n".join(line.text for line in sheet.lines)


def test_a_refusal_names_ground_and_basis_and_remedies_only_if_somebody_wrote_them(
    session: Session,
) -> None:
    factories.offices(session)
    complaint, by = factories.complaint(session), factories.member(session)
    casework.refuse(
        session, complaint, by=by, ground=RefusalGround.OVER_TWO_YEARS, note="可以申请仲裁"
    )
    words = document_sheets.suggest(session, complaint, K.REFUSAL, papers.HOUSE)
    assert words == {Field.GUIDANCE: "可以申请仲裁", Field.REMEDY: ""}
    text = said(session, complaint, K.REFUSAL, **{Field.REMEDY: ""})
    assert "已超过 2 年" in text
    assert "第二十条" in text
    assert "不服" not in text
    assert "对本决定不服的：六十日" in said(session, complaint, K.REFUSAL, remedy="六十日")


def test_a_request_for_more_names_what_was_ticked(session: Session) -> None:
    factories.offices(session)
    complaint, by = factories.complaint(session), factories.member(session)
    casework.ask_supplement(
        session, complaint, by=by, note="请补工期", items=[MissingItem.AMOUNT, MissingItem.SITE]
    )
    text = said(session, complaint, K.SUPPLEMENT, request="请补工期")
    assert "欠多少钱、在哪个工地" in text
    assert "请补工期" in text


@pytest.mark.parametrize(("kind", "is_told"), [(Kind.COMPLAINT, True), (Kind.REPORT, False)])
def test_another_office_hears_who_complained_and_never_who_reported(
    session: Session, kind: Kind, is_told: bool
) -> None:
    factories.offices(session)
    complaint, by = factories.complaint(session, kind=kind), factories.member(session)
    casework.transfer(
        session,
        complaint,
        by=by,
        target=TransferTarget.REGULATOR,
        organisation="示例住建局",
        note="归你们管",
    )
    text = said(session, complaint, K.TRANSFER)
    assert text.startswith("示例住建局：")
    assert ("王某某" in text) == is_told
    assert ("199 0000 0001" in text) == is_told
    assert "不晚于" in text


def test_the_demo_issues_one_of_each_soon_after_its_step(session: Session, tmp_path: Path) -> None:
    factories.offices(session)
    by = factories.member(session)
    site = factories.site(session)
    taken = factories.complaint(session, site)
    casefile.accept(session, taken, by=by)
    decided = factories.complaint(session, site)
    casefile.accept(session, decided, by=by)
    casefile.complete(session, decided, by=by)
    casefile.order(session, decided, by=by)
    factories.complaint(session, site, is_anonymous=True, kind=Kind.REPORT)
    storage = FolderStorage(tmp_path / "evidence")
    texts = {kind: wording.text for kind, wording in papers.TEXTS.items()}
    assert issue_papers(session, storage, texts, papers.HOUSE) == 2
    kinds = {one.kind: one for one in session.scalars(select(Document))}
    assert set(kinds) == {K.ACCEPTANCE, K.DECISION}
    for one in kinds.values():
        read = papers.text_of(documents.open_content(session, storage, one))
        assert one.number in read


def test_an_order_says_sum_day_and_hearing_as_they_were_decided(session: Session) -> None:
    factories.offices(session)
    by = factories.member(session)
    complaint = factories.complaint(session, factories.site(session))
    casefile.accept(session, complaint, by=by)
    casefile.complete(session, complaint, by=by)
    casefile.order(session, complaint, by=by)
    words = document_sheets.suggest(session, complaint, K.DECISION, papers.HOUSE)
    assert words[Field.DEFENCE] == "专管员到场"
    assert words[Field.REMEDY] == ""
    text = said(session, complaint, K.DECISION, people="12", remedy="写的救济")
    for part in ("35000 元", "向12名劳动者", "当面陈述", "写的救济", "第二十六条"):
        assert part in text


def test_a_form_keeps_room_for_what_nobody_has_written(session: Session) -> None:
    factories.offices(session)
    by = factories.member(session)
    complaint = factories.complaint(session, factories.site(session))
    casefile.close(session, complaint, by=by)
    words = document_sheets.suggest(session, complaint, K.CLOSING, papers.HOUSE)
    assert words[Field.OUTCOME] == "工资已付清。已付清"
    order = papers.order(K.SERVICE_RETURN, served_where="")
    sheet = document_sheets.sheet_of(session, complaint, order, number="x")
    rows = {line.label: line.text for line in sheet.lines}
    assert rows["送达地点"] == ""
    assert rows["送达人"] == ""
    assert sheet.dated is None
    order = papers.order(K.CLOSING)
    sheet = document_sheets.sheet_of(session, complaint, order, number="x")
    rows = {line.label: line.text for line in sheet.lines}
    assert (rows["反映人"], rows["已付"]) == ("王某某", "35000 元")
