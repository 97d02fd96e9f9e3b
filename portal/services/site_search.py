"""Finding a site of the register by whatever a caller says of it."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.site import PartyRole, SiteStatus
from portal.models import Site


@dataclass(frozen=True)
class SiteHit:
    """A site as it is offered; `contractor` is its general contractor, or empty."""

    code: str
    name: str
    region: str
    contractor: str
    status: SiteStatus


def find(session: Session, words: str, *, region: str, most: int = 8) -> list[SiteHit]:
    """The sites that fit a spoken code or words in any order, best first; with a county its own
    alone, with the city's region all."""
    if not words.strip():
        return []
    query = Site.matching(words)
    if region != regions.CITY:
        query = query.where(Site.region == region)
    return [_hit(site) for site in session.scalars(query.limit(most))]


def _hit(site: Site) -> SiteHit:
    party = site.party(PartyRole.GENERAL_CONTRACTOR)
    contractor = party.organisation if party else ""
    return SiteHit(site.code, site.name, site.region, contractor, site.status)
