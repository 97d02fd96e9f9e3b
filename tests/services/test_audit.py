"""The chain over the timeline: whatever is altered, removed or inserted is found and named."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from portal.domain.audit import BadHead, Flaw, Head
from portal.domain.events import EventName
from portal.models import AuditLink, AuditSeal, Event
from portal.models.audit_chain import settled
from portal.models.sealed import attach_vault, vault_of
from portal.services import audit, audit_check, keys
from portal.services.audit_check import Verdict
from portal.services.record import record
from portal.services.vault import Vault
from tests import factories


@pytest.fixture
def told(session: Session) -> list[int]:
    """A case with a few entries, one of them with a note; their numbers."""
    complaint = factories.complaint(session, factories.site(session))
    person = factories.member(session)
    record(session, EventName.REPLIED, complaint=complaint, by=person, note="请带考勤表来")
    record(session, EventName.REVEALED, complaint=complaint, by=person, reason="call")
    session.commit()
    return list(session.scalars(select(Event.id).order_by(Event.id)))


def verify(session: Session, known: Head | None = None) -> Verdict:
    return audit_check.verify(session, session.commit, known=known)


def seal(session: Session) -> int:
    return audit.seal(session, session.commit)


def tamper(session: Session, statement: str, **values: Any) -> None:
    """As somebody who has the database and not the keys, past triggers and foreign keys."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        _without_triggers(session, lambda: session.execute(text(statement), values))
    else:
        session.execute(text("set local session_replication_role = replica"))
        session.execute(text(statement), values)
    session.commit()
    session.expire_all()


def _without_triggers(session: Session, act: Callable[[], object]) -> None:
    made = session.execute(
        text("select name, sql from sqlite_master where type = 'trigger' and tbl_name = 'event'")
    ).all()
    for trigger in made:
        session.execute(text(f"drop trigger {trigger.name}"))
    act()
    for trigger in made:
        session.execute(text(trigger.sql))


def test_what_was_written_is_whole_and_stays_so(session: Session, told: list[int]) -> None:
    first = verify(session)
    assert first.wrong is None
    assert first.head.count == len(told)
    again = verify(session)
    # The first verification is itself an entry of the chain by now.
    assert again.wrong is None
    assert again.head.count == len(told) + 1
    assert seal(session) == 1
    assert seal(session) == 0
    newest = audit_check.last_verified(session)
    assert newest is not None
    assert newest.facts == {
        "count": again.head.count, "head": str(again.head), "flaw": None, "entry_id": None,
    }  # fmt: skip


ALTERED = {
    "name": "'closed'",
    "at": "'2020-01-01 00:00:00+00:00'",
    "complaint_id": "null",
    "site_id": "1",
    "staff_id": "null",
    "facts": '\'{"reason": "verify"}\'',
    "note": "null",
}


@pytest.mark.parametrize("column", ALTERED)
def test_every_column_is_held(session: Session, told: list[int], column: str) -> None:
    noted, revealed = told[-2:]
    seal(session)
    changed = noted if column == "note" else revealed
    tamper(session, f"update event set {column} = {ALTERED[column]} where id = :id", id=changed)
    wrong = verify(session).wrong
    assert wrong is not None
    assert wrong.event_id == changed
    assert wrong.flaw is (Flaw.NOTE_GONE if column == "note" else Flaw.ALTERED)
    assert wrong.place == told.index(changed) + 1


def test_another_note_is_found_though_it_is_sealed_with_the_right_key(
    session: Session, told: list[int]
) -> None:
    seal(session)
    token = vault_of(session).seal("不用来了")
    tamper(session, "update event set note = :note where id = :id", note=token, id=told[-2])
    wrong = verify(session).wrong
    assert wrong is not None
    assert (wrong.event_id, wrong.flaw) == (told[-2], Flaw.ALTERED)


@pytest.mark.parametrize("which", [0, 1, -1])
def test_a_removed_entry_is_named_also_the_last_one(
    session: Session, told: list[int], which: int
) -> None:
    seal(session)
    tamper(session, "delete from event where id = :id", id=told[which])
    wrong = verify(session).wrong
    assert wrong is not None
    assert (wrong.event_id, wrong.flaw) == (told[which], Flaw.REMOVED)


def test_an_entry_put_into_a_gap_of_the_numbers_is_named(session: Session) -> None:
    """PostgreSQL leaves gaps: the number of an entry that was rolled back is on nothing."""
    factories.site(session)
    session.commit()
    session.execute(
        text(
            "insert into event (id, name, at, facts) values (1000, 'signed_in',"
            " '2026-11-30 00:00:00+00:00', '{}')"
        )
    )
    session.commit()
    seal(session)
    session.execute(
        text(
            "insert into event (id, name, at, facts) values (500, 'signed_in',"
            " '2026-11-29 00:00:00+00:00', '{}')"
        )
    )
    session.commit()
    wrong = verify(session).wrong
    assert wrong is not None
    assert (wrong.event_id, wrong.flaw) == (500, Flaw.INSERTED)


def test_a_tail_cut_off_with_its_links_is_found_by_the_seal_or_by_a_head_that_was_written_down(
    session: Session, told: list[int]
) -> None:
    seal(session)
    known = audit.end_of(session)
    head = Head(known.count, known.hash)
    assert verify(session, Head.parse(str(head))).wrong is None
    last = session.scalar(select(func.max(Event.id)))
    seal(session)
    for table, column in (("event", "id"), ("audit_link", "event_id")):
        tamper(session, f"delete from {table} where {column} >= :id", id=told[-1])
    wrong = verify(session).wrong
    assert wrong is not None
    assert (wrong.event_id, wrong.flaw) == (last, Flaw.CUT)
    tamper(session, "delete from audit_link where event_id > :id", id=told[-2])
    tamper(session, "delete from event where id > :id", id=told[-2])
    tamper(session, "delete from audit_seal")
    tamper(session, "delete from audit_link")
    # A chain from nothing, by somebody who has the keys too.
    assert verify(session).wrong is None
    wrong = verify(session, head).wrong
    assert wrong is not None
    assert wrong.flaw is Flaw.REWRITTEN


def test_links_that_are_altered_or_taken_away_are_no_way_round(
    session: Session, told: list[int]
) -> None:
    seal(session)
    tamper(session, "update audit_link set hash = :x where event_id = :id", x="0" * 64, id=told[1])
    wrong = verify(session).wrong
    assert wrong is not None
    assert (wrong.event_id, wrong.flaw) == (told[1], Flaw.ALTERED)
    tamper(session, "delete from audit_link where event_id = :id", id=told[0])
    wrong = verify(session).wrong
    assert wrong is not None
    assert (wrong.event_id, wrong.flaw) == (told[0], Flaw.INSERTED)


def test_the_database_itself_refuses_to_change_the_timeline(
    session: Session, told: list[int]
) -> None:
    for statement in (
        "update event set name = 'closed' where id = :id",
        "update event set facts = '{}' where id = :id",
        "update event set at = '2020-01-01 00:00:00+00:00' where id = :id",
        "update event set note = 'x' where id = :id",
        "delete from event where id = :id",
    ):
        with pytest.raises(DBAPIError, match="append-only"):
            session.execute(text(statement), {"id": told[-1]})
        session.rollback()
    assert verify(session).wrong is None


def test_a_changed_key_changes_nothing(session: Session, told: list[int], tmp_path: Path) -> None:
    seal(session)
    path = tmp_path / "keys.json"
    before = session.execute(text("select note from event where note is not null")).scalars().all()
    keys.rotate(session, path, session.commit)
    assert keys.retire(session, path, session.commit) == 0
    after = session.execute(text("select note from event where note is not null")).scalars().all()
    assert not set(before) & set(after)
    attach_vault(session.get_bind().engine, Vault.at(path))
    assert verify(session).wrong is None


def test_an_entry_that_cannot_be_read_is_sealed_as_it_lies_there(
    session: Session, told: list[int]
) -> None:
    tamper(session, "update event set note = 'not sealed at all' where id = :id", id=told[-2])
    assert verify(session).wrong is None
    tamper(session, "update event set note = 'something else' where id = :id", id=told[-2])
    wrong = verify(session).wrong
    assert wrong is not None
    assert wrong.event_id == told[-2]


@pytest.mark.parametrize("database_kind", ["postgresql"])
def test_nothing_is_sealed_beyond_a_writer_that_is_not_done(
    session: Session, told: list[int], database_kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its entry has a number already and would come to light behind the seal."""
    monkeypatch.setattr(audit, "_PAUSE_SECONDS", 0)
    monkeypatch.setattr(audit, "_TRIES", 1)
    adding = text("insert into event (name, at, facts) values ('signed_in', now(), '{}')")
    with session.get_bind().connect() as late:
        late.execute(adding)
        session.execute(adding)
        session.commit()
        with pytest.raises(OperationalError):
            seal(session)
        late.commit()
    assert seal(session) == len(told) + 2
    assert settled(session) == audit.end_of(session).last_id


def test_two_who_seal_at_once_make_one_chain(
    session: Session, told: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    append, others = audit._append, []

    def late(*arguments: Any) -> bool:
        if not others:
            others.append(True)
            seal(session)
        return append(*arguments)

    monkeypatch.setattr(audit, "_append", late)
    assert seal(session) == 0
    assert session.scalar(select(func.count()).select_from(AuditLink)) == len(told)
    assert session.scalar(select(func.count()).select_from(AuditSeal)) == 1
    assert verify(session).wrong is None


def test_a_head_is_written_down_and_read_again() -> None:
    head = Head(123, "ab" * 32)
    assert str(head) == "123-" + "ab" * 16
    assert Head.parse(f" {str(head).upper()} ").is_of("ab" * 32)
    assert not Head.parse(str(head)).is_of("ab" * 15 + "cd" * 17)
    for wrong in ("", "123", "123-xyz", "-" + "ab" * 16, "1-" + "ab" * 15):
        with pytest.raises(BadHead):
            Head.parse(wrong)
