"""Checking the timeline against its chain: the first entry that is not as sealed is named."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from portal.domain.audit import Flaw, Head
from portal.domain.events import EventName
from portal.models import AuditLink, AuditSeal, Event
from portal.models.engine import reading
from portal.models.sealed import Vault, vault_of
from portal.services import audit
from portal.services.audit import Commit, End
from portal.services.record import record

_PAGE: Final = 1000
# No database gives such a number; somebody else may write one.
_BEFORE_ALL: Final = -(2**63)


@dataclass(frozen=True)
class Wrong:
    """The first entry that is wrong: its place in the chain, its number, and how."""

    place: int
    event_id: int
    flaw: Flaw


@dataclass(frozen=True)
class Verdict:
    """What the chain holds, and what is wrong with it, if anything."""

    head: Head
    wrong: Wrong | None


def verify(
    session: Session,
    commit: Commit,
    *,
    known: Head | None = None,
    tick: Callable[[int], object] = lambda _: None,
) -> Verdict:
    """Seal what is not sealed yet, then compare every entry with the chain; `known` is a head that
    was written down earlier. Reads a page a transaction; leaves an event that says what it found.
    """
    audit.seal(session, commit)
    with reading():
        end = audit.end_of(session)
        newest_link = session.scalar(AuditLink.last()) or 0
    commit()
    check = _Check(session, end, known, commit, tick)
    wrong = check.walk() or check.ends(newest_link)
    record(
        session,
        EventName.RECORD_VERIFIED,
        count=end.count,
        head=str(Head(end.count, end.hash)),
        flaw=wrong.flaw if wrong else None,
        entry_id=wrong.event_id if wrong else None,
    )
    commit()
    return Verdict(Head(end.count, end.hash), wrong)


class _Check:
    def __init__(
        self,
        session: Session,
        end: End,
        known: Head | None,
        commit: Commit,
        tick: Callable[[int], object],
    ) -> None:
        self._session = session
        self._vault: Vault = vault_of(session)
        self._end = end
        self._known = known
        self._commit = commit
        self._tick = tick
        self._previous = ""
        self._count = 0
        self._at = _BEFORE_ALL
        self._is_known_met = known is None

    def walk(self) -> Wrong | None:
        """The first entry that is not as it was sealed."""
        while True:
            with reading():
                rows = self._session.execute(
                    AuditLink.with_entries(self._at, self._end.last_id, _PAGE)
                ).all()
                upto = rows[-1].event_id if len(rows) == _PAGE else self._end.last_id
                stray = self._session.scalar(AuditLink.strays(self._at, upto))
                wrong = self._page(rows, stray)
            self._commit()
            self._tick(len(rows))
            if wrong or len(rows) < _PAGE:
                return wrong

    def ends(self, newest_link: int) -> Wrong | None:
        """What is wrong with the end of the chain, once every entry of it is right."""
        last = self._end.last_id
        is_whole = self._count == self._end.count and self._previous == self._end.hash
        if not is_whole or newest_link > last:
            return Wrong(self._count, last, Flaw.CUT)
        return None if self._is_known_met else Wrong(self._count, last, Flaw.REWRITTEN)

    def _page(self, rows: Any, stray: int | None) -> Wrong | None:
        for row in rows:
            if stray is not None and stray < row.event_id:
                break
            if flaw := self._flaw(row):
                return Wrong(self._count + 1, row.event_id, flaw)
            self._previous, self._at = row.hash, row.event_id
            self._count += 1
            if self._known and self._count == self._known.count:
                self._is_known_met = self._known.is_of(row.hash)
        return None if stray is None else Wrong(self._count + 1, stray, Flaw.INSERTED)

    def _flaw(self, row: Row[Any]) -> Flaw | None:
        if row.id is None:
            return Flaw.REMOVED
        entry = audit.entry_of(row, row.note_hash)
        if self._vault.fingerprint(entry.text(self._previous)) != row.hash:
            return Flaw.ALTERED
        if row.note_hash is None:
            return Flaw.ALTERED if row.note else None
        if not row.note:
            is_purged = not row.note_salt and self._is_purged(row.complaint_id)
            return None if is_purged else Flaw.NOTE_GONE
        hashed = audit.note_hash(self._vault, row.note, row.note_salt or "")
        return None if hashed == row.note_hash else Flaw.ALTERED

    def _is_purged(self, complaint_id: int | None) -> bool:
        """Whether the timeline says that the case was purged, so that its notes may be gone."""
        if complaint_id is None:
            return False
        return self._session.scalar(Event.purge_of(complaint_id)) is not None


def last_verified(session: Session) -> Event | None:
    """The event of the newest verification."""
    query = select(Event).where(Event.name == EventName.RECORD_VERIFIED)
    return session.scalar(query.order_by(Event.id.desc()).limit(1))


def newest_seal(session: Session) -> AuditSeal | None:
    """The newest seal, whose head is that of the chain."""
    return session.scalar(AuditSeal.newest())
