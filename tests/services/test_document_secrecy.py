"""Nothing that the employer reads says who reported: every kind, every field, every disguise."""

from collections.abc import Iterator
from itertools import product

import pytest
from sqlalchemy.orm import Session

from portal.domain.document_fields import Counterpart, Field, Shape
from portal.domain.document_kinds import RULES, DocumentKind
from portal.domain.document_text import Wording
from portal.domain.documents import ReporterNamed
from portal.domain.identity import Identity
from portal.domain.ledger import Column
from portal.models import Complaint
from portal.services import document_sheets, group_cases, ledger
from portal.services.document_sheets import Order
from tests import casefile, factories, papers

READ_BY_EMPLOYER = [kind for kind, rule in RULES.items() if rule.is_read_by_employer]
NAME, PHONE = "欧阳某某", "19900000077"
DISGUISES = (
    "投诉人欧阳某某",
    "欧 阳 某 某",
    "欧阳\u200b某\u00a0某",
    "电话19900000077",
    "199-0000-0077",
    "１９９　００００　００７７",
    "幺九九 零零零零 零零七七",
    "+86(199)0000·0077",
)


@pytest.fixture(params=["sqlite"])
def database_kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def decided(session: Session) -> Complaint:
    """A case in which any document of an employer may be made, and everything is known."""
    factories.offices(session)
    by = factories.member(session)
    complaint = factories.complaint(
        session, factories.site(session), name=NAME, phone=PHONE, employer=f"{NAME}的老板",
        narrative=f"我叫{NAME}，{PHONE}",
    )  # fmt: skip
    casefile.accept(session, complaint, by=by)
    casefile.complete(session, complaint, by=by)
    return complaint


def ready(session: Session, complaint: Complaint, kind: DocumentKind) -> Complaint:
    """The same where this kind may be made."""
    if complaint.status not in RULES[kind].statuses:
        casefile.order(session, complaint, by=factories.member(session))
    return complaint


def disguises(complaint: Complaint) -> Iterator[str]:
    yield from DISGUISES
    yield f"登记号{complaint.number}"
    yield f"{complaint.number[:4]} {complaint.number[4:]}"


@pytest.mark.parametrize("kind", READ_BY_EMPLOYER)
def test_no_field_and_no_text_lets_the_reporter_through(
    session: Session, decided: Complaint, kind: DocumentKind
) -> None:
    complaint = ready(session, decided, kind)
    innocent = papers.order(kind)
    said = document_sheets.sheet_of(session, complaint, innocent, number="x")
    whole = "\n".join([said.title, said.office, *(line.text for line in said.lines)])
    assert NAME not in whole
    assert "0077" not in whole
    assert complaint.number[:4] not in whole
    for blank in RULES[kind].blanks:
        for disguise in disguises(complaint) if blank.shape is not Shape.CHOICE else ():
            guilty = papers.order(kind, **{blank.field: f"经查，{disguise}。"})
            for number in ("", "x"):
                with pytest.raises(ReporterNamed) as named:
                    document_sheets.sheet_of(session, complaint, guilty, number=number)
                assert named.value.field == blank.field
    for disguise in disguises(complaint):
        wording = Wording(f"{innocent.wording.text}\n{disguise}")
        guilty = Order(kind, wording, innocent.typed, innocent.house)
        with pytest.raises(ReporterNamed):
            document_sheets.sheet_of(session, complaint, guilty, number="x")


@pytest.mark.parametrize("kind", READ_BY_EMPLOYER)
def test_what_is_suggested_comes_from_the_register_and_the_office_alone(
    session: Session, decided: Complaint, kind: DocumentKind
) -> None:
    complaint = ready(session, decided, kind)
    suggested = document_sheets.suggest(session, complaint, kind, papers.HOUSE)
    assert NAME not in "".join(suggested.values())
    if Field.RESPONDENT in suggested:
        assert suggested[Field.RESPONDENT].startswith("示例")


def test_a_name_split_over_two_fields_is_found_in_the_whole(
    session: Session, decided: Complaint
) -> None:
    order = papers.order(DocumentKind.RECTIFICATION, violation="反映的是欧阳", law="某某")
    split = Wording(order.wording.text.replace("【违法事实】", "【违法事实】【违反的条款】"))
    guilty = Order(order.kind, split, order.typed, order.house)
    with pytest.raises(ReporterNamed) as named:
        document_sheets.sheet_of(session, decided, guilty, number="x")
    assert named.value.field is None


def test_a_record_of_the_reporter_may_name_the_reporter(
    session: Session, decided: Complaint
) -> None:
    for counterpart in Counterpart:
        order = papers.order(DocumentKind.INTERVIEW, asked=NAME, counterpart=counterpart)
        if counterpart is Counterpart.REPORTER:
            sheet = document_sheets.sheet_of(session, decided, order, number="x")
            assert any(NAME in line.text for line in sheet.lines)
        else:
            with pytest.raises(ReporterNamed):
                document_sheets.sheet_of(session, decided, order, number="x")


def test_whoever_is_in_the_same_group_is_kept_secret_as_well(
    session: Session, decided: Complaint
) -> None:
    number = "999999190001010007"
    words = f"我从开春起跟着工头在三号楼支模板到现在一分钱也没有见着，证号{number}"
    other = factories.complaint(
        session, decided.site, name="司马某某", phone="19900000088", narrative=words
    )
    stranger = factories.complaint(session, decided.site, name="诸葛某某", phone="19900000099")
    group_cases.take_up(session, by=factories.member(session), complaints=[decided, other])
    for kind, secret in product(
        READ_BY_EMPLOYER,
        (
            "司马某某",
            "199 0000 0088",
            other.number,
            number,
            words[4:30],
            "我从开春起，跟着工头在三号楼支模板到现在一",
        ),
    ):
        complaint = ready(session, decided, kind)
        blank = next(one for one in RULES[kind].blanks if one.shape is not Shape.CHOICE)
        guilty = papers.order(kind, **{blank.field: f"经查，{secret}。"})
        with pytest.raises(ReporterNamed) as named:
            document_sheets.sheet_of(session, complaint, guilty, number="x")
        assert named.value.field == blank.field
        innocent = papers.order(kind, **{blank.field: f"{stranger.worker_name}来过"})
        document_sheets.sheet_of(session, complaint, innocent, number="x")


@pytest.mark.parametrize("kind", READ_BY_EMPLOYER)
def test_whoever_stands_in_a_ledger_is_named_in_no_document_and_no_order(
    session: Session, decided: Complaint, kind: DocumentKind
) -> None:
    by = factories.member(session)
    other = factories.complaint(session, decided.site, name="司马某某", phone="19900000088")
    group_cases.take_up(session, by=by, complaints=[decided, other])
    for complaint, people in (
        (decided, ("", "东方某某（木工）", "木工")),
        (other, ("上官某某、端木某某", "钢筋工班组")),
    ):
        for position, person in enumerate(people, 1):
            ledger.keep_line(
                session, complaint, by=by, position=position, person=person, amounts={}
            )
    complaint = ready_to_pay_many(session, decided, kind)
    blank = next(one for one in RULES[kind].blanks if one.shape is not Shape.CHOICE)
    for name in ("东方某某", "上官 某某", "端木某某"):
        guilty = papers.order(kind, **{blank.field: f"应付{name}工资"})
        with pytest.raises(ReporterNamed) as named:
            document_sheets.sheet_of(session, complaint, guilty, number="x")
        assert named.value.given_away == (Identity.NAME,)
    innocent = papers.order(kind, **{blank.field: "拖欠木工、钢筋工班组的工资"})
    document_sheets.sheet_of(session, complaint, innocent, number="x")


def ready_to_pay_many(session: Session, complaint: Complaint, kind: DocumentKind) -> Complaint:
    """The same with the sum of an order shared out in the ledger."""
    by = factories.member(session)
    for position, fen in ((1, casefile.ORDERED_FEN), (2, 0), (3, 0)):
        line = ledger.lines_of(session, complaint)[position - 1]
        ledger.keep_line(
            session, complaint, by=by, position=position, person=line.person,
            amounts={Column.ORDERED: fen},
        )  # fmt: skip
    return ready(session, complaint, kind)


def test_what_the_worker_wrote_is_not_copied_but_may_be_said_in_other_words(
    session: Session, decided: Complaint
) -> None:
    site = decided.site
    assert site is not None
    decided.narrative = f"{site.name}的老板从九月起一直拖着不给我们木工班发工资还骂人"
    for text, is_told in (
        (f"{site.name}拖欠木工班工资", False),
        (f"经查，{site.name}的老板从九月起一直拖着不给我们木工班发工资，还骂人", True),
    ):
        order = papers.order(DocumentKind.RECTIFICATION, violation=text)
        if not is_told:
            document_sheets.sheet_of(session, decided, order, number="x")
            continue
        with pytest.raises(ReporterNamed) as named:
            document_sheets.sheet_of(session, decided, order, number="x")
        assert named.value.given_away == (Identity.WORDS,)
