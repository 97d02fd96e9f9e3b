"""Taking complaints in: one key, one complaint, one receipt."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text
from sqlalchemy.orm import Session

from portal.domain.codes import check_digit
from portal.domain.complaint import Channel, Status
from portal.domain.events import EventName
from portal.extensions import db
from portal.models import CalendarDay, CalendarYear, Complaint, Event
from portal.services import clock, follow, intake
from portal.services.codes import drawing_with
from portal.services.intake import KeyReused, NoNumberLeft
from tests import factories


def test_a_receipt_has_a_spoken_number_a_code_and_the_day_of_the_answer(session: Session) -> None:
    with clock.pretending(datetime.fromisoformat("2026-09-28T09:00:00+08:00")):
        receipt = factories.receipt(session, factories.site(session))
    complaint = receipt.complaint
    assert check_digit(complaint.number) == "0"
    assert len(receipt.query_code) == 6
    # 29 and 30 September, then the holiday until the 7th, 8 and 9, and the make-up Saturday.
    assert complaint.acceptance_due_on.isoformat() == "2026-10-10"
    assert not complaint.is_due_provisional
    assert complaint.status is Status.RECEIVED


def test_a_year_whose_holidays_are_unpublished_gives_a_provisional_day(session: Session) -> None:
    with clock.pretending(datetime.fromisoformat("2026-12-30T09:00:00+08:00")):
        assert factories.complaint(session).is_due_provisional


def test_the_same_key_again_gives_the_same_receipt_and_keeps_nothing_more(
    session: Session,
) -> None:
    site = factories.site(session)
    factories.receipt(session, site)
    first = factories.receipt(session, site, key="one-key")
    again = factories.receipt(session, site, key="one-key")
    assert again.is_repeat
    assert (again.complaint.id, again.query_code) == (first.complaint.id, first.query_code)
    assert session.scalar(select(func.count()).select_from(Complaint)) == 2
    events = select(func.count()).select_from(Event).where(Event.name == EventName.RECEIVED)
    assert session.scalar(events) == 2


def test_a_key_with_other_contents_keeps_the_first_and_says_so(session: Session) -> None:
    site = factories.site(session)
    first = factories.receipt(session, site, key="one-key")
    with pytest.raises(KeyReused) as reused:
        factories.receipt(session, site, key="one-key", amount_fen=1)
    assert reused.value.receipt.complaint.id == first.complaint.id
    assert session.scalar(select(Complaint.amount_fen)) == 3_500_000


def test_ten_senders_of_one_key_at_once_make_one_complaint(app: Flask) -> None:
    with app.app_context():
        code = factories.site(db.session).code
        db.session.commit()

    def send(_: int) -> tuple[str, str]:
        with app.app_context():
            receipt = intake.submit(
                db.session,
                factories.answers(site_code=code),
                submission_key="one-key",
                channel=Channel.SCAN,
            )
            answer = receipt.complaint.number, receipt.query_code
            db.session.commit()
            return answer

    with ThreadPoolExecutor(10) as pool:
        receipts = set(pool.map(send, range(10)))
    with app.app_context():
        assert len(receipts) == 1
        assert db.session.scalar(select(func.count()).select_from(Complaint)) == 1


def test_a_number_that_is_taken_is_drawn_again(session: Session) -> None:
    draws = iter([1, 1, 1, 2])
    with drawing_with(lambda _: next(draws)):
        first, second = factories.complaint(session), factories.complaint(session)
    assert (first.number[:7], second.number[:7]) == ("0000001", "0000002")
    with drawing_with(lambda _: 1), pytest.raises(NoNumberLeft):
        factories.complaint(session)


def test_what_a_receipt_shows_is_what_was_kept(session: Session) -> None:
    complaint = factories.complaint(session, factories.site(session))
    session.flush()
    given = {name: getattr(complaint, name) for name in ("number", "status", "phone", "months")}
    given["site"] = complaint.site
    session.expire(complaint)
    assert given == {name: getattr(complaint, name) for name in given}


def test_a_calendar_that_was_loaded_elsewhere_counts_at_once(
    make_app: Callable[..., Flask], session: Session
) -> None:
    on_the_day = datetime.fromisoformat("2026-09-28T09:00:00+08:00")
    with clock.pretending(on_the_day):
        assert not factories.complaint(session).is_due_provisional
    session.commit()
    with make_app().app_context():
        db.session.execute(delete(CalendarDay))
        db.session.execute(delete(CalendarYear))
        db.session.commit()
    with clock.pretending(on_the_day):
        assert factories.complaint(session).is_due_provisional


def test_name_number_and_words_cannot_be_read_from_the_database(session: Session) -> None:
    factories.receipt(session, factories.site(session), key="the-key")
    session.flush()
    rows = session.execute(text("select * from complaint")).mappings().all()
    events = session.execute(text("select * from event")).mappings().all()
    everything = repr(rows) + repr(events)
    for secret in ("王某某", "19900000001", "木工班", "the-key"):
        assert secret not in everything


def test_equal_numbers_are_found_and_others_are_not(session: Session) -> None:
    found = factories.complaint(session, phone="19900000001")
    factories.complaint(session, phone="19900000002")
    query = select(Complaint.id).where(Complaint.phone_key == "19900000001")
    assert session.scalars(query).all() == [found.id]


def test_number_and_code_open_the_case_and_neither_alone_does(session: Session) -> None:
    mine = factories.receipt(session)
    other = factories.receipt(session, phone="19900000002")
    assert follow.find(session, mine.complaint.number, mine.query_code) is mine.complaint
    assert (
        follow.find(
            session, f"No. {mine.complaint.number[:4]} {mine.complaint.number[4:]}", mine.query_code
        )
        is mine.complaint
    )
    assert follow.find(session, mine.complaint.number, other.query_code) is None
    assert follow.find(session, factories.wrong_digit(mine.complaint.number), "000000") is None


def test_a_report_without_a_name_keeps_neither_name_nor_number(session: Session) -> None:
    complaint = factories.complaint(session, is_anonymous=True, name="", phone="")
    assert (complaint.worker_name, complaint.phone, complaint.phone_key) == (None, None, None)
