"""Keeping the register of sites: one site from a form, or many from a county's workbook."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.register_sheet import PartyFacts, SiteFacts
from portal.domain.site import Industry, PartyRole, SiteStatus
from portal.models import Party, Site, Staff
from portal.services.codes import new_site_codes
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
    """One field that differs: as it was, and as it is now."""

    field: str
    before: str
    after: str


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
    return register(session, [facts], origin, by)[0]


def change_site(
    session: Session, site: Site, facts: SiteFacts, *, origin: Origin, by: Staff | None = None
) -> tuple[Change, ...]:
    """Make the site what the form says: what is left empty there is emptied. Raises SiteExists
    when the new name or numbers are another site's."""
    twins = SiteIndex(session).matches(facts) - {site.id}
    if twins:
        raise SiteExists(session.get_one(Site, min(twins)).code)
    return change(session, site, facts, origin, by, is_whole=True)


def register(
    session: Session, stated: Sequence[SiteFacts], origin: Origin, by: Staff | None
) -> list[Site]:
    """Register sites whose identities were checked, all in one flush."""
    codes = new_site_codes(session, len(stated))
    sites = [_site(code, facts) for code, facts in zip(codes, stated, strict=True)]
    session.add_all(sites)
    session.flush()
    for site in sites:
        record(session, EventName.SITE_REGISTERED, site=site, by=by, origin=origin)
    return sites


def _site(code: str, facts: SiteFacts) -> Site:
    return Site(
        code=code,
        name=facts.name,
        name_key=Site.key_of(facts.name),
        region=facts.region,
        address=facts.address,
        industry=facts.industry or Industry.OTHER,
        status=facts.status or SiteStatus.ACTIVE,
        contract_fen=facts.contract_fen,
        permit_no=facts.permit_no,
        longminggong_no=facts.longminggong_no,
        started_on=facts.started_on,
        pay_day=facts.pay_day,
        no_subcontractor=facts.no_subcontractor,
        parties=[_party(position, party) for position, party in enumerate(facts.parties)],
    )


def _party(position: int, facts: PartyFacts) -> Party:
    return Party(
        role=facts.role,
        position=position,
        organisation=facts.organisation,
        person=facts.person,
        phone=facts.phone,
    )


def change(
    session: Session,
    site: Site,
    facts: SiteFacts,
    origin: Origin,
    by: Staff | None,
    *,
    is_whole: bool = False,
) -> tuple[Change, ...]:
    """Write what differs. An empty cell of a workbook states nothing and leaves things as they
    are; a form states the whole site."""
    changes = [*_change_plain(site, facts, is_whole), *_change_parties(site, facts, is_whole)]
    if changes:
        fields = [change.field for change in changes]
        record(session, EventName.SITE_CHANGED, site=site, by=by, origin=origin, fields=fields)
    return tuple(changes)


def _change_plain(site: Site, facts: SiteFacts, is_whole: bool) -> Iterator[Change]:
    for field in _PLAIN:
        before, after = getattr(site, field), getattr(facts, field)
        if (is_whole or after not in (None, "")) and before != after:
            setattr(site, field, after)
            yield Change(field, _said(before), _said(after))
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
        site.parties.append(_party(position, replace(facts, person=person, phone=number)))
    site.no_subcontractor = none_declared
    yield Change("subcontractor", "、".join(before), "、".join(after))


def _change_party(site: Site, facts: PartyFacts, is_whole: bool) -> Iterator[Change]:
    party = site.party(facts.role)
    if party is None:
        if facts != PartyFacts(facts.role):
            site.parties.append(_party(list(PartyRole).index(facts.role), facts))
            yield Change(str(facts.role), "", facts.organisation or facts.person)
        return
    for field in ("organisation", "person", "phone"):
        before, after = getattr(party, field), getattr(facts, field)
        if (is_whole or after) and before != after:
            setattr(party, field, after)
            name = str(facts.role) if field == "organisation" else f"{facts.role}_{field}"
            yield Change(name, before, after)


def _said(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)
