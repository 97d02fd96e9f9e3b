"""Counting against floods: together with the complaint or not at all, and never crosswise."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.complaint import Channel, Status
from portal.domain.spam import MOST, Counted, Refused, Sign, Visit
from portal.extensions import db
from portal.models import Complaint, Tally
from portal.services import intake
from portal.services.intake import Answers, KeyReused
from tests import factories

HERE = Visit("203.0.113.7", page_age=60)
WORDS = "木工班三个月没发钱，班长说甲方没拨款"
NAMELESS = {"phone": "", "name": "", "is_anonymous": True, "narrative": ""}


def submit(session: Session, key: str, visit: Visit = HERE, **facts: object) -> Complaint:
    answers: Answers = factories.answers(**{"narrative": WORDS, **facts})
    return intake.submit(
        session, answers, submission_key=key, channel=Channel.WEB, visit=visit
    ).complaint


def counts(session: Session) -> dict[Counted, int]:
    return {row.counted: row[1] for row in session.execute(select(Tally.counted, Tally.count))}


def test_what_is_new_is_counted_once_whatever_comes_again(session: Session) -> None:
    for _ in range(3):
        submit(session, "one")
    with pytest.raises(KeyReused):
        submit(session, "one", amount_fen=1)
    assert counts(session) == {Counted.NAMED: 1, Counted.PHONE: 1, Counted.TEXT: 1}


def test_what_is_refused_leaves_no_trace_when_it_is_rolled_back(session: Session) -> None:
    for n in range(MOST[Counted.UNNAMED][0]):
        submit(session, str(n), **NAMELESS)
    session.commit()
    with pytest.raises(Refused) as refused:
        submit(session, "one more", **NAMELESS)
    session.rollback()
    assert refused.value.is_flood
    assert counts(session) == {Counted.UNNAMED: MOST[Counted.UNNAMED][0]}
    assert session.scalar(select(func.count()).select_from(Complaint)) == 20


def test_the_mark_is_kept_until_it_is_decided(session: Session) -> None:
    complaint = submit(session, "odd", Visit("203.0.113.7", page_age=0, is_trapped=True))
    session.commit()
    session.expire_all()
    assert complaint.odd_signs == (Sign.HASTE, Sign.TRAP)
    complaint.status = Status.ACCEPTED
    assert complaint.odd_signs == ()


def test_what_an_operator_types_is_not_counted(session: Session) -> None:
    factories.complaint(session)
    assert counts(session) == {}


def test_senders_at_once_are_all_counted_and_none_waits_for_ever(app: Flask) -> None:
    """Same words and same network from many numbers: the rows that they share are contended."""

    def send(n: int) -> None:
        with app.app_context():
            submit(db.session, str(n), phone=f"199{n:08d}")
            db.session.commit()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(24)))
    with app.app_context():
        numbers = dict(
            db.session.execute(
                select(Tally.counted, func.sum(Tally.count)).group_by(Tally.counted)
            ).all()
        )
        assert numbers == {Counted.NAMED: 24, Counted.TEXT: 24, Counted.PHONE: 24}
