"""The history of a site: who changed what from what to what, and nothing personal in the open."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.register_sheet import PartyFacts, SiteFacts
from portal.domain.roles import Role
from portal.domain.site import PartyRole, SiteStatus
from portal.domain.site_steps import SiteStep, SiteStepNotAllowed
from portal.models import Event, Site
from portal.services import register, site_history
from portal.services.register import Origin, SiteMoved
from portal.services.site_changes import Change
from portal.services.workbook import read_workbook
from tests import factories
from tests.asked import asked
from tests.services.test_register import GOOD, book, changed, import_rows

OFFICER = PartyFacts(PartyRole.WAGE_OFFICER, "", "陈某某", "00000000007")


def facts_of(site: Site, **more: object) -> SiteFacts:
    """What is kept of a site, stated again with something changed."""
    parties = tuple(PartyFacts(p.role, p.organisation, p.person, p.phone) for p in site.parties)
    names = ("name", "region", "status", "industry", "address", "contract_fen", "permit_no")
    stated = {name: getattr(site, name) for name in (*names, "pay_day")}
    return SiteFacts(**{**stated, "parties": parties, **more})


def changes(session: Session, site: Site) -> dict[str, tuple[object, object]]:
    [newest] = site_history.newest(session, site, size=1)[:1]
    return {change.field: (change.before, change.after) for change in newest.changes}


def test_a_change_by_form_is_told_from_what_to_what(session: Session) -> None:
    site = factories.site(session, address="旧路1号", parties=(OFFICER,))
    by = factories.member(session, Role.POSTER)
    officer = PartyFacts(PartyRole.WAGE_OFFICER, "", "赵某某", "00000000099")
    facts = facts_of(site, address="新路2号", contract_fen=None, parties=(officer,))
    register.change_site(session, site, facts, origin=Origin.FORM, by=by)
    assert changes(session, site) == {
        "address": ("旧路1号", "新路2号"),
        "contract_fen": (1_280_050_000_00, None),
        "wage_officer_person": ("陈某某", "赵某某"),
        "wage_officer_phone": ("00000000007", "00000000099"),
    }
    [entry] = site_history.newest(session, site, size=1)[:1]
    assert entry.event.staff is by
    assert entry.reason == "", "the sealed values are no reason"


def test_names_and_numbers_of_people_are_sealed(session: Session) -> None:
    site = factories.site(session, parties=(OFFICER,))
    crew = PartyFacts(PartyRole.SUBCONTRACTOR, "示例劳务", "钱某某", "00000000011")
    register.change_site(session, site, facts_of(site, parties=(crew,)), origin=Origin.FORM)
    crew = PartyFacts(PartyRole.SUBCONTRACTOR, "示例劳务", "孙某某", "00000000012")
    register.change_site(session, site, facts_of(site, parties=(crew,)), origin=Origin.FORM)
    assert changes(session, site) == {
        "subcontractor_contact": ("示例劳务：钱某某 00000000011", "示例劳务：孙某某 00000000012")
    }
    stored = json.dumps(
        [list(row) for row in session.execute(text("select facts, note from event"))]
    )
    stored = stored.encode().decode("unicode_escape")
    for secret in ("某某", "000000000"):
        assert secret not in stored


def test_a_change_by_workbook_is_told_in_the_same_way(session: Session) -> None:
    import_rows(session, read_workbook(book(GOOD)))
    row = changed(项目状态="停工", 劳资专管员="赵某某", 开工日期="2026.5.1")
    [result] = import_rows(session, read_workbook(book(row)))
    site = session.scalars(Site.by_code(result.code)).one()
    assert changes(session, site) == {
        "status": ("active", "suspended"),
        "started_on": ("2026-04-10", "2026-05-01"),
        "wage_officer_person": ("陈某某", "赵某某"),
    }


def test_an_entry_from_before_values_were_kept_names_its_fields(session: Session) -> None:
    site = factories.site(session)
    facts = {"origin": "form", "fields": ["name", "pay_day"]}
    session.add(Event(name=EventName.SITE_CHANGED, site_id=site.id, facts=facts))
    session.flush()
    [entry] = site_history.newest(session, site, size=1)[:1]
    assert (entry.changes, entry.fields) == ((), ("name", "pay_day"))


def test_subcontractors_are_moved_without_losing_whom_to_call(session: Session) -> None:
    crews = [
        PartyFacts(PartyRole.SUBCONTRACTOR, name, "周某某", f"0000000000{n}")
        for n, name in enumerate(("甲劳务", "乙劳务"))
    ]
    site = factories.site(session, parties=tuple(crews))
    stated = facts_of(site, parties=(crews[1], crews[0]))
    register.change_site(session, site, stated, origin=Origin.FORM)
    session.flush()
    session.expire_all()
    assert [(p.organisation, p.phone) for p in site.parties] == [
        ("乙劳务", "00000000001"),
        ("甲劳务", "00000000000"),
    ]
    assert changes(session, site) == {"subcontractor": ("甲劳务、乙劳务", "乙劳务、甲劳务")}


def test_the_second_of_two_people_is_told_what_the_first_has_changed(session: Session) -> None:
    site = factories.site(session, address="旧路1号")
    seen = site_history.last(session, site)
    first, second = facts_of(site, address="新路2号"), facts_of(site, pay_day="每月20日")
    register.change_site(session, site, first, origin=Origin.FORM, seen=seen)
    with pytest.raises(SiteMoved) as moved:
        register.change_site(session, site, second, origin=Origin.FORM, seen=seen)
    [entry] = moved.value.entries
    assert entry.changes == (Change("address", "旧路1号", "新路2号"),)
    assert site.pay_day == "每月15日"
    seen = entry.event.id
    register.change_site(session, site, second, origin=Origin.FORM, seen=seen)
    assert site.pay_day == "每月20日"


def test_a_step_is_told_with_its_reason(session: Session) -> None:
    site = factories.site(session)
    by = factories.member(session, Role.POSTER)
    register.take_step(session, site, SiteStep.FINISH, by=by, reason="竣工验收备案")
    [entry] = site_history.newest(session, site, size=1)[:1]
    assert site.status is SiteStatus.FINISHED
    assert entry.event.facts == {"step": "finish", "before": "active", "after": "finished"}
    assert entry.reason == "竣工验收备案"
    with pytest.raises(SiteStepNotAllowed):
        register.take_step(session, site, SiteStep.FINISH, by=by, reason="又一次")


def test_a_long_history_is_read_a_page_at_a_time(session: Session) -> None:
    site = factories.site(session)
    for number in range(4):
        stated = facts_of(site, address=f"示例路{number}号")
        register.change_site(session, site, stated, origin=Origin.FORM)
    page = site_history.newest(session, site, size=3)
    assert len(page) == 4, "one more tells that it goes on"
    rest = site_history.newest(session, site, before=page[2].event.id, size=3)
    assert [entry.event.name for entry in rest] == [
        EventName.SITE_CHANGED,
        EventName.SITE_REGISTERED,
    ]


def test_one_site_is_changed_without_reading_all_the_others(session: Session) -> None:
    site = factories.site(session)
    with asked(session) as statements:
        register.change_site(session, site, facts_of(site), origin=Origin.FORM)
    assert statements
    assert all(" WHERE " in query for query in statements)
