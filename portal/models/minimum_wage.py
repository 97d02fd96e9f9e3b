"""The minimum wage of a county from a day on, with the document that set it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Select, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain import regions
from portal.models.base import Base, RowId


class MinimumWage(Base):
    """Amounts in 分. Configuration with its source; printed only once verified."""

    __tablename__ = "minimum_wage"
    __table_args__ = (UniqueConstraint("region", "effective_from"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    region: Mapped[str] = mapped_column(String(6))
    monthly_fen: Mapped[int]
    hourly_fen: Mapped[int]
    effective_from: Mapped[date] = mapped_column(Date)
    document: Mapped[str] = mapped_column(String(80))
    source: Mapped[str] = mapped_column(String(200), default="")
    verified_by: Mapped[str] = mapped_column(String(40), default="")
    verified_on: Mapped[date | None] = mapped_column(Date)

    @classmethod
    def seen_from(cls, region: str) -> Select[MinimumWage]:
        """What staff of a region see, the newest of each county first."""
        query = select(cls).order_by(cls.region, cls.effective_from.desc())
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def stated(cls, region: str, on: date) -> Select[int]:
        """One that would apply in a county on a day, verified or not."""
        return select(cls.id).where(cls.region == region, cls.effective_from <= on).limit(1)

    @classmethod
    def in_force(cls, region: str, on: date) -> Select[MinimumWage]:
        """The verified one that applies in a county on a day."""
        return (
            select(cls)
            .where(cls.region == region, cls.effective_from <= on, cls.verified_on.is_not(None))
            .order_by(cls.effective_from.desc())
            .limit(1)
        )
