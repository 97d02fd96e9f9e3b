"""Where a poster hangs, or is to hang: what kind of place, since when, and the photo of it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Select, String, select
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship

from portal.domain import regions
from portal.domain.poster import PlacementKind, Product
from portal.domain.site import SiteStatus
from portal.models.base import Base, Moment, RowId, Rows, Word, utc_now
from portal.models.poster_issue import PosterIssue
from portal.models.sealed import Sealed
from portal.models.site import Site
from portal.models.staff import Staff


class Placement(Base):
    """One place. Its number is the `p` of the printed address, so it is planned before the print
    and hung after it. Without a site it is a publicity sheet in a public place."""

    __tablename__ = "placement"
    __table_args__ = (Index(None, "site_id", "id"), Index(None, "region", "id"))

    id: Mapped[int] = mapped_column(RowId, primary_key=True)
    site_id: Mapped[int | None] = mapped_column(ForeignKey("site.id"))
    region: Mapped[str] = mapped_column(String(6))
    product: Mapped[Product] = mapped_column(Word(Product))
    kind: Mapped[PlacementKind] = mapped_column(Word(PlacementKind))
    words: Mapped[str] = mapped_column(String(60), default="")
    planned_at: Mapped[datetime] = mapped_column(Moment, default=utc_now)
    hung_at: Mapped[datetime | None] = mapped_column(Moment)
    hung_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    issue_id: Mapped[int | None] = mapped_column(ForeignKey("poster_issue.id"))
    taken_down_at: Mapped[datetime | None] = mapped_column(Moment)
    taken_down_by_id: Mapped[int | None] = mapped_column(ForeignKey("staff.id"))
    taken_down_reason: Mapped[str] = mapped_column(String(60), default="")
    photo_name: Mapped[str | None] = mapped_column(String(40), unique=True)
    photo_key: Mapped[str | None] = mapped_column(Sealed)

    site: Mapped[Site | None] = relationship()
    issue: Mapped[PosterIssue | None] = relationship()
    hung_by: Mapped[Staff | None] = relationship(foreign_keys=[hung_by_id])

    @property
    def is_hanging(self) -> bool:
        """Whether something is known to hang there."""
        return self.hung_at is not None and self.taken_down_at is None

    @classmethod
    def at(cls, placement_id: int) -> Select[Placement]:
        """One placement with its site and what hangs there."""
        query = select(cls).where(cls.id == placement_id)
        return query.options(joinedload(cls.site), joinedload(cls.issue))

    @classmethod
    def of_site(cls, site_id: int) -> Select[Placement]:
        """The places of a site that were not given up, in the order they were planned."""
        return (
            select(cls)
            .where(cls.site_id == site_id, cls.taken_down_at.is_(None))
            .order_by(cls.id)
            .options(joinedload(cls.issue), joinedload(cls.hung_by))
        )

    @classmethod
    def sites_of(cls, ids: Collection[int]) -> Rows:
        """Which sites some placements are of."""
        return select(cls.id, cls.site_id).where(cls.id.in_(ids))

    @classmethod
    def photo_names(cls) -> Rows:
        """The photos that belong to a place."""
        return select(cls.photo_name).where(cls.photo_name.is_not(None))

    @classmethod
    def to_print(cls, site_ids: Collection[int], product: Product) -> Rows:
        """The numbers of the places of some sites that want a print."""
        return (
            select(cls.site_id, cls.id)
            .where(cls.site_id.in_(site_ids), cls.product == product, cls.taken_down_at.is_(None))
            .order_by(cls.id)
        )

    @classmethod
    def hanging_issues(cls, site_ids: Collection[int]) -> Rows:
        """Which issues are known to hang at some sites."""
        return select(cls.site_id, cls.issue_id).where(
            cls.site_id.in_(site_ids),
            cls.hung_at.is_not(None),
            cls.taken_down_at.is_(None),
            cls.issue_id.is_not(None),
        )

    @classmethod
    def without_site(cls, region: str) -> Select[Placement]:
        """The publicity sheets of a region that hang, or are to, the newest first."""
        query = select(cls).where(cls.site_id.is_(None), cls.taken_down_at.is_(None))
        query = query.order_by(cls.id.desc()).options(joinedload(cls.hung_by))
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def hanging_in(cls, region: str) -> Select[Placement]:
        """What hangs in a region, with the sites."""
        query = select(cls).where(cls.hung_at.is_not(None), cls.taken_down_at.is_(None))
        query = query.options(joinedload(cls.site)).order_by(cls.region, cls.id)
        return query if region == regions.CITY else query.where(cls.region == region)

    @classmethod
    def sites_without(cls, region: str) -> Select[Site]:
        """The sites under way in a region of which nobody has said where a board hangs."""
        hanging = select(cls.id).where(
            cls.site_id == Site.id, cls.hung_at.is_not(None), cls.taken_down_at.is_(None)
        )
        query = select(Site).where(Site.status == SiteStatus.ACTIVE, ~hanging.exists())
        query = query.order_by(Site.region, Site.id)
        return query if region == regions.CITY else query.where(Site.region == region)
