"""The particulars: begun with what is known, completed in parts, one event for each new part."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.domain.complaint import Kind, Status
from portal.domain.events import EventName
from portal.domain.particulars import Item, Particulars
from portal.domain.site import PartyRole
from portal.models import Complaint, Event, SavedParticulars
from portal.services import casework, particulars
from portal.services.particulars import NothingStated
from tests import factories


def events(session: Session, complaint: Complaint) -> list[EventName]:
    return [event.name for event in session.scalars(Event.of_complaint(complaint.id))][1:]


def test_it_begins_with_what_the_intake_and_the_register_know(session: Session) -> None:
    site = factories.site(session)
    stated, is_saved = particulars.current(session, factories.complaint(session, site))
    contractor = site.party(PartyRole.GENERAL_CONTRACTOR)
    assert contractor is not None
    assert not is_saved
    assert stated.told[Item.RESPONDENT] == contractor.organisation
    assert stated.told[Item.RESPONDENT_ADDRESS] == site.address
    assert stated.told[Item.PERSON_IN_CHARGE] == "周某某"
    assert stated.told[Item.REQUEST] == "要回欠我的工钱 35000 元"
    assert stated.told[Item.CONTACT] == "19900000001"
    assert {Item.SEX, Item.AGE, Item.HOME} <= set(stated.missing)


def test_without_a_site_the_respondent_is_whom_the_worker_named(session: Session) -> None:
    complaint = factories.complaint(session, employer="示例劳务", amount_fen=None)
    stated, _ = particulars.current(session, complaint)
    assert stated.told[Item.RESPONDENT] == "示例劳务"
    assert stated.told[Item.REQUEST] == "要回欠我的工钱"


def test_it_is_saved_in_parts_and_a_second_tap_adds_nothing(session: Session) -> None:
    complaint = factories.complaint(session)
    part = Particulars({Item.AGE: "42"}, frozenset({Item.RESPONDENT}))
    assert particulars.save(session, complaint, part)
    assert not particulars.save(session, complaint, part)
    assert particulars.save(session, complaint, Particulars({Item.AGE: "43", Item.SEX: "男"}))
    stated, is_saved = particulars.current(session, complaint)
    assert is_saved
    assert (stated.told[Item.AGE], stated.told[Item.SEX], stated.unclear) == ("43", "男", set())
    assert stated.told[Item.NAME] == "王某某"
    assert events(session, complaint) == [EventName.DETAILS_GIVEN] * 2


def test_where_something_was_asked_saving_answers_it(session: Session) -> None:
    complaint = factories.complaint(session)
    officer = factories.member(session)
    casework.ask_supplement(session, complaint, by=officer, note="请写全")
    particulars.save(session, complaint, Particulars({Item.AGE: "42"}))
    assert complaint.status is Status.RECEIVED


def test_another_name_or_number_is_that_of_the_complaint(session: Session) -> None:
    complaint = factories.complaint(session, name="")
    told = {Item.NAME: "李某某", Item.CONTACT: "19900000099"}
    particulars.save(session, complaint, Particulars(told))
    assert (complaint.worker_name, complaint.phone) == ("李某某", "19900000099")
    assert events(session, complaint) == [EventName.CONTACT_GIVEN, EventName.DETAILS_GIVEN]
    saved = session.scalar(SavedParticulars.of_complaint(complaint.id))
    assert saved is not None
    assert not saved.particulars.told


def test_nothing_at_all_is_not_kept(session: Session) -> None:
    complaint = factories.complaint(session)
    with pytest.raises(NothingStated):
        particulars.save(session, complaint, Particulars())


def test_a_thief_of_the_database_reads_nothing_of_it(session: Session) -> None:
    complaint = factories.complaint(session, kind=Kind.COMPLAINT)
    particulars.save(session, complaint, Particulars({Item.HOME: "示例镇示例村"}))
    [raw] = session.execute(text("select contents from particulars")).scalars()
    assert "示例" not in raw
    assert "home" not in raw
