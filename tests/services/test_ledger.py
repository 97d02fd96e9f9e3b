"""The money of a complaint: the same sums wherever they are asked for."""

from functools import partial

import pytest
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.ledger import ChangeUnexplained, Column
from portal.models import Complaint, Event, Staff
from portal.services import ledger
from portal.services.ledger import Figures, SumDiffers
from tests import casefile, factories

C = Column


@pytest.fixture
def officer(session: Session) -> Staff:
    return factories.member(session)


def test_before_anybody_is_named_the_complaint_speaks(session: Session) -> None:
    complaint = factories.complaint(session, amount_fen=700)
    assert ledger.figures_of(session, complaint) == Figures(claimed=700)


def test_a_single_workers_order_and_payment_are_his_line(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session, amount_fen=4_000_000)
    casefile.close(session, complaint, by=officer)
    assert ledger.figures_of(session, complaint) == Figures(
        people=1, claimed=4_000_000, ordered=casefile.ORDERED_FEN, paid=casefile.ORDERED_FEN
    )
    assert complaint.paid_fen == casefile.ORDERED_FEN


def test_several_people_add_up_and_an_order_agrees_with_them(
    session: Session, officer: Staff
) -> None:
    complaint, noise = factories.complaint(session), factories.complaint(session)
    owed = ((complaint, "王某", 100), (complaint, "李某", 250), (noise, "", 9))
    for each, person, ordered in owed:
        amounts = {C.CLAIMED: 300, C.VERIFIED: ordered, C.ORDERED: ordered, C.PAID: None}
        ledger.keep_line(session, each, by=officer, position=99, person=person, amounts=amounts)
    found = ledger.figures(session, [complaint, noise])
    assert found[complaint.id] == Figures(people=2, claimed=600, verified=350, ordered=350)
    assert found[noise.id].ordered == 9
    with pytest.raises(SumDiffers) as differs:
        ledger.set_total(session, complaint, C.ORDERED, 351)
    assert differs.value.sum_fen == 350
    ledger.set_total(session, complaint, C.ORDERED, 350)


def test_a_line_is_changed_where_it_stands(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session)
    for person in ("王某", "王某某"):
        ledger.keep_line(
            session, complaint, by=officer, position=1, person=person, amounts={C.CLAIMED: 5}
        )
    [line] = ledger.lines_of(session, complaint)
    assert (line.position, line.person) == (1, "王某某")


def told(session: Session, complaint: Complaint) -> Event:
    return session.scalars(Event.newest_of(complaint.id, EventName.LEDGER_CHANGED)).one()


def test_a_change_says_from_what_to_what(session: Session, officer: Staff) -> None:
    complaint = factories.complaint(session)
    for claimed, paid in ((500, None), (700, None), (700, 300)):
        amounts = {C.CLAIMED: claimed, C.PAID: paid, C.ORDERED: None, C.VERIFIED: None}
        ledger.keep_line(session, complaint, by=officer, position=1, person="", amounts=amounts)
    facts = {"position": 1, "claimed": None, "verified": None, "ordered": None, "paid": [None, 300]}
    assert told(session, complaint).facts == facts


def test_what_was_decided_and_paid_is_changed_with_a_reason_alone(
    session: Session, officer: Staff
) -> None:
    complaint = factories.complaint(session)
    casefile.close(session, complaint, by=officer)
    same = {C.ORDERED: casefile.ORDERED_FEN, C.PAID: casefile.ORDERED_FEN}
    keep = partial(ledger.keep_line, session, complaint, by=officer, position=1, person="")
    keep(amounts={**same, C.CLAIMED: 1, C.VERIFIED: 2})
    for column in (C.ORDERED, C.PAID):
        with pytest.raises(ChangeUnexplained) as unexplained:
            keep(amounts={**same, column: 5}, reason=" ")
        assert unexplained.value.columns == {column}
        assert ledger.figures_of(session, complaint).of(column) == casefile.ORDERED_FEN
    keep(amounts={**same, C.PAID: 5}, reason="银行退回一笔")
    event = told(session, complaint)
    assert (event.facts["paid"], event.note) == ([casefile.ORDERED_FEN, 5], "银行退回一笔")
    assert ledger.figures_of(session, complaint).paid == 5
