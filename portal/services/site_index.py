"""Finding the site of the register that stated facts speak of."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portal.domain.register_sheet import SiteFacts
from portal.models import Site


def twins_of(session: Session, facts: SiteFacts) -> set[int]:
    """The sites that the facts speak of, asked of the database by index: for one site, under the
    write lock."""
    query = Site.twins(
        facts.region,
        facts.name,
        permit_no=facts.permit_no,
        longminggong_no=facts.longminggong_no,
    )
    return set(session.scalars(query))


def identities(facts: SiteFacts) -> list[object]:
    """What makes two rows the same site."""
    keys: list[object] = [(facts.region, Site.key_of(facts.name))]
    keys += [f"permit {facts.permit_no}"] if facts.permit_no else []
    keys += [f"platform {facts.longminggong_no}"] if facts.longminggong_no else []
    return keys


class SiteIndex:
    """The identities of every site, so that each of thousands of rows finds its own without a
    query. A merged site speaks for the one that it went into, unless that is spoken of itself."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[object, int] = {}
        query = select(
            Site.id,
            Site.region,
            Site.name_key,
            Site.permit_no,
            Site.longminggong_no,
            Site.merged_into_id,
        ).order_by(Site.merged_into_id.is_(None))
        for row in session.execute(query):
            site_id = row.merged_into_id or row.id
            self._ids[(row.region, row.name_key)] = site_id
            if row.permit_no:
                self._ids[f"permit {row.permit_no}"] = site_id
            if row.longminggong_no:
                self._ids[f"platform {row.longminggong_no}"] = site_id

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
