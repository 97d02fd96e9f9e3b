"""Sealing the timeline: a short job chains the entries that are not in the chain yet, so that who
takes a complaint in pays nothing for it."""

import json
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, insert
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from portal.domain.audit import Entry
from portal.models import AuditLink, AuditSeal
from portal.models.audit_chain import moment_of, settled, take_turn, unsealed
from portal.models.engine import reading
from portal.models.sealed import Vault, vault_of
from portal.services.vault import CannotOpen

BATCH: Final = 1000
_TRIES: Final = 6
_PAUSE_SECONDS: Final = 0.5
Commit = Callable[[], object]
Tick = Callable[[int], object]


@dataclass(frozen=True)
class End:
    """Where the chain ends."""

    last_id: int = 0
    count: int = 0
    hash: str = ""


def seal(session: Session, commit: Commit, tick: Tick = lambda _: None) -> int:
    """Chain all entries that are settled; how many that were.

    `commit` ends the transaction: entries are read and hashed without any lock, and a batch of
    links is written in a moment. An interruption leaves whole batches. Raises OperationalError
    when somebody writes for so long that nothing settles.
    """
    commit()
    upto = _settled(session, commit)
    done = 0
    while True:
        with reading():
            end = end_of(session)
            rows = session.execute(unsealed(end.last_id, upto, BATCH)).all()
        commit()
        if not rows:
            return done
        links = _links(vault_of(session), end, rows)
        if _append(session, end, links):
            done += len(links)
            tick(len(links))
        commit()


def end_of(session: Session) -> End:
    """Where the chain ends now."""
    newest = session.scalar(AuditSeal.newest())
    return End(newest.last_id, newest.count, newest.hash) if newest else End()


def entry_of(row: Row[Any], note_hash: str | None) -> Entry:
    """An event, as its columns lie in the database, as an entry of the chain."""
    try:
        facts = json.loads(row.facts)
    except (ValueError, TypeError):
        facts = row.facts
    return Entry(
        row.id,
        row.name,
        moment_of(row.at),
        row.complaint_id,
        row.site_id,
        row.staff_id,
        facts,
        note_hash,
    )


def note_hash(vault: Vault, token: str, salt: str) -> str:
    """The commitment to a note: keyed, and with a salt of its own, so that without the salt no
    guess at the note can be checked. It is the same under every sealing key."""
    try:
        note = vault.open(token)
    except CannotOpen:
        note = f"unopened:{token}"
    return vault.fingerprint(f"audit-note:{salt}:{note}")


def _settled(session: Session, commit: Commit) -> int:
    for left in reversed(range(_TRIES)):
        try:
            with reading():
                upto = settled(session)
            commit()
        except OperationalError:
            session.rollback()
            if not left:
                raise
            time.sleep(_PAUSE_SECONDS)
        else:
            return upto
    raise AssertionError("the last try returns or raises")


def _links(vault: Vault, end: End, rows: Sequence[Row[Any]]) -> list[dict[str, Any]]:
    previous, links = end.hash, []
    for row in rows:
        salt = secrets.token_hex(16) if row.note else None
        hashed = note_hash(vault, row.note, salt) if salt else None
        previous = vault.fingerprint(entry_of(row, hashed).text(previous))
        links.append({"event_id": row.id, "hash": previous, "note_hash": hashed, "note_salt": salt})
    return links


def _append(session: Session, end: End, links: list[dict[str, Any]]) -> bool:
    """Whether the links were written: not when somebody else has sealed meanwhile."""
    take_turn(session)
    if end_of(session) != end:
        return False
    session.execute(insert(AuditLink), links)
    session.add(
        AuditSeal(
            first_id=links[0]["event_id"],
            last_id=links[-1]["event_id"],
            count=end.count + len(links),
            hash=links[-1]["hash"],
        )
    )
    session.flush()
    return True
