"""Emptying the outbox: once each, in order, with patience, and never with a phone in a log."""

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.delivery import CLAIM_HOLDS, RETRY_AFTER, STALE_AFTER, Failure, MessageState
from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.extensions import db
from portal.models import Event, Message
from portal.services import clock, outbox
from portal.services.messengers import Letter, NotSent
from tests import casefile, factories

START = datetime.fromisoformat("2026-11-24T09:00:00+08:00")


class Recorder:
    """A messenger that remembers, and fails when told to."""

    def __init__(self, *failures: Failure | Exception | None) -> None:
        self.failures = list(failures)
        self.sent: list[Letter] = []
        self.tried = 0

    def send(self, letter: Letter) -> None:
        self.tried += 1
        failure = self.failures.pop(0) if self.failures else None
        if isinstance(failure, Failure):
            raise NotSent(failure, 500 if failure is Failure.REJECTED else None)
        if failure is not None:
            raise failure
        self.sent.append(letter)


@pytest.fixture
def queue(session: Session) -> Callable[..., list[Message]]:
    """Complaints whose acceptance waits to be told, at START."""

    def make(count: int = 1, **facts: object) -> list[Message]:
        with clock.pretending(START):
            officer = factories.member(session)
            for _ in range(count):
                casefile.accept(session, factories.complaint(session, **facts), by=officer)
        session.commit()
        return list(session.scalars(select(Message).order_by(Message.id)))

    return make


@contextmanager
def later(**by: float) -> Iterator[None]:
    with clock.pretending(START + timedelta(**by)):
        yield


def run(session: Session, messenger: Recorder, after: timedelta = timedelta(0)) -> outbox.Report:
    with clock.pretending(START + after):
        return outbox.send_due(session, messenger)


def test_what_is_due_is_sent_once_in_the_order_of_its_coming(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    messages = queue(3)
    messenger = Recorder()
    assert run(session, messenger).sent == 3
    assert [letter.message_id for letter in messenger.sent] == [each.id for each in messages]
    assert messenger.sent[0].phone == "19900000001"
    assert "已受理" in messenger.sent[0].text
    for each in messages:
        session.refresh(each)
        assert (each.state, each.attempts, each.sent_at) == (MessageState.SENT, 1, START)
    assert run(session, messenger, timedelta(days=1)).sent == 0


def test_a_limit_leaves_the_rest_for_the_next_run(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    queue(3)
    messenger = Recorder()
    with later():
        assert outbox.send_due(session, messenger, limit=2).sent == 2
        assert outbox.send_due(session, messenger, limit=2).sent == 1


def test_the_claim_stands_before_anything_leaves(
    app: Flask, session: Session, queue: Callable[..., list[Message]]
) -> None:
    [message] = queue()
    seen: list[MessageState] = []

    class Watching(Recorder):
        def send(self, letter: Letter) -> None:
            with app.app_context():
                seen.append(db.session.scalars(select(Message.state)).one())

    run(session, Watching())
    assert seen == [MessageState.SENDING]
    session.refresh(message)
    assert message.state is MessageState.SENT


def test_two_senders_at_once_send_each_message_once(
    app: Flask, session: Session, queue: Callable[..., list[Message]]
) -> None:
    queue(12)
    session.rollback()  # a reader's lock would stand in the way of both
    start = threading.Barrier(2)
    messengers = [Recorder(), Recorder()]

    def work(messenger: Recorder) -> None:
        with app.app_context():
            start.wait(10)
            run(db.session, messenger)

    threads = [threading.Thread(target=work, args=(each,)) for each in messengers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    sent = [letter.message_id for each in messengers for letter in each.sent]
    assert len(sent) == len(set(sent)) == 12
    with later():
        assert outbox.counts(session)[MessageState.SENT] == 12


def test_a_failure_is_tried_again_at_growing_pauses_and_then_given_up(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    [message] = queue()
    messenger = Recorder(*[Failure.REJECTED] * 6)
    at = timedelta(0)
    for number, pause in enumerate(RETRY_AFTER, start=1):
        assert run(session, messenger, at).later == 1
        session.refresh(message)
        assert (message.state, message.attempts) == (MessageState.QUEUED, number)
        assert (message.last_error, message.last_status) == (Failure.REJECTED, 500)
        assert message.next_try_at == START + at + pause
        assert run(session, messenger, at + pause - timedelta(seconds=1)).later == 0
        at += pause
    assert run(session, messenger, at).dead == 1
    session.refresh(message)
    assert (message.state, message.attempts) == (MessageState.DEAD, 6)
    assert run(session, messenger, at + timedelta(days=1)).sent == 0
    assert messenger.tried == 6


def test_a_success_after_a_failure_ends_it(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    [message] = queue()
    messenger = Recorder(Failure.UNREACHABLE)
    run(session, messenger)
    assert run(session, messenger, RETRY_AFTER[0]).sent == 1
    session.refresh(message)
    assert (message.state, message.last_error) == (MessageState.SENT, None)


@pytest.mark.parametrize("failure", [Failure.NO_ANSWER, ValueError("19900000001")])
def test_what_may_have_gone_out_is_left_to_a_person(
    session: Session, queue: Callable[..., list[Message]], failure: Failure | Exception
) -> None:
    [message] = queue()
    messenger = Recorder(failure)
    assert run(session, messenger).dead == 1
    assert run(session, messenger, timedelta(hours=1)).sent == 0
    session.refresh(message)
    assert message.is_dead
    assert message.may_have_arrived


def test_a_sender_that_died_over_a_message_never_makes_it_go_out_twice(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    [message] = queue()

    class Killed(Recorder):
        def send(self, letter: Letter) -> None:
            super().send(letter)
            raise KeyboardInterrupt  # as a kill -9: nothing after it is done

    with pytest.raises(KeyboardInterrupt):
        run(session, Killed())
    session.rollback()
    session.refresh(message)
    assert message.state is MessageState.SENDING
    messenger = Recorder()
    assert run(session, messenger, CLAIM_HOLDS - timedelta(seconds=1)).dead == 0
    assert run(session, messenger, CLAIM_HOLDS).dead == 1
    session.refresh(message)
    assert (message.state, message.last_error) == (MessageState.DEAD, Failure.INTERRUPTED)
    assert messenger.sent == []


def test_a_sender_that_comes_back_late_does_not_overwrite_what_was_decided_meanwhile(
    app: Flask, session: Session, queue: Callable[..., list[Message]]
) -> None:
    [message] = queue()

    class Slow(Recorder):
        def send(self, letter: Letter) -> None:
            with app.app_context():
                run(db.session, Recorder(), CLAIM_HOLDS)

    run(session, Slow())
    session.refresh(message)
    assert (message.state, message.last_error) == (MessageState.DEAD, Failure.INTERRUPTED)


def test_old_news_is_not_sent_after_a_long_standstill(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    [message] = queue()
    messenger = Recorder()
    assert run(session, messenger, STALE_AFTER).dead == 1
    session.refresh(message)
    assert (message.last_error, messenger.sent) == (Failure.STALE, [])


def test_a_gateway_that_is_away_costs_the_waiting_no_try(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    queue(5)
    messenger = Recorder(*[Failure.UNREACHABLE] * 5)
    report = run(session, messenger)
    assert (report.later, report.is_gateway_away, messenger.tried) == (3, True, 3)
    tried = select(func.count()).select_from(Message).where(Message.attempts > 0)
    assert session.scalar(tried) == 3


def test_a_dead_one_is_tried_again_from_the_start_and_that_is_on_the_timeline(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    [message] = queue()
    run(session, Recorder(Failure.NO_ANSWER))
    admin = factories.member(session, Role.ADMIN)
    with later(days=4):
        assert not outbox.retry(session, message.id, region="620521", by=admin)
        assert outbox.retry(session, message.id, region="620502", by=admin)
        assert not outbox.retry(session, message.id, region="620502", by=admin)
        session.commit()
        assert outbox.send_due(session, messenger := Recorder()).sent == 1
    assert len(messenger.sent) == 1
    events = session.scalars(Event.of_complaint(message.complaint_id)).all()
    assert (events[-1].name, events[-1].facts) == (
        EventName.MESSAGE_RETRIED,
        {"told": EventName.ACCEPTED},
    )


def test_all_that_certainly_failed_are_tried_again_together(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    messages = queue(3)
    for each, failure in zip(
        messages, (Failure.REJECTED, Failure.STALE, Failure.INTERRUPTED), strict=True
    ):
        each.state, each.last_error = MessageState.DEAD, failure
    queue(1, region="620521")
    session.commit()
    admin = factories.member(session, Role.ADMIN)
    assert outbox.retry_all(session, region="620500", by=admin) == 2
    assert outbox.retry_all(session, region="620500", by=admin) == 0


def test_counts_are_those_of_a_region(
    session: Session, queue: Callable[..., list[Message]]
) -> None:
    queue(2)
    queue(1, region="620521")
    assert outbox.counts(session)[MessageState.QUEUED] == 3
    assert outbox.counts(session, "620521")[MessageState.QUEUED] == 1
    assert outbox.counts(session, "620522") == dict.fromkeys(MessageState, 0)


def test_neither_log_nor_last_error_holds_anything_personal(
    session: Session,
    queue: Callable[..., list[Message]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG, logger="portal")
    [message] = queue(phone="19912345678")
    run(session, Recorder(ValueError("19912345678 已受理")))
    session.refresh(message)
    assert message.last_error is Failure.BROKEN
    assert f"message {message.id}" in caplog.text
    for secret in ("19912345678", "已受理", message.complaint.number):
        assert secret not in caplog.text
