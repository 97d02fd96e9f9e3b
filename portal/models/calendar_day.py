"""The published calendar: which days are closed or worked, by year, with version and source."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from functools import cache
from typing import cast

from sqlalchemy import Date, ForeignKey, Select, String, Table, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.models.base import Base, Moment, Word, utc_now


class DayKind(StrEnum):
    """休 or 班."""

    CLOSED = "closed"
    MAKEUP = "makeup"


class CalendarYear(Base):
    """A year whose official arrangement is known."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(default=1)
    source: Mapped[str] = mapped_column(String(200))
    loaded_at: Mapped[datetime] = mapped_column(Moment, default=utc_now, onupdate=utc_now)

    days: Mapped[list[CalendarDay]] = relationship(
        cascade="all, delete-orphan", order_by="CalendarDay.on"
    )

    @classmethod
    @cache
    def loads(cls) -> Select[int, int, datetime]:
        """What changes whenever a day of some year does: which version was loaded, and when."""
        of = cast(Table, cls.__table__).c  # plain columns: every complaint asks for them
        return select(of.year, of.version, of.loaded_at).order_by(of.year)


class CalendarDay(Base):
    """A day that is not what its weekday says."""

    __tablename__ = "calendar_day"

    on: Mapped[date] = mapped_column(Date, primary_key=True)
    year: Mapped[int] = mapped_column(ForeignKey("calendar_year.year", ondelete="CASCADE"))
    kind: Mapped[DayKind] = mapped_column(Word(DayKind))
