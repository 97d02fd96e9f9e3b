"""What sites are looked up by, and what tells those found apart: plain rows, no objects."""

from collections.abc import Iterable

from sqlalchemy import Select, func, select

from portal.domain import regions
from portal.domain.site import Industry, PartyRole, SiteStatus
from portal.models.site import Party, Site


def sites(
    ids: Iterable[int] | None = None,
) -> Select[int, str, str, str, str, Industry, SiteStatus]:
    """What sites are looked up by, as plain values; of all of them unless ids are given."""
    query = select(
        Site.id, Site.code, Site.name, Site.region, Site.address, Site.industry, Site.status
    )
    query = query.where(Site.merged_into_id.is_(None))
    return query if ids is None else query.where(Site.id.in_(ids))


def found(region: str, ids: Iterable[int]) -> Select[int, str, str, str, str, SiteStatus, str]:
    """What tells sites apart for somebody who looked them up, as far as staff of a region may
    see them."""
    contractor = (
        select(Party.organisation)
        .where(Party.site_id == Site.id, Party.role == PartyRole.GENERAL_CONTRACTOR)
        .order_by(Party.position)
        .limit(1)
    )
    query = select(
        Site.id,
        Site.code,
        Site.name,
        Site.region,
        func.coalesce(contractor.scalar_subquery(), "").label("contractor"),
        Site.status,
        Site.address,
    ).where(Site.id.in_(ids))
    return query if region == regions.CITY else query.where(Site.region == region)


def organisations(site_ids: Iterable[int] | None = None) -> Select[int, PartyRole, str]:
    """The organisations by which workers know their site; a regulator stands on all of them."""
    query = (
        select(Party.site_id, Party.role, Party.organisation)
        .where(Party.role != PartyRole.REGULATOR, Party.organisation != "")
        .order_by(Party.site_id, Party.position)
    )
    return query if site_ids is None else query.where(Party.site_id.in_(site_ids))
