"""A lost query code: kept for one desk, matched by number, given again only after checks."""

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.lost_code import (
    AlreadyHandled,
    ChecksMissing,
    LostCodeCheck,
    LostCodeRefusal,
    LostCodeState,
)
from portal.models import Event, LostCode, Message, Staff
from portal.services import follow, lost_codes
from tests import factories

PHONE = "19900000001"


@pytest.fixture
def operator(session: Session) -> Staff:
    return factories.member(session)


def asked(
    session: Session, site_words: str = "安置房", amount_fen: int | None = 3_500_000
) -> LostCode:
    lost_codes.ask(session, digits=PHONE, site_words=site_words, amount_fen=amount_fen)
    return session.scalars(select(LostCode).order_by(LostCode.id.desc())).first()  # type: ignore[return-value]


def test_the_same_request_waits_once(session: Session) -> None:
    asked(session), asked(session), asked(session, "别的")
    assert session.scalar(select(func.count(LostCode.id))) == 2


@pytest.mark.parametrize(
    ("registered", "site_region", "wanted"),
    [
        ("620523", "620502", "620523"),
        ("", "620502", "620502"),
        ("", "", "620500"),
    ],
)
def test_it_goes_to_the_county_of_the_complaint_then_of_the_site_then_to_the_city(
    session: Session, registered: str, site_region: str, wanted: str
) -> None:
    if registered:
        factories.complaint(session, region=registered)
    words = factories.site(session, region=site_region).code if site_region else "没听过的"
    assert asked(session, words).region == wanted


def test_complaints_of_the_number_match_the_likeliest_first(session: Session) -> None:
    site = factories.site(session, name="示例·渭河安置房")
    fits = factories.complaint(session, site)
    factories.complaint(session, employer="示例劳务", amount_fen=None)
    factories.complaint(session, site, phone="19900000002")
    found = lost_codes.matches(session, asked(session, "渭河 安置房"), "620500")
    assert found[0].complaint.id == fits.id
    assert [(match.is_same_site, match.is_same_amount) for match in found] == [
        (True, True),
        (False, False),
    ]
    by_code = lost_codes.matches(session, asked(session, site.code), "620500")
    assert by_code[0].is_same_site
    assert lost_codes.matches(session, asked(session), "620523") == []


def test_a_new_code_needs_every_check_and_voids_the_old_one(
    session: Session, operator: Staff
) -> None:
    made = factories.receipt(session)
    request, complaint = asked(session), made.complaint
    with pytest.raises(ChecksMissing):
        lost_codes.give(session, request, complaint, by=operator, checks=list(LostCodeCheck)[:2])
    assert request.state is LostCodeState.WAITING
    code = lost_codes.give(session, request, complaint, by=operator, checks=list(LostCodeCheck))
    session.flush()
    assert follow.find(session, complaint.number, made.query_code) is None
    assert follow.find(session, complaint.number, code) is complaint
    assert complaint.is_code_seen
    assert (request.state, request.complaint) == (LostCodeState.GIVEN, complaint)
    told = session.scalars(select(Message.event)).all()
    assert told == [EventName.CODE_REISSUED]
    with pytest.raises(AlreadyHandled):
        lost_codes.give(session, request, complaint, by=operator, checks=list(LostCodeCheck))


def test_a_refusal_says_why_on_the_timeline_and_leaves_the_code(
    session: Session, operator: Staff
) -> None:
    made = factories.receipt(session)
    request = asked(session)
    lost_codes.refuse(
        session, request, made.complaint, by=operator, refusal=LostCodeRefusal.NOT_THE_PERSON
    )
    assert follow.find(session, made.complaint.number, made.query_code) is not None
    last = session.scalars(Event.of_complaint(made.complaint.id)).all()[-1]
    assert (last.name, last.facts["refusal"]) == (EventName.LOST_CODE_REFUSED, "not_the_person")
    with pytest.raises(AlreadyHandled):
        lost_codes.refuse(session, request, None, by=operator, refusal=LostCodeRefusal.NO_MATCH)


def test_a_thief_of_the_database_reads_neither_number_nor_place(session: Session) -> None:
    asked(session, "示例镇的桥")
    raw = str(session.execute(text("select * from lost_code")).all())
    assert PHONE not in raw
    assert "示例" not in raw


def test_every_act_leaves_an_event(session: Session, operator: Staff) -> None:
    request = asked(session)
    lost_codes.show_phone(session, [], by=operator)
    lost_codes.refuse(session, request, None, by=operator, refusal=LostCodeRefusal.NO_MATCH)
    names = session.scalars(select(Event.name).where(Event.complaint_id.is_(None))).all()
    assert [name for name in names if name is not EventName.STAFF_ADDED] == [
        EventName.LOST_CODE_ASKED,
        EventName.REVEALED,
        EventName.LOST_CODE_REFUSED,
    ]
