"""What the office words itself: every version a row, of each subject the newest counts."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Self, cast

from sqlalchemy import ForeignKey, Insert, Select, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, declared_attr, joinedload, mapped_column, relationship

from portal.models.base import Base, Moment, RowId, utc_now
from portal.models.staff import Staff


class KeptVersion(Base):
    """One version of a subject, counted from 1: two who change the same cannot both be the next.
    It names no case, so nothing of it is sealed."""

    __abstract__ = True

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    subject: Mapped[Any]
    version: Mapped[int]
    kept_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    kept_by_id: Mapped[int] = mapped_column(ForeignKey("staff.id"))

    @declared_attr
    def kept_by(cls) -> Mapped[Staff]:  # noqa: N805 - it is asked of the class
        """Who kept it."""
        return relationship()

    @classmethod
    def history(cls, subject: Any, most: int) -> Select[Self]:
        """The versions of a subject, the newest first."""
        query = select(cls).where(cls.subject == subject).order_by(cls.version.desc()).limit(most)
        return query.options(joinedload(cls.kept_by))

    @classmethod
    def newest_of_each(cls) -> Select[Self]:
        """The version that counts of each subject that the office has changed."""
        newest = select(func.max(cls.id)).group_by(cls.subject)
        return select(cls).where(cls.id.in_(newest)).options(joinedload(cls.kept_by))

    @classmethod
    def unless_there(cls, dialect: str) -> Insert:
        """Adds a version, or nothing where there is one of that number already."""
        inserts = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
        inserting: Any = inserts[dialect](cast(Table, cls.__table__))
        query: Insert = inserting.on_conflict_do_nothing()
        return query
