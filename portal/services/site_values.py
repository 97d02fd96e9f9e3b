"""A site and its parties as they are kept, made from what is stated of them."""

import re
from collections.abc import Iterable
from typing import Any

from pypinyin import Style, lazy_pinyin

from portal.domain.register_sheet import PartyFacts, SiteFacts
from portal.domain.site import Industry, PartyRole, SiteStatus
from portal.models import Party, Site
from portal.models.site import comparable


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
        "search_text": search_text(facts, facts.parties),
    }


def party_values(facts: SiteFacts) -> list[dict[str, Any]]:
    """The parties of a new site as they are kept."""
    return [party_row(position, party) for position, party in enumerate(facts.parties)]


def party_row(position: int, facts: PartyFacts) -> dict[str, Any]:
    """One party as it is kept."""
    return {
        "role": facts.role,
        "position": position,
        "organisation": facts.organisation,
        "person": facts.person,
        "phone": facts.phone,
    }


def search_text(site: Site | SiteFacts, parties: Iterable[Party | PartyFacts]) -> str:
    """What a site is found by, a line each: names, address and numbers as they are compared, and
    the pinyin initials of the site and its general contractor. Nothing personal is in it."""
    organisations = [(party.role, party.organisation) for party in parties]
    said = [site.name, site.address, site.permit_no, site.longminggong_no]
    said += [organisation for _, organisation in organisations]
    spelt = [site.name]
    spelt += [name for role, name in organisations if role is PartyRole.GENERAL_CONTRACTOR]
    lines = [*map(comparable, said), *map(initials, spelt)]
    return "\n".join(line for line in lines if line)


def initials(text: str) -> str:
    """The pinyin initials of a name, with its letters and digits: `北京花园2期` is `bjhy2q`."""
    letters = "".join(lazy_pinyin(comparable(text), style=Style.FIRST_LETTER))
    return re.sub(r"[^a-z0-9]", "", letters)
