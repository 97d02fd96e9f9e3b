"""A recusal keeps a person from every step of a case, wherever it is taken, until it is lifted."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.complaint import Status
from portal.domain.document_kinds import DocumentKind
from portal.domain.event_facts import FACTS
from portal.domain.events import EventName
from portal.domain.ledger import Column
from portal.domain.recusal import MustWithdraw, RecusalGround, is_barred
from portal.domain.roles import Role
from portal.models import Complaint, Document, Event, Recusal, Staff
from portal.services import casework, documents, ledger, recusals
from portal.services.record import record
from portal.services.storage import FolderStorage
from tests import casefile, factories, papers

HERE = "620502"


@pytest.fixture
def case(session: Session) -> tuple[Complaint, Staff]:
    """One in somebody's hands, who then declares an interest."""
    person = factories.member(session, region=HERE)
    found = factories.complaint(session, factories.site(session))
    casefile.accept(session, found, by=person)
    recusals.declare(
        session, found, by=person, person=person, ground=RecusalGround.FAMILY, note="表兄弟"
    )
    session.commit()
    return found, person


def noted(session: Session, found: Complaint, name: EventName) -> list[Event]:
    return [one for one in session.scalars(Event.of_complaint(found.id)) if one.name is name]


def test_whatever_is_recorded_of_a_step_is_refused_and_leaves_nothing(
    session: Session, case: tuple[Complaint, Staff]
) -> None:
    found, person = case
    before = session.scalars(select(Event.id)).all()
    for name in EventName:
        if not is_barred(name):
            continue
        with pytest.raises(MustWithdraw):
            record(session, name, complaint=found, by=person, **dict.fromkeys(FACTS[name]))
    assert session.scalars(select(Event.id)).all() == before
    record(session, EventName.CASE_READ, complaint=found, by=person)
    record(session, EventName.DUE_CHANGED, complaint=found, **dict.fromkeys(FACTS["due_changed"]))


def test_steps_replies_and_money_are_for_others_now(
    session: Session, case: tuple[Complaint, Staff]
) -> None:
    found, person = case
    amounts = {**dict.fromkeys(Column, None), Column.VERIFIED: 1}
    acts = (
        lambda: casefile.complete(session, found, by=person),
        lambda: casework.reply(session, found, by=person, note="好"),
        lambda: casework.reveal(session, found, by=person, reason="call"),
        lambda: ledger.keep_line(session, found, by=person, position=1, person="", amounts=amounts),
    )
    for act in acts:
        with pytest.raises(MustWithdraw):
            act()
        session.rollback()
    other = factories.member(session, region=HERE)
    casefile.complete(session, found, by=other)
    assert found.status is Status.INVESTIGATING


def test_the_head_lifts_it_with_a_reason_and_it_may_be_declared_again(
    session: Session, case: tuple[Complaint, Staff]
) -> None:
    found, person = case
    director = factories.member(session, Role.DIRECTOR, region=HERE)
    (recusal,) = found.recusals
    with pytest.raises(MustWithdraw):
        recusals.lift(session, recusal, found, by=person, note="我自己说没事")
    recusals.lift(session, recusal, found, by=director, note="同名不同人")
    session.commit()
    assert not session.scalars(select(Recusal)).all()
    (event,) = noted(session, found, EventName.RECUSAL_LIFTED)
    assert event.note == f"{person.display_name}\n同名不同人"
    assert event.facts == {"account_id": person.id, "recusal": RecusalGround.FAMILY}
    casework.reply(session, found, by=person, note="好")
    recusals.declare(
        session, found, by=person, person=person, ground=RecusalGround.OWN, note="入股"
    )
    session.commit()
    with pytest.raises(MustWithdraw):
        casework.reply(session, found, by=person, note="好")


def test_a_document_of_his_is_neither_issued_nor_left_in_the_storage(
    session: Session, case: tuple[Complaint, Staff], tmp_path: Path
) -> None:
    found, person = case
    factories.offices(session)
    storage = FolderStorage(tmp_path / "evidence")
    order = papers.order(DocumentKind.ACCEPTANCE)
    with pytest.raises(MustWithdraw):
        documents.issue(session, storage, found, order, by=person)
    session.rollback()
    assert not session.scalars(select(Document)).all()
    assert not list(storage.names())
    factories.offices(session)
    made = documents.issue(session, storage, found, order, by=factories.member(session))
    assert made.serial == 1
