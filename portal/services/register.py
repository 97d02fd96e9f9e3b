"""Keeping the register of sites: one site from a form, or many from a county's workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.register_sheet import PartyFacts, SiteFacts
from portal.domain.site import Industry, PartyRole, SiteStatus
from portal.models import Party, Site, Staff
from portal.services import staleness
from portal.services.codes import new_site_code
from portal.services.record import record
from portal.services.site_index import SiteIndex

_PLAIN = (
    "name",
    "status",
    "industry",
    "address",
    "contract_fen",
    "permit_no",
    "longminggong_no",
    "started_on",
    "pay_day",
)


class Origin(StrEnum):
    """Where a change of the register came from."""

    FORM = "form"
    WORKBOOK = "workbook"
    DEMO = "demo"


@dataclass(frozen=True)
class Change:
    """One field that differs: its value as it was, and as it is now, not yet put in words."""

    field: str
    before: object
    after: object


class SiteExists(Exception):
    """Another site in the county has that name, or that permit or platform number."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def add_site(
    session: Session, facts: SiteFacts, *, origin: Origin, by: Staff | None = None
) -> Site:
    """Register a new site under a code of its own. Raises SiteExists."""
    twins = SiteIndex(session).matches(facts)
    if twins:
        raise SiteExists(session.get_one(Site, min(twins)).code)
    parties = [Party(**values) for values in party_values(facts)]
    site = Site(code=new_site_code(session), **site_values(facts), parties=parties)
    session.add(site)
    session.flush()
    record(session, EventName.SITE_REGISTERED, site=site, by=by, origin=origin)
    return site


def change_site(
    session: Session, site: Site, facts: SiteFacts, *, origin: Origin, by: Staff | None = None
) -> tuple[Change, ...]:
    """Make the site what the form says: what is left empty there is emptied. Raises SiteExists
    when the new name or numbers are another site's."""
    twins = SiteIndex(session).matches(facts) - {site.id}
    if twins:
        raise SiteExists(session.get_one(Site, min(twins)).code)
    changes = apply(site, facts, is_whole=True)
    if changes:
        fields = [change.field for change in changes]
        record(session, EventName.SITE_CHANGED, site=site, by=by, origin=origin, fields=fields)
        staleness.sites_changed(session, [site.id])
    return changes


def site_values(facts: SiteFacts) -> dict[str, Any]:
    """A new site as it is kept, without its code and its parties."""
    return {
        "name": facts.name,
        "name_key": Site.key_of(facts.name),
        "region": facts.region,
        "address": facts.address,
        "industry": facts.industry or Industry.OTHER,
        "status": facts.status or SiteStatus.ACTIVE,
        "contract_fen": facts.contract_fen,
        "permit_no": facts.permit_no,
        "longminggong_no": facts.longminggong_no,
        "started_on": facts.started_on,
        "pay_day": facts.pay_day,
        "no_subcontractor": facts.no_subcontractor,
    }


def party_values(facts: SiteFacts) -> list[dict[str, Any]]:
    """The parties of a new site as they are kept."""
    return [_party_values(position, party) for position, party in enumerate(facts.parties)]


def _party_values(position: int, facts: PartyFacts) -> dict[str, Any]:
    return {
        "role": facts.role,
        "position": position,
        "organisation": facts.organisation,
        "person": facts.person,
        "phone": facts.phone,
    }


def apply(site: Site, facts: SiteFacts, *, is_whole: bool = False) -> tuple[Change, ...]:
    """Make the site what is stated, and tell what differed. An empty cell of a workbook states
    nothing and leaves things as they are; a form states the whole site."""
    return (*_change_plain(site, facts, is_whole), *_change_parties(site, facts, is_whole))


def _change_plain(site: Site, facts: SiteFacts, is_whole: bool) -> Iterator[Change]:
    for field in _PLAIN:
        before, after = getattr(site, field), getattr(facts, field)
        if (is_whole or after not in (None, "")) and before != after:
            setattr(site, field, after)
            yield Change(field, before, after)
    site.name_key = Site.key_of(site.name)
    if site.region != facts.region:
        yield Change("region", site.region, facts.region)
        site.region = facts.region


def _change_parties(site: Site, facts: SiteFacts, is_whole: bool) -> Iterator[Change]:
    stated = {party.role: party for party in facts.parties}
    for role in PartyRole:
        if role is not PartyRole.SUBCONTRACTOR and (is_whole or role in stated):
            yield from _change_party(site, stated.get(role, PartyFacts(role)), is_whole)
    subcontractors = [p for p in facts.parties if p.role is PartyRole.SUBCONTRACTOR]
    if is_whole or subcontractors or facts.no_subcontractor:
        yield from _change_subcontractors(site, subcontractors, facts.no_subcontractor)


def _change_subcontractors(
    site: Site, stated: Sequence[PartyFacts], none_declared: bool
) -> Iterator[Change]:
    kept = [party for party in site.parties if party.role is PartyRole.SUBCONTRACTOR]
    before = [party.organisation for party in kept]
    after = [facts.organisation for facts in stated]
    if before == after and site.no_subcontractor == none_declared:
        return
    by_name = {party.organisation: party for party in kept}
    for party in kept:
        site.parties.remove(party)
    for position, facts in enumerate(stated, start=len(PartyRole)):
        known = by_name.get(facts.organisation)
        person, number = (known.person, known.phone) if known else (facts.person, facts.phone)
        known_facts = replace(facts, person=person, phone=number)
        site.parties.append(Party(**_party_values(position, known_facts)))
    if before != after:
        yield Change("subcontractor", "、".join(before), "、".join(after))
    if site.no_subcontractor != none_declared:
        yield Change("no_subcontractor", site.no_subcontractor, none_declared)
        site.no_subcontractor = none_declared


def _change_party(site: Site, facts: PartyFacts, is_whole: bool) -> Iterator[Change]:
    party = site.party(facts.role)
    if party is None:
        if facts != PartyFacts(facts.role):
            position = list(PartyRole).index(facts.role)
            site.parties.append(Party(**_party_values(position, facts)))
            yield Change(str(facts.role), "", facts.organisation or facts.person)
        return
    for field in ("organisation", "person", "phone"):
        before, after = getattr(party, field), getattr(facts, field)
        if (is_whole or after) and before != after:
            setattr(party, field, after)
            name = str(facts.role) if field == "organisation" else f"{facts.role}_{field}"
            yield Change(name, before, after)
