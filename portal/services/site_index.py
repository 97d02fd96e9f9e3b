"""Finding the site of the register that stated facts speak of."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.domain.register_sheet import SiteFacts
from portal.models import Site


def identities(facts: SiteFacts) -> list[object]:
    """What makes two rows the same site."""
    keys: list[object] = [(facts.region, Site.key_of(facts.name))]
    keys += [f"permit {facts.permit_no}"] if facts.permit_no else []
    keys += [f"platform {facts.longminggong_no}"] if facts.longminggong_no else []
    return keys


class SiteIndex:
    """The identities of every site, so that a row finds its own without a query."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[object, int] = {}
        query = select(Site.id, Site.region, Site.name_key, Site.permit_no, Site.longminggong_no)
        for row in session.execute(query):
            self._note(row.id, row.region, row.name_key, row.permit_no, row.longminggong_no)

    def _note(self, site_id: int, region: str, name_key: str, permit: str, platform: str) -> None:
        self._ids[(region, name_key)] = site_id
        if permit:
            self._ids[f"permit {permit}"] = site_id
        if platform:
            self._ids[f"platform {platform}"] = site_id

    def matches(self, facts: SiteFacts) -> set[int]:
        """The sites that have the name in that county, or one of the numbers."""
        return {self._ids[key] for key in identities(facts) if key in self._ids}

    def load(self, facts: Sequence[SiteFacts]) -> dict[int, Site]:
        """The sites of a chunk of rows with their parties, by id, and outside the session, so that
        what is done to them is not written by itself."""
        ids = {site_id for fact in facts for site_id in self.matches(fact)}
        query = select(Site).where(Site.id.in_(ids)).options(selectinload(Site.parties))
        found = {site.id: site for site in self._session.scalars(query)} if ids else {}
        for site in found.values():
            self._session.expunge(site)
        return found
