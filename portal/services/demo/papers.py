"""A few issued documents, so that the demo shows what they look like and how they are numbered."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.complaint import Kind, Status
from portal.domain.document_fields import Field
from portal.domain.document_kinds import DocumentKind
from portal.domain.document_text import Wording
from portal.domain.regions import COUNTIES
from portal.models import Complaint, Event, Staff
from portal.services import document_sheets, documents
from portal.services.clock import pretending
from portal.services.demo.accounts import MARK
from portal.services.document_facts import House
from portal.services.document_sheets import Order
from portal.services.storage import Storage

_COUNTY: Final = next(iter(COUNTIES))
_AFTER_STEP: Final = timedelta(minutes=20)
_VIOLATION: Final = "连续两个月没有足额支付劳动者工资，也没有按月编制工资支付表。"
# Each kind, from where it is made, and what is written in its blanks besides what is suggested.
_PAPERS: Final[Mapping[DocumentKind, tuple[Status, Mapping[Field, str]]]] = MappingProxyType(
    {
        DocumentKind.ACCEPTANCE: (Status.ACCEPTED, {}),
        DocumentKind.REFUSAL: (Status.REFUSED, {}),
        DocumentKind.SUPPLEMENT: (Status.NEED_INFO, {}),
        DocumentKind.TRANSFER: (Status.TRANSFERRED, {}),
        DocumentKind.DECISION: (
            Status.DECIDED,
            {
                Field.RESPONDENT: f"{MARK}建筑工程有限公司",
                Field.VIOLATION: _VIOLATION,
                Field.EVIDENCE: "考勤表、银行流水、调查询问笔录。",
                Field.LAW: "《保障农民工工资支付条例》第十三条、第三十一条",
                Field.PEOPLE: "1",
                Field.REMEDY: f"（{MARK}：由本局法规部门核定后填写）",
            },
        ),
    }
)


def issue_papers(
    session: Session, storage: Storage, texts: Mapping[DocumentKind, str], house: House
) -> int:
    """Issue one of each, dated soon after the step that it tells of; how many there were to issue.
    Raises StorageAway."""
    made = 0
    for kind, (status, typed) in _PAPERS.items():
        for complaint in _candidates(session, status):
            last = session.scalars(Event.of_complaint(complaint.id)).all()[-1]
            by = session.get(Staff, last.staff_id or 0)
            if by is None or kind not in document_sheets.possible(complaint):
                continue
            with pretending(last.at + _AFTER_STEP):
                words = document_sheets.suggest(session, complaint, kind, house)
                order = Order(kind, Wording(texts[kind]), {**words, **typed}, house)
                documents.issue(session, storage, complaint, order, by=by)
            made += 1
            break
    return made


def _candidates(session: Session, status: Status) -> Iterator[Complaint]:
    """The newest complaints of the first county that stand there, whole."""
    query = (
        select(Complaint.number)
        .where(Complaint.region == _COUNTY, Complaint.status == status)
        .where(Complaint.kind == Kind.COMPLAINT)
        .order_by(Complaint.id.desc())
        .limit(10)
    )
    for number in session.scalars(query).all():
        yield session.scalars(Complaint.by_number(number)).one()
