"""A final print: which site, which version, what it says, and whether that is still so."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    func,
    select,
)
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain import regions
from portal.domain.poster import LIVE, IssueState, Product
from portal.models.base import Base, Moment, RowId, Rows, Word, utc_now
from portal.models.sealed import Sealed
from portal.models.site import Site
from portal.models.staff import Staff


class PosterIssue(Base):
    """One version for one site. `facts` is all that it says, so that a reprint is the same;
    `items` is a keyed digest of each printed fact, so that what has changed is found without
    opening anything; `places` are the placements that got a page each."""

    __tablename__ = "poster_issue"
    __table_args__ = (
        UniqueConstraint("site_id", "product", "version"),
        Index(None, "state", "id"),
        Index(None, "batch_id", "id"),
    )

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    product: Mapped[Product] = mapped_column(Word(Product))
    version: Mapped[int]
    settings: Mapped[dict[str, Any]] = mapped_column(JSON)
    places: Mapped[list[int]] = mapped_column(JSON)
    facts: Mapped[str] = mapped_column(Sealed, deferred=True)
    items: Mapped[dict[str, str]] = mapped_column(JSON)
    digest: Mapped[str] = mapped_column(String(64))
    state: Mapped[IssueState] = mapped_column(Word(IssueState))
    stale_facts: Mapped[list[str]] = mapped_column(JSON, default=list)
    stale_at: Mapped[datetime | None] = mapped_column(Moment)
    copies: Mapped[int] = mapped_column(default=1)
    issued_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("print_batch.id"))

    site: Mapped[Site] = relationship()
    issued_by: Mapped[Staff | None] = relationship()

    @property
    def pages(self) -> int:
        """How many sheets one print of it has."""
        return max(len(self.places), 1)

    @classmethod
    def of_site(cls, site_id: int) -> Select[PosterIssue]:
        """The issues of a site that have left the house, the newest first."""
        return (
            select(cls)
            .where(cls.site_id == site_id, cls.state != IssueState.PRINTING)
            .order_by(cls.id.desc())
            .options(joinedload(cls.issued_by))
        )

    @classmethod
    def numbered(cls, issue_id: int) -> Select[PosterIssue]:
        """One issue with its site."""
        return select(cls).where(cls.id == issue_id).options(joinedload(cls.site))

    @classmethod
    def live_of(cls, site_ids: Collection[int], product: Product) -> Rows:
        """The live issues of some sites as plain rows, the oldest first; nothing is opened."""
        columns = (cls.id, cls.site_id, cls.version, cls.state, cls.settings, cls.places, cls.items)
        return (
            select(*columns, cls.stale_facts, cls.batch_id)
            .where(cls.site_id.in_(site_ids), cls.product == product, cls.state.in_(LIVE))
            .order_by(cls.id)
        )

    @classmethod
    def live_in(cls, region: str) -> Rows:
        """What is compared when a fact of a county has changed."""
        return cls._compared().where(Site.region == region)

    @classmethod
    def live_after(cls, last_id: int, limit: int) -> Rows:
        """The next so many live issues by number, to be compared with the register."""
        return cls._compared().where(cls.id > last_id).limit(limit)

    @classmethod
    def live_at(cls, site_ids: Collection[int]) -> Rows:
        """What is compared when facts of these sites have changed."""
        return cls._compared().where(cls.site_id.in_(site_ids))

    @classmethod
    def _compared(cls) -> Rows:
        return (
            select(cls.id, cls.site_id, cls.state, cls.items, cls.stale_facts)
            .join(Site, Site.id == cls.site_id)
            .where(cls.state.in_(LIVE))
            .order_by(cls.id)
        )

    @classmethod
    def newest_versions(cls, site_ids: Collection[int], product: Product) -> Rows:
        """The highest version of each of some sites, whatever became of it."""
        return (
            select(cls.site_id, func.max(cls.version).label("version"))
            .where(cls.site_id.in_(site_ids), cls.product == product)
            .group_by(cls.site_id)
        )

    @classmethod
    def stale_page(cls, region: str, *, after: int, size: int) -> Select[PosterIssue]:
        """The jobs of a region: stale issues with their sites, the longest known first, one more
        than a page."""
        query = cls.stale(region).where(cls.id > after).order_by(cls.id)
        return query.options(joinedload(cls.site)).limit(size + 1)

    @classmethod
    def stale_counts(cls, region: str) -> Rows:
        """How many sites of each county wait for a reprint."""
        waiting = func.count(cls.site_id.distinct()).label("waiting")
        return cls.stale(region).with_only_columns(Site.region, waiting).group_by(Site.region)

    @classmethod
    def stale_sites(cls, region: str) -> Rows:
        """The sites of a region that wait for a reprint."""
        return cls.stale(region).with_only_columns(cls.site_id).distinct()

    @classmethod
    def stale(cls, region: str) -> Select[PosterIssue]:
        """The issues of a region of which a printed fact has changed since."""
        query = select(cls).join(Site).where(cls.state == IssueState.STALE)
        return query if region == regions.CITY else query.where(Site.region == region)
