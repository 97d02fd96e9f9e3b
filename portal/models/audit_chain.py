"""The chain over the timeline: a link for every entry, a seal for every batch of links."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import BigInteger, Select, String, Text, cast, func, select, type_coerce
from sqlalchemy.orm import Mapped, Session, mapped_column

from portal.domain.audit import Head
from portal.models.base import Base, Moment, RowId, Rows, utc_now
from portal.models.event import Event

# Longer than any transaction that leaves an event; what waits behind it waits no longer.
_WAIT_MS: Final = 500


class AuditLink(Base):
    """What was sealed of an entry. It points to its event by number alone, so that it outlives an
    event that is taken away. The salt of a note goes with the note when that is purged."""

    __tablename__ = "audit_link"

    event_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    hash: Mapped[str] = mapped_column(String(64))
    note_hash: Mapped[str | None] = mapped_column(String(64))
    note_salt: Mapped[str | None] = mapped_column(String(32))

    @classmethod
    def last(cls) -> Select[int]:
        """The number of the newest entry that has a link."""
        return select(cls.event_id).order_by(cls.event_id.desc()).limit(1)

    @classmethod
    def with_entries(cls, after: int, upto: int, size: int) -> Rows:
        """Links in order, each with what its event says now, if there still is one."""
        return (
            select(cls.event_id, cls.hash, cls.note_hash, cls.note_salt, *_entry())
            .outerjoin(Event, Event.id == cls.event_id)
            .where(cls.event_id > after, cls.event_id <= upto)
            .order_by(cls.event_id)
            .limit(size)
        )

    @classmethod
    def strays(cls, after: int, upto: int) -> Select[int]:
        """The first event between two numbers that has no link."""
        return (
            select(Event.id)
            .outerjoin(cls, cls.event_id == Event.id)
            .where(Event.id > after, Event.id <= upto, cls.event_id.is_(None))
            .order_by(Event.id)
            .limit(1)
        )


class AuditSeal(Base):
    """Up to which entry the chain goes, how many it holds, and the hash of the last one."""

    __tablename__ = "audit_seal"

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    first_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    last_id: Mapped[int] = mapped_column(BigInteger)
    count: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)

    @property
    def head(self) -> Head:
        """The head of the chain at that time."""
        return Head(self.count, self.hash)

    @classmethod
    def newest(cls) -> Select[AuditSeal]:
        """The last one."""
        return select(cls).order_by(cls.id.desc()).limit(1)


def unsealed(after: int, upto: int, size: int) -> Rows:
    """What the events after a number say, in order."""
    query = select(*_entry()).where(Event.id > after, Event.id <= upto)
    return query.order_by(Event.id).limit(size)


def settled(session: Session) -> int:
    """The number up to which no event can still come to light.

    PostgreSQL numbers events when they are written and shows them when they are committed. Who
    writes one holds its lock on the table before it draws the number, so under this lock, which
    waits for them and lets nobody begin, every number is on an event or never will be. Ends with
    the transaction. Raises OperationalError when somebody writes for too long.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text(f"set local lock_timeout = '{_WAIT_MS}ms'"))
        session.execute(sa.text("lock table event in share mode"))
    return session.scalar(select(func.max(Event.id))) or 0


def take_turn(session: Session) -> None:
    """Let nobody else seal until the transaction ends; on SQLite nobody else can write at all."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("lock table audit_seal in share row exclusive mode"))


def moment_of(text: str) -> datetime | str:
    """A moment as a database writes it out; what is none stays as it is."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return text
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at


def _entry() -> tuple[sa.ColumnElement[Any], ...]:
    """The columns of an event as they lie there: nothing is opened, read or trusted."""
    return (
        Event.id.label("id"),
        type_coerce(Event.name, String).label("name"),
        cast(Event.at, Text).label("at"),
        Event.complaint_id.label("complaint_id"),
        Event.site_id.label("site_id"),
        Event.staff_id.label("staff_id"),
        cast(Event.facts, Text).label("facts"),
        type_coerce(Event.note, Text).label("note"),
    )
