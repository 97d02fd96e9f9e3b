"""What a call is about: duplicates, 'how far is my case?', the site found later, the statement."""

from collections.abc import Sequence

import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.complaint import Channel, Status
from portal.domain.duplicates import Likeness
from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.domain.telling import Answer, Caller, Telling
from portal.models import Call, Clock, Complaint, Event
from portal.services import case_talk, casework, clock, duplicates, intake, site_match, statements
from portal.services.calls import Screen
from portal.services.case_talk import Answers
from portal.services.duplicates import Said
from portal.services.site_match import OutOfReach, SiteNotAttachable
from portal.services.statements import AlreadySigned
from tests import casefile, factories

CITY = "620500"
SELF = Caller.SELF


def alike(session: Session, **said: object) -> dict[str, tuple[Likeness, ...]]:
    given = {"region": CITY, **said}
    found = duplicates.find(session, Said(**given))  # type: ignore[arg-type]
    return {one.complaint.number: one.likenesses for one in found}


def told(session: Session, region: str = CITY, **answers: object) -> Sequence[object]:
    given = {"caller": SELF, **answers}
    found = case_talk.find(session, Answers(**given), region=region)  # type: ignore[arg-type]
    return [(one.complaint.number, one.telling) for one in found]


def test_duplicates_are_found_by_number_by_months_and_by_name_with_amount(
    session: Session,
) -> None:
    here, there = factories.site(session), factories.site(session)
    mine = factories.complaint(session, there, phone="19900000009", months=("2026-01",))
    same_months = factories.complaint(session, here, name="李某某")
    same_name = factories.complaint(session, here, name="王某某", months=("2026-01",))
    gone = factories.complaint(session, here)
    gone.status = Status.WITHDRAWN
    factories.complaint(session, there)
    session.flush()
    found = alike(
        session, digits="19900000009", site_id=here.id, name="王某某",
        months=("2026-10",), amount_fen=3_400_000,
    )  # fmt: skip
    assert list(found.items()) == [
        (mine.number, (Likeness.SAME_PHONE,)),
        (same_name.number, (Likeness.SAME_NAME_AND_AMOUNT,)),
        (same_months.number, (Likeness.SAME_MONTHS,)),
    ]
    assert alike(session) == {}
    assert alike(session, region="620503", digits="19900000009") == {}


def test_a_duplicate_says_who_handles_it(session: Session) -> None:
    inspector = factories.member(session)
    complaint = factories.complaint(session)
    casework.ask_supplement(session, complaint, by=factories.member(session), note="班长叫什么")
    casefile.accept(session, complaint, by=factories.member(session), lead=inspector)
    casework.reveal(session, complaint, by=factories.member(session), reason="call")
    [found] = duplicates.find(session, Said(CITY, digits="19900000001"))
    assert found.hands == inspector.display_name


def test_a_case_is_found_by_number_by_phone_or_by_site_and_name(session: Session) -> None:
    site = factories.site(session, name="示例·滨江花园三期")
    mine = factories.complaint(session, site)
    factories.complaint(session, factories.site(session), phone="19900000002", name="李某某")
    session.flush()
    session.expire_all()
    number = mine.number
    assert told(session, number=number, digits="19900000001") == [(number, Telling.ALL)]
    assert told(session, digits="19900000001") == [(number, Telling.NOTHING)]
    assert told(session, site_words="滨江", name="王某某") == [(number, Telling.NOTHING)]
    by_matter = told(session, site_words="滨江", name="王某某", amount_fen=3_600_000)
    assert by_matter == [(number, Telling.ALL)]
    assert told(session, number=number, name="张某某") == [(number, Telling.NOTHING)]
    assert told(session, number=number, site_words="滨江") == [(number, Telling.STAGE)]
    assert told(session, number="1234") == told(session) == []
    assert told(session, region="620503", number=number) == []
    boss = told(session, caller=Caller.EMPLOYER, number=number, name="王某某", site_words="滨江")
    assert boss == [(number, Telling.NOTHING)]


def test_a_word_that_fits_half_the_register_names_no_site(session: Session) -> None:
    sites = [factories.site(session) for _ in range(case_talk.SITES_AT_MOST + 1)]
    mine = factories.complaint(session, sites[0])
    session.flush()
    [found] = case_talk.find(
        session, Answers(SELF, number=mine.number, site_words="示例"), region=CITY
    )
    assert Answer.SITE not in found.right


def test_a_talk_is_logged_once_with_who_asked_and_what_was_told(session: Session) -> None:
    operator = factories.member(session, Role.OPERATOR)
    mine = factories.complaint(session)
    screen = Screen("talk", operator, clock.now())
    answers = Answers(SELF, number=mine.number, digits="19900000001")
    for _ in range(2):
        assert case_talk.tell(session, mine, answers, screen).telling is Telling.ALL
    query = select(Event).where(Event.name == EventName.CASE_ASKED)
    [event] = session.scalars(query)
    assert event.facts == {"caller": "self", "telling": "all"}
    assert not event.is_for_worker
    assert session.scalars(select(Call)).one().complaint_id == mine.id


def test_a_site_is_attached_later_and_takes_the_complaint_to_its_county(session: Session) -> None:
    city = factories.member(session, Role.OPERATOR)
    county = factories.member(session, Role.INSPECTOR, region="620502")
    site = factories.site(session, region="620503")
    complaint = factories.complaint(session, place="高铁站旁边")
    with pytest.raises(OutOfReach):
        site_match.attach(session, complaint, site, by=county)
    site_match.attach(session, complaint, site, by=city)
    session.flush()
    assert (complaint.site_id, complaint.region) == (site.id, "620503")
    assert {each.region for each in session.scalars(Clock.of_complaint(complaint.id))} == {"620503"}
    with pytest.raises(SiteNotAttachable):
        site_match.attach(session, complaint, site, by=city)
    over = factories.complaint(session)
    over.status = Status.CLOSED
    assert not site_match.is_attachable(over)


def statement_of(session: Session) -> tuple[Complaint, str]:
    operator = factories.member(session, Role.OPERATOR)
    answers = factories.answers(employer="示例劳务公司")
    receipt = intake.submit(
        session, answers, submission_key="k", channel=Channel.PHONE, entered_by=operator
    )
    first = statements.first_draft(receipt.complaint)
    statements.write(session, receipt.complaint, first, is_read_back=True, by=operator)
    return receipt.complaint, first


def test_a_statement_begins_with_what_was_said_and_is_printed_for_signature(
    session: Session,
) -> None:
    complaint, first = statement_of(session)
    assert "木工班，班长说甲方没拨款" in first
    assert "2026年9月、2026年10月的工钱没给够，欠3万5千元。" in first
    found = statements.of(session, complaint)
    assert found is not None
    by = found.staff
    pdf = statements.print_pdf(session, complaint, found, "示例人社局", by=by)
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    for words in (
        "待补签",
        "199 0000 0001",
        "王某某",
        "示例劳务公司",
        "读给投诉人听",
        by.display_name,
    ):
        assert words in page
    names = [event.name for event in session.scalars(Event.of_complaint(complaint.id))]
    assert names[-2:] == [EventName.STATEMENT_MADE, EventName.STATEMENT_PRINTED]


def test_a_signed_statement_is_never_written_over(session: Session) -> None:
    complaint, _ = statement_of(session)
    found = statements.of(session, complaint)
    assert found is not None
    found.signed_at = clock.now()
    session.flush()
    with pytest.raises(AlreadySigned):
        statements.write(session, complaint, "别的话", is_read_back=False, by=found.staff)
