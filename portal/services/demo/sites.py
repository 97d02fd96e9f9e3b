"""Registering the demo sites: believable firms, people, dates and sums around the list of names."""

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from portal.domain import money, regions
from portal.domain.register_sheet import PartyFacts, SiteFacts
from portal.domain.site import Industry, PartyRole, SiteStatus
from portal.domain.workdays import WorkCalendar
from portal.models import Site, Staff
from portal.services import register
from portal.services.clock import CHINA, pretending, today
from portal.services.demo import firms, moments, people
from portal.services.demo.accounts import MARK
from portal.services.demo.site_list import SITES, Gap, Listed

Tick = Callable[[int], object]
FEN_PER_WAN: Final = 10_000 * money.FEN_PER_YUAN
SMALLEST_WAN, LARGEST_WAN = 120, 26_000
# 陇明公 takes in contracts from three million yuan (FACTS 6.3).
PLATFORM_FROM_WAN: Final = 300
_PAY_DAYS: Final = ("每月15日", "每月20日", "每月25日前", "次月5日", "次月10日前", "每月30日")
_UNSTATED: Final = {
    Gap.DEVELOPER: PartyRole.DEVELOPER,
    Gap.GENERAL_CONTRACTOR: PartyRole.GENERAL_CONTRACTOR,
    Gap.SUBCONTRACTORS: PartyRole.SUBCONTRACTOR,
    Gap.WAGE_OFFICER: PartyRole.WAGE_OFFICER,
}
# Days before today on which works began, at the earliest and the latest; registered soon after.
_STARTED_DAYS_AGO: Final = {
    SiteStatus.PLANNED: (-80, -15),
    SiteStatus.ACTIVE: (150, 760),
    SiteStatus.SUSPENDED: (420, 800),
    SiteStatus.FINISHED: (750, 1100),
}


def add_sites(session: Session, poster: Staff, calendar: WorkCalendar, tick: Tick) -> list[Site]:
    """Register all of them, the longest known first."""
    sites = []
    planned = sorted(
        (_registered_at(facts, number, calendar), number, facts) for number, facts in _all_facts()
    )
    for registered_at, _, facts in planned:
        with pretending(registered_at):
            site = register.add_site(session, facts, origin=register.Origin.DEMO, by=poster)
        site.registered_at = site.changed_at = registered_at
        sites.append(site)
        tick(1)
    return sites


def stated() -> dict[str, SiteFacts]:
    """What was stated of each when it was registered, by name."""
    return {facts.name: facts for _, facts in _all_facts()}


def _all_facts() -> Iterator[tuple[int, SiteFacts]]:
    for number, listed in enumerate(SITES, start=1):
        facts = _facts(listed, number, Random(f"site {number}"))
        for gap in listed.gaps:
            facts = _without(facts, gap)
        yield number, facts


def _registered_at(facts: SiteFacts, number: int, calendar: WorkCalendar) -> datetime:
    """Ten days after the works began, but not before the hotline did and not in the future."""
    begun = facts.started_on or today()
    day = max(begun + timedelta(days=10), today() - timedelta(days=600 - number % 20))
    day = min(day, today() - timedelta(days=8 + number % 30))
    day = moments.last_working_day(day, calendar)
    return datetime.combine(day, time(9, number % 60), CHINA)


def _facts(listed: Listed, number: int, rng: Random) -> SiteFacts:
    county = regions.name_of(listed.region)
    wan = _contract_wan(rng)
    started_on = today() - timedelta(days=rng.randint(*_STARTED_DAYS_AGO[listed.status]))
    return SiteFacts(
        name=f"{MARK}·{listed.name}",
        region=listed.region,
        status=listed.status,
        industry=listed.industry,
        address=_address(county, listed.industry, rng),
        contract_fen=wan * FEN_PER_WAN,
        permit_no=f"{MARK}{listed.region}{started_on.year}{number:06d}",
        longminggong_no=f"{MARK}陇明公{number:05d}" if wan >= PLATFORM_FROM_WAN else "",
        started_on=started_on,
        pay_day=rng.choice(_PAY_DAYS),
        no_subcontractor=listed.subcontractors == 0,
        parties=tuple(_parties(listed, number, county, rng)),
    )


def _contract_wan(rng: Random) -> int:
    """Small contracts are many and large ones few."""
    return round(math.exp(rng.uniform(math.log(SMALLEST_WAN), math.log(LARGEST_WAN))))


def _address(county: str, industry: Industry, rng: Random) -> str:
    number = rng.randint(1, 199)
    if industry is Industry.TRANSPORT:
        return f"{county}示例镇至示例村 K{number}+{rng.randrange(0, 1000, 50):03d} 处"
    if industry is Industry.WATER:
        return f"{county}示例镇示例村河段，示例桥下游 {number * 10} 米"
    if industry is Industry.OTHER:
        return f"{county}示例产业园示例一路 {number} 号"
    return f"{county}示例街道示例路 {number} 号"


def _parties(listed: Listed, number: int, county: str, rng: Random) -> Iterator[PartyFacts]:
    """All that a board names. Their demo numbers begin with the number of the site."""
    builder = firms.builder(rng)
    short_name = listed.name[:20].rstrip("、，（")
    named = {
        PartyRole.DEVELOPER: firms.developer(county),
        PartyRole.GENERAL_CONTRACTOR: firms.contractor(builder),
        PartyRole.PROJECT_OFFICE: f"{MARK}{builder}公司{short_name}项目部",
        PartyRole.REGULATOR: firms.regulator(county, listed.industry),
        PartyRole.WAGE_OFFICER: "",
    }
    for place, (role, organisation) in enumerate(named.items()):
        who = people.contact(rng, number * 100 + place)
        is_office = role is PartyRole.REGULATOR
        yield PartyFacts(role, organisation, "" if is_office else who.name, who.phone)
    count = rng.randint(1, 3) if listed.subcontractors is None else listed.subcontractors
    for place, organisation in enumerate(firms.crews(count, rng), start=len(named)):
        who = people.contact(rng, number * 100 + place)
        yield PartyFacts(PartyRole.SUBCONTRACTOR, organisation, who.name, who.phone)


def _without(facts: SiteFacts, gap: Gap) -> SiteFacts:
    """The same with one thing not stated."""
    match gap:
        case Gap.PAY_DAY:
            return replace(facts, pay_day="")
        case Gap.PERMIT:
            return replace(facts, permit_no="")
        case Gap.SUBCONTRACTOR_NAME:
            return _unnamed(facts, PartyRole.SUBCONTRACTOR)
        case Gap.WAGE_OFFICER_PHONE:
            return _unreachable(facts, PartyRole.WAGE_OFFICER)
        case Gap.PROJECT_OFFICE_PHONE:
            return _unreachable(facts, PartyRole.PROJECT_OFFICE)
        case Gap.REGULATOR_PHONE:
            return _unreachable(facts, PartyRole.REGULATOR)
        case _:
            return _unstated(facts, _UNSTATED[gap])


def _unnamed(facts: SiteFacts, role: PartyRole) -> SiteFacts:
    return _with_each(facts, role, lambda party: replace(party, organisation=""))


def _unreachable(facts: SiteFacts, role: PartyRole) -> SiteFacts:
    return _with_each(facts, role, lambda party: replace(party, phone=""))


def _with_each(
    facts: SiteFacts, role: PartyRole, change: Callable[[PartyFacts], PartyFacts]
) -> SiteFacts:
    parties = (change(party) if party.role is role else party for party in facts.parties)
    return replace(facts, parties=tuple(parties))


def _unstated(facts: SiteFacts, role: PartyRole) -> SiteFacts:
    return replace(facts, parties=tuple(p for p in facts.parties if p.role is not role))


def day_begun(site: Site) -> date:
    """From when on somebody can have worked there."""
    return site.started_on or today()
