"""Looking up a site: what operators type and callers say, fresh, and within one's county."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.register import stated
from portal.content.reading import read_yaml
from portal.domain.events import EventName
from portal.domain.regions import CITY
from portal.domain.roles import Role
from portal.domain.site import PartyRole, SiteStatus
from portal.domain.workdays import WorkCalendar
from portal.models import Event, Site
from portal.services import register, site_batch, site_timeline
from portal.services.demo.sites import add_sites
from portal.services.record import record_many
from portal.services.register import Origin
from portal.services.site_search import SiteHit, find
from portal.services.site_timeline import Timeline
from tests import factories
from tests.services.demo_data.laying import empty_session

QUERIES: list[dict[str, Any]] = read_yaml(Path(__file__).parent / "site_queries.yaml")


@pytest.fixture(scope="module")
def big() -> Iterator[Session]:
    """The demo sites among three thousand others."""
    with empty_session() as session:
        poster = factories.member(session, Role.POSTER)
        add_sites(session, poster, WorkCalendar(), lambda _: None)
        ids = site_batch.write_new(session, site_batch.new_sites(session, stated(3000)))
        facts = {site_id: {"origin": Origin.WORKBOOK} for site_id in ids}
        record_many(session, EventName.SITE_REGISTERED, facts)
        session.commit()
        yield session


def _is_wanted(hit: SiteHit, query: dict[str, Any]) -> bool:
    if "want" in query:
        return hit.name.removeprefix("示例·").startswith(query["want"])
    of = query["of"]
    return hit.region == of["region"] and any(word in hit.name for word in of["holds"])


def _places(session: Session, queries: list[dict[str, Any]]) -> list[int]:
    places = []
    for query in queries:
        hits = find(session, query["q"], region=CITY)
        at = next((n for n, hit in enumerate(hits) if _is_wanted(hit, query)), 99)
        if at:
            print(query["q"], at, [hit.name for hit in hits[:3]])
        places.append(at)
    return places


@pytest.mark.parametrize(
    ("kind", "first", "three"),
    [("name", 0.95, 1.0), ("spoken", 0.85, 0.95), ("pinyin", 0.85, 0.95), ("typo", 0.85, 0.95)],
)
def test_the_site_that_is_meant_comes_first(
    big: Session, kind: str, first: float, three: float
) -> None:
    places = _places(big, [query for query in QUERIES if query["kind"] == kind])
    hit_1 = sum(at < 1 for at in places) / len(places)
    hit_3 = sum(at < 3 for at in places) / len(places)
    print(f"{kind}: {len(places)} queries, hit@1 {hit_1:.0%}, hit@3 {hit_3:.0%}")
    assert len(places) >= 14
    assert hit_1 >= first
    assert hit_3 >= three


def test_names_that_are_much_alike_are_told_apart(big: Session) -> None:
    for site in big.scalars(select(Site).where(Site.id % 60 == 0, Site.id > 60)):
        name = site.name.removeprefix("示例·")
        hits = find(big, name, region=CITY)
        assert hits[0].name == f"示例·{name}"
        half = len(name) // 2
        turned = find(big, f"{name[half:]} {name[:half]}", region=CITY)
        assert name in [hit.name.removeprefix("示例·") for hit in turned[:3]]


def test_a_code_finds_its_site_alone_and_a_wrong_digit_finds_none(session: Session) -> None:
    site = factories.site(session)
    factories.site(session)
    for said in (site.code, f"{site.code[:4]} {site.code[4:]}", f"No. {site.code}"):
        assert [hit.code for hit in find(session, said, region=CITY)] == [site.code]
    assert find(session, factories.wrong_digit(site.code), region=CITY) == []
    assert find(session, site.code + "1", region=CITY) == []
    # While it is being typed it is part of a code.
    assert site.code in [hit.code for hit in find(session, site.code[:5], region=CITY)]


def test_a_county_finds_its_own_sites_alone(session: Session) -> None:
    here = factories.site(session, name="示例·滨江花园", region="620502")
    there = factories.site(session, name="示例·滨江花园二期", region="620503")
    for words in ("滨江花园", "bjhy", "冰江花园"):
        assert [hit.code for hit in find(session, words, region="620503")] == [there.code]
    assert {hit.code for hit in find(session, "滨江", region=CITY)} == {here.code, there.code}
    assert find(session, here.code, region="620503") == []


def test_works_under_way_come_before_finished_ones_and_a_hit_tells_them_apart(
    session: Session,
) -> None:
    old = factories.site(session, name="示例·滨江花园", status=SiteStatus.FINISHED)
    contractor = factories.party(PartyRole.GENERAL_CONTRACTOR, organisation="示例宏远公司")
    new = factories.site(session, name="示例·滨江花园新区", parties=(contractor,))
    hits = find(session, "滨江", region=CITY)
    assert [hit.code for hit in hits] == [new.code, old.code]
    assert hits[0] == SiteHit(
        new.code, new.name, "620502", "示例宏远公司", SiteStatus.ACTIVE, new.address
    )
    # The very name is meant more surely than one that begins with it.
    assert find(session, "滨江花园", region=CITY)[0].code == old.code


def test_whoever_pays_on_a_site_finds_it(session: Session) -> None:
    parties = (
        factories.party(PartyRole.GENERAL_CONTRACTOR, organisation="示例宏远建筑工程有限公司"),
        factories.party(PartyRole.SUBCONTRACTOR, organisation="示例顺达劳务有限公司"),
        factories.party(PartyRole.REGULATOR, organisation="示例住房和城乡建设局"),
    )
    site = factories.site(session, parties=parties)
    factories.site(session)
    for words in ("宏远建筑公司", "顺达劳务", "hyjz", "顺达 宏远"):
        assert [hit.code for hit in find(session, words, region=CITY)] == [site.code], words
    assert find(session, "城乡建设局", region=CITY) == []


def test_what_only_sounds_like_it_is_a_guess_and_nothing_is_nothing(session: Session) -> None:
    factories.site(session, name="示例·渭水丽景花园")
    assert not find(session, "渭水丽景", region=CITY)[0].is_guess
    assert find(session, "为水立景", region=CITY)[0].is_guess
    for words in ("", "  ", "，。", "的", "没有这样一个地方", "xqzw", "%", "\x00"):
        assert find(session, words, region=CITY) == [], words
    assert len(find(session, "x" * 5000, region=CITY)) == 0


def test_what_changes_in_the_register_is_found_at_once(session: Session) -> None:
    site = factories.site(session, name="示例·旧名小区")
    assert find(session, "旧名", region=CITY)
    facts = factories.site_facts(name="示例·新名小区", permit_no=site.permit_no)
    register.change_site(session, site, facts, origin=Origin.FORM)
    added = factories.site(session, name="示例·后来小区")
    session.commit()
    assert find(session, "旧名", region=CITY) == []
    assert [hit.code for hit in find(session, "新名", region=CITY)] == [site.code]
    assert [hit.code for hit in find(session, "后来", region=CITY)] == [added.code]


def test_what_was_rolled_back_is_not_offered(session: Session) -> None:
    factories.site(session, name="示例·留下小区")
    session.commit()
    factories.site(session, name="示例·撤回小区")
    assert find(session, "撤回", region=CITY)
    session.rollback()
    assert find(session, "撤回", region=CITY) == []


def test_an_event_that_comes_to_light_late_is_not_missed(session: Session) -> None:
    sites = [factories.site(session) for _ in range(4)]
    session.commit()
    timeline = Timeline(session)
    assert timeline.changed_sites(session) == set()
    last = max(session.scalars(Event.newest(1)))

    def commit(number: int, site: Site) -> set[int]:
        name, facts = EventName.SITE_CHANGED, {"origin": Origin.FORM, "fields": []}
        session.add(Event(id=last + number, name=name, site_id=site.id, facts=facts))
        session.commit()
        return timeline.changed_sites(session)

    assert commit(5, sites[0]) == {sites[0].id}
    assert commit(3, sites[1]) == {sites[1].id}
    assert commit(6, sites[2]) == {sites[2].id}
    assert commit(4, sites[3]) == {sites[3].id}
    assert commit(1, sites[0]) == {sites[0].id}
    assert timeline.changed_sites(session) == set()


def test_a_number_that_never_turns_up_is_not_looked_for_for_ever(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_timeline, "LATE_SECONDS", 0)
    site = factories.site(session)
    timeline = Timeline(session)
    last = max(session.scalars(Event.newest(1)))
    for number in (9, 3):
        facts = {"origin": Origin.FORM, "fields": []}
        session.add(
            Event(id=last + number, name=EventName.SITE_CHANGED, site_id=site.id, facts=facts)
        )
        session.commit()
        timeline.changed_sites(session)
    assert timeline._gaps == []
