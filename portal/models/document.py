"""A document that was issued: its number, its file, and all that it says; and the series of
numbers, without gaps by county, kind and year."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any, cast

from sqlalchemy import ForeignKey, Index, Select, String, Table, UniqueConstraint, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from portal.domain.document_kinds import DocumentKind
from portal.models.base import Base, Moment, RowId, Rows, Word, utc_now
from portal.models.sealed import Fingerprint, Sealed
from portal.models.staff import Staff


class Document(Base):
    """One document as it was issued. `facts` is all that it says, `digest` that of its PDF, whose
    file `file_key` opens. A cancelled one keeps its number and its file."""

    __tablename__ = "document"
    __table_args__ = (
        UniqueConstraint("region", "kind", "year", "serial"),
        Index(None, "complaint_id", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"))
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind))
    region: Mapped[str] = mapped_column(String(6))
    year: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(String(60))
    object_name: Mapped[str] = mapped_column(String(40), unique=True)
    file_key: Mapped[str] = mapped_column(Sealed, deferred=True)
    digest: Mapped[str] = mapped_column(Fingerprint)
    size: Mapped[int]
    facts: Mapped[str] = mapped_column(Sealed, deferred=True)
    issued_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    issued_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))
    cancelled_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    cancel_reason: Mapped[str] = mapped_column(Sealed, default="")

    issued_by: Mapped[Staff] = relationship(foreign_keys=[issued_by_id])

    @property
    def is_cancelled(self) -> bool:
        """Whether it counts no longer."""
        return self.cancelled_at is not None

    @classmethod
    def of_complaint(cls, complaint_id: int) -> Select[Document]:
        """The documents of a complaint in the order in which they were issued."""
        query = select(cls).where(cls.complaint_id == complaint_id)
        return query.order_by(cls.id).options(joinedload(cls.issued_by))

    @classmethod
    def in_force(cls, complaint_id: int, kind: DocumentKind) -> Select[Document]:
        """Those of a kind that were not cancelled."""
        return cls.of_complaint(complaint_id).where(cls.kind == kind, cls.cancelled_at.is_(None))

    @classmethod
    def one(cls, complaint_id: int, document_id: int) -> Select[Document]:
        """One document of a complaint."""
        return cls.of_complaint(complaint_id).where(cls.id == document_id)

    @classmethod
    def files(cls) -> Rows:
        """What each document is called in the storage, without its ending, and its number."""
        return select(cls.object_name, cls.number).order_by(cls.id)


class DocumentSeries(Base):
    """The last number that a county has given to a kind of document in a year."""

    __tablename__ = "document_series"

    region: Mapped[str] = mapped_column(String(6), primary_key=True)
    kind: Mapped[DocumentKind] = mapped_column(Word(DocumentKind), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]

    @classmethod
    def take(cls, session: Session, region: str, kind: DocumentKind, year: int) -> int:
        """The next number. Whoever asks at the same time waits for the end of this transaction,
        and a rollback gives the number back, so there is no gap."""
        row = {"region": region, "kind": kind, "year": year, "last": 1}
        dialect = session.get_bind().dialect.name
        return int(session.execute(cls._next(dialect), row).scalar_one())

    @classmethod
    def upcoming(cls, session: Session, region: str, kind: DocumentKind, year: int) -> int:
        """What the next number would be if nobody else came first."""
        key = (cls.region == region, cls.kind == kind, cls.year == year)
        return (session.scalar(select(cls.last).where(*key)) or 0) + 1

    @classmethod
    @cache
    def _next(cls, dialect: str) -> Any:
        table = cast(Table, cls.__table__)
        insert: sqlite.Insert | postgresql.Insert
        insert = sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
        key: Iterable[Any] = (table.c.region, table.c.kind, table.c.year)
        more = insert.on_conflict_do_update(
            index_elements=list(key), set_={"last": table.c.last + 1}
        )
        return more.returning(table.c.last)
