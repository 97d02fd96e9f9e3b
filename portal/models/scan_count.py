"""How often a poster was scanned, and what came of it: numbers a day, and nothing about anybody."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Date, Index, Insert, Select, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from portal.domain import regions
from portal.models.base import Base, RowId, Rows
from portal.models.placement import Placement
from portal.models.site import Site

# Neither a site nor a placement has this number: it stands for "not told".
UNTOLD: Final = 0
_INSERTS: Final = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


class ScanCount(Base):
    """The numbers of one day, site and placement. No foreign keys: 0 is nobody's number, and a
    count must never wait for a row that somebody else is writing."""

    __tablename__ = "scan_count"
    __table_args__ = (Index(None, "placement_id", "on"),)

    on: Mapped[date] = mapped_column(Date, primary_key=True)
    site_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    placement_id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    scans: Mapped[int] = mapped_column(default=0)
    started: Mapped[int] = mapped_column(default=0)
    submitted: Mapped[int] = mapped_column(default=0)

    @classmethod
    @cache
    def adding(cls, dialect: str) -> Insert:
        """Adds to the numbers of a day, or begins them."""
        insert: Any = _INSERTS[dialect](cls)
        names = ("scans", "started", "submitted")
        added = {name: getattr(cls, name) + insert.excluded[name] for name in names}
        query: Insert = insert.on_conflict_do_update(
            index_elements=["on", "site_id", "placement_id"], set_=added
        )
        return query

    @classmethod
    def _sums(cls) -> tuple[Any, Any, Any]:
        return tuple(
            func.coalesce(func.sum(column), 0).label(column.key)
            for column in (cls.scans, cls.started, cls.submitted)
        )  # type: ignore[return-value]

    @classmethod
    def by_county(cls, region: str, since: date) -> Rows:
        """What was counted since a day in each county of a region."""
        county = func.coalesce(Site.region, Placement.region)
        query = (
            select(county.label("region"), *cls._sums())
            .select_from(cls)
            .outerjoin(Site, Site.id == cls.site_id)
            .outerjoin(Placement, Placement.id == cls.placement_id)
            .where(cls.on >= since)
            .group_by(county)
            .order_by(county)
        )
        return query if region == regions.CITY else query.where(county == region)

    @classmethod
    def by_placement(cls, region: str, since: date) -> Rows:
        """The same for each placement, the most scanned first; boards without a number count as
        their site."""
        county = func.coalesce(Site.region, Placement.region)
        sums = cls._sums()
        query = (
            select(
                cls.placement_id, cls.site_id, county.label("region"), Site.code, Site.name,
                Placement.kind, Placement.words, *sums,
            )
            .select_from(cls)
            .outerjoin(Site, Site.id == cls.site_id)
            .outerjoin(Placement, Placement.id == cls.placement_id)
            .where(cls.on >= since)
            .group_by(
                cls.placement_id, cls.site_id, county, Site.code, Site.name, Placement.kind,
                Placement.words,
            )
            .order_by(sums[0].desc(), cls.site_id, cls.placement_id)
        )  # fmt: skip
        return query if region == regions.CITY else query.where(county == region)

    @classmethod
    def of_placement(cls, placement_id: int, since: date) -> Rows:
        """What was counted at one placement, day by day."""
        return (
            select(cls.on, cls.scans, cls.started, cls.submitted)
            .where(cls.placement_id == placement_id, cls.on >= since)
            .order_by(cls.on.desc())
        )

    @classmethod
    def silent(cls, region: str, *, since: date, hung_before: Any) -> Select[Placement]:
        """What has hung since before then and was not scanned since that day."""
        scanned = select(cls.placement_id).where(
            cls.placement_id == Placement.id, cls.on >= since, cls.scans > 0
        )
        return Placement.hanging_in(region).where(
            Placement.hung_at <= hung_before, ~scanned.exists()
        )
