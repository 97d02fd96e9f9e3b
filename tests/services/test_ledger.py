"""The money of a complaint: the same sums wherever they are asked for."""

import pytest
from sqlalchemy.orm import Session

from portal.models import Staff
from portal.services import ledger
from portal.services.ledger import Column, Figures, SumDiffers
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
