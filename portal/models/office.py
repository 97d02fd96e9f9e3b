"""An office that a worker can turn to, with who checked its number and when."""

from __future__ import annotations

from datetime import date
from functools import cache

from sqlalchemy import BindParameter, Date, Index, Select, String, bindparam, case, select
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column

from portal.domain import regions
from portal.domain.site import OfficeKind
from portal.models.base import Base, RowId, Word

# A county, as a value or as what a query finds it by.
Region = str | BindParameter[str] | InstrumentedAttribute[str]
# Who a worker turns to first comes first.
_ORDER = {kind: place for place, kind in enumerate(OfficeKind)}


class Office(Base):
    """A number and an address are printed only once somebody has verified them."""

    __tablename__ = "office"
    __table_args__ = (Index(None, "region", "kind"),)

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    region: Mapped[str] = mapped_column(String(6))
    kind: Mapped[OfficeKind] = mapped_column(Word(OfficeKind))
    name: Mapped[str] = mapped_column(String(80))
    phone: Mapped[str] = mapped_column(String(20), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[str] = mapped_column(String(80), default="")
    source: Mapped[str] = mapped_column(String(200), default="")
    verified_by: Mapped[str] = mapped_column(String(40), default="")
    verified_on: Mapped[date | None] = mapped_column(Date)
    recheck_on: Mapped[date | None] = mapped_column(Date)

    def is_due_for_recheck(self, on: date) -> bool:
        """Whether somebody should check the number again; staff are told, workers are not."""
        return self.verified_on is None or (self.recheck_on is not None and self.recheck_on <= on)

    @classmethod
    def seen_from(cls, region: str) -> Select[Office]:
        """The offices that staff of a region keep, verified or not."""
        query = select(cls).order_by(cls.region, case(_ORDER, value=cls.kind), cls.id)
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def to_recheck(cls, region: str, on: date) -> Select[Office]:
        """The verified offices of a region whose number somebody should call again."""
        due = (cls.verified_on.is_not(None), cls.recheck_on <= on)
        return cls.seen_from(region).where(*due)

    @classmethod
    def verified_in(cls, region: Region) -> Select[Office]:
        """The verified offices of a county."""
        return (
            select(cls)
            .where(cls.region == region, cls.verified_on.is_not(None))
            .order_by(case(_ORDER, value=cls.kind), cls.id)
        )

    @classmethod
    @cache
    def hotline(cls) -> Select[str, str]:
        """Name and number of the verified inspection office of `:region`; made once, because pages
        ask it all the time."""
        query = cls.verified_of(bindparam("region"), OfficeKind.INSPECTION)
        return query.with_only_columns(cls.name, cls.phone)

    @classmethod
    def hotlines(cls) -> Select[str, str, str]:
        """County, name and number of every verified inspection office; whom a county's workers
        call comes first."""
        verified = (cls.kind == OfficeKind.INSPECTION, cls.verified_on.is_not(None))
        return select(cls.region, cls.name, cls.phone).where(*verified).order_by(cls.id)

    @classmethod
    def verified_of(cls, region: Region, kind: OfficeKind) -> Select[Office]:
        """The verified office of that kind in a county."""
        return cls.verified_in(region).where(cls.kind == kind).limit(1)
