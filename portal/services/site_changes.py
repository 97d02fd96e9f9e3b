"""Making a site of the register what is stated of it, and telling field by field what differed."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from portal.domain.register_sheet import PartyFacts, SiteFacts
from portal.domain.site import PartyRole
from portal.models import Party, Site
from portal.services.site_values import party_row, search_text

_PLAIN: Final = (
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
_CONTACT: Final = ("person", "phone")


@dataclass(frozen=True)
class Change:
    """One field that differs: its value as it was, and as it is now, not yet put in words."""

    field: str
    before: object
    after: object

    @property
    def is_personal(self) -> bool:
        """Whether the values name a person or a number; they are kept sealed or not at all."""
        return self.field.rpartition("_")[2] in ("person", "phone", "contact")


def apply(site: Site, facts: SiteFacts, *, is_whole: bool = False) -> tuple[Change, ...]:
    """Make the site what is stated, and tell what differed. An empty cell of a workbook states
    nothing and leaves things as they are; a form states the whole site."""
    changes = (*_change_plain(site, facts, is_whole), *_change_parties(site, facts, is_whole))
    if changes:
        site.search_text = search_text(site, site.parties)
    return changes


def event_facts(changes: Sequence[Change]) -> dict[str, Any]:
    """What the timeline says of the changes: every field, and the values of those that name
    nobody."""
    return {
        "fields": [change.field for change in changes],
        "changes": [
            [change.field, plain(change.before), plain(change.after)]
            for change in changes
            if not change.is_personal
        ],
    }


def event_note(changes: Sequence[Change]) -> str:
    """The values that name somebody, for the sealed note of the event; empty when there are
    none."""
    personal = {c.field: [c.before, c.after] for c in changes if c.is_personal}
    return json.dumps(personal, ensure_ascii=False) if personal else ""


def plain(value: object) -> object:
    """A value as the timeline and a kept report hold it: a day becomes its text."""
    return value.isoformat() if isinstance(value, date) else value


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
        yield from _change_subcontractors(site, subcontractors, is_whole)
        if site.no_subcontractor != facts.no_subcontractor:
            yield Change("no_subcontractor", site.no_subcontractor, facts.no_subcontractor)
            site.no_subcontractor = facts.no_subcontractor


def _change_party(site: Site, facts: PartyFacts, is_whole: bool) -> Iterator[Change]:
    party = site.party(facts.role)
    if party is None:
        if facts == PartyFacts(facts.role):
            return
        position = list(PartyRole).index(facts.role)
        party = Party(**party_row(position, PartyFacts(facts.role)))
        site.parties.append(party)
    for field in ("organisation", *_CONTACT):
        before, after = getattr(party, field), getattr(facts, field)
        if (is_whole or after) and before != after:
            setattr(party, field, after)
            yield Change(_name(facts.role, field), before, after)


def _name(role: PartyRole, field: str) -> str:
    return str(role) if field == "organisation" else f"{role}_{field}"


def _change_subcontractors(
    site: Site, stated: Sequence[PartyFacts], is_whole: bool
) -> Iterator[Change]:
    """The list of names is stated as a whole; whoever keeps the name keeps the contact that a
    workbook does not state, and an entry without a name stays until the list changes."""
    kept = [party for party in site.parties if party.role is PartyRole.SUBCONTRACTOR]
    before = [party.organisation for party in kept if party.organisation or is_whole]
    after = [facts.organisation for facts in stated]
    known: dict[str, Party] = {}
    for party in kept:
        known.setdefault(party.organisation, party)
    contacts = {name: _contact(party) for name, party in known.items()}
    if (before if is_whole else list(dict.fromkeys(before))) != after:
        _replace(site, kept, stated, known)
        yield Change("subcontractor", "、".join(before), "、".join(after))
    for facts in stated:
        party = next(p for p in site.parties if _is_subcontractor(p, facts.organisation))
        for field in _CONTACT:
            if is_whole or getattr(facts, field):
                setattr(party, field, getattr(facts, field))
    yield from _changed_contacts(site, contacts)


def _is_subcontractor(party: Party, name: str) -> bool:
    return party.role is PartyRole.SUBCONTRACTOR and party.organisation == name


def _replace(
    site: Site, kept: Sequence[Party], stated: Sequence[PartyFacts], known: dict[str, Party]
) -> None:
    for party in kept:
        site.parties.remove(party)
    for position, facts in enumerate(stated, start=len(PartyRole)):
        values = party_row(position, facts)
        if facts.organisation in known:
            values |= dict(zip(_CONTACT, _contact(known[facts.organisation]), strict=True))
        site.parties.append(Party(**values))


def _changed_contacts(site: Site, before: dict[str, tuple[str, str]]) -> Iterator[Change]:
    """One change for all contacts that differ, each said with its company."""
    differing = [
        (f"{name}：{' '.join(before[name])}", f"{name}：{' '.join(_contact(party))}")
        for party in site.parties
        if party.role is PartyRole.SUBCONTRACTOR
        and (name := party.organisation) in before
        and before[name] != _contact(party)
    ]
    if differing:
        was, now = zip(*differing, strict=True)
        yield Change("subcontractor_contact", "；".join(was), "；".join(now))


def _contact(party: Party) -> tuple[str, str]:
    return party.person, party.phone
