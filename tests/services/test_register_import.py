"""Importing beside a running portal: planned without the write lock, written all or not at all."""

import sqlite3
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.site import PartyRole, SiteStatus
from portal.extensions import db
from portal.models import Event, Party, Site
from portal.models.engine import reading
from portal.services import register, register_import
from portal.services.register import Origin
from portal.services.register_import import Outcome, RegisterMoved
from portal.services.vault import Vault
from portal.services.workbook import read_workbook
from tests import factories
from tests.services.test_register import GOOD, book, changed, import_rows


# PostgreSQL locks rows and not the database.
@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_planning_lets_others_write(app: Flask, database_kind: str, tmp_path: Path) -> None:
    with app.app_context(), reading():
        other = sqlite3.connect(tmp_path / "portal.db", timeout=0, isolation_level=None)

        def write(_rows: int) -> None:
            other.execute("begin immediate")
            other.execute("rollback")

        plan = register_import.plan(db.session, read_workbook(book(GOOD)), tick=write)
        write(0)
        other.close()
    assert [result.outcome for result in plan.results] == [Outcome.NEW]


def test_a_plan_writes_nothing(session: Session) -> None:
    permit = factories.site(session, name="示例·道路改造", region="620503").permit_no
    session.commit()
    register_import.plan(session, read_workbook(book(GOOD)))
    assert not session.dirty
    session.commit()
    session.expire_all()
    kept = session.scalars(select(Site)).one()
    assert (kept.address, kept.permit_no) == ("秦州区示例路1号", permit)


def test_nothing_is_sealed_while_the_lock_is_held(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_rows(session, read_workbook(book(GOOD)))
    new = changed(项目名称="示例·二", 施工许可证号="示例2")
    rows = read_workbook(book(changed(劳资专管员电话="000-0000-0099"), new))
    plan = register_import.plan(session, rows)
    monkeypatch.setattr(Vault, "seal", lambda *_: pytest.fail("sealed too late"))
    register_import.carry_out(session, plan)
    monkeypatch.undo()
    parties = list(session.scalars(select(Party).where(Party.role == PartyRole.WAGE_OFFICER)))
    assert sorted(party.phone for party in parties) == ["00000000007", "00000000099"]
    stored = session.execute(text("select phone from party")).scalars()
    assert all(token.startswith("gAAAA") for token in stored)


def test_a_register_that_changed_after_the_plan_is_left_as_it_is(session: Session) -> None:
    plan = register_import.plan(session, read_workbook(book(GOOD)))
    site = factories.site(session)
    with pytest.raises(RegisterMoved):
        register_import.carry_out(session, plan)
    plan = register_import.plan(session, read_workbook(book(GOOD)))
    facts = factories.site_facts(name=site.name, status=SiteStatus.PLANNED)
    register.change_site(session, site, facts, origin=Origin.FORM)
    with pytest.raises(RegisterMoved):
        register_import.carry_out(session, plan)
    assert session.scalar(select(func.count()).select_from(Site)) == 1


def test_other_events_do_not_spoil_a_plan(session: Session) -> None:
    plan = register_import.plan(session, read_workbook(book(GOOD)))
    factories.complaint(session)
    register_import.carry_out(session, plan)
    assert session.scalar(Site.by_code(plan.results[0].code)) is not None


def test_everything_that_a_row_changes_is_written(session: Session) -> None:
    import_rows(session, read_workbook(book(GOOD)))
    row = changed(
        **{"合同价（万元）": 100, "开工日期": "2026.5.1", "行业主管部门": "示例市水务局"},
        **{"分包单位（多家用顿号分开）": "示例乙劳务、示例丙劳务", "劳资专管员": "赵某某"},
    )
    [result] = import_rows(session, read_workbook(book(row)))
    session.expire_all()
    site = session.scalars(Site.by_code(result.code)).one()
    assert (site.contract_fen, str(site.started_on)) == (100 * 10_000 * 100, "2026-05-01")
    organisations = {p.organisation for p in site.parties if p.role is PartyRole.SUBCONTRACTOR}
    assert organisations == {"示例乙劳务", "示例丙劳务"}
    officer, regulator = site.party(PartyRole.WAGE_OFFICER), site.party(PartyRole.REGULATOR)
    assert officer is not None
    assert regulator is not None
    assert (officer.person, officer.phone) == ("赵某某", "00000000007")
    assert (regulator.organisation, regulator.phone) == ("示例市水务局", "00000000006")
    events = session.scalars(select(Event).where(Event.name == EventName.SITE_CHANGED)).all()
    assert [(event.site_id, event.facts["origin"]) for event in events] == [(site.id, "workbook")]
    assert set(events[0].facts["fields"]) == {change.field for change in result.changes}


def test_values_of_a_change_are_not_put_in_words(session: Session) -> None:
    import_rows(session, read_workbook(book(GOOD)))
    row = changed(**{"项目状态": "停工", "合同价（万元）": 1, "分包单位（多家用顿号分开）": "无"})
    [result] = import_rows(session, read_workbook(book(row)))
    found = {change.field: (change.before, change.after) for change in result.changes}
    assert found == {
        "status": (SiteStatus.ACTIVE, SiteStatus.SUSPENDED),
        "contract_fen": (3_260_000_000, 1_000_000),
        "subcontractor": ("示例甲劳务、示例乙劳务", ""),
        "no_subcontractor": (False, True),
    }


def test_two_rows_of_one_site_are_told_even_if_they_name_it_in_different_ways(
    session: Session,
) -> None:
    import_rows(session, read_workbook(book(GOOD)))
    by_permit = changed(项目名称="示例·新名字")
    by_name = changed(施工许可证号="", 项目状态="停工")
    results = import_rows(session, read_workbook(book(by_permit, by_name)))
    assert [result.outcome for result in results] == [Outcome.CHANGED, Outcome.REFUSED]
    assert results[1].twin_row == results[0].number


def test_a_county_cannot_take_over_a_site_of_another_by_its_permit_number(
    session: Session,
) -> None:
    import_rows(session, read_workbook(book(GOOD)))
    rows = read_workbook(book(changed(县区="清水县")))
    [result] = import_rows(session, rows, region="620521")
    assert (result.outcome, result.problems[0].reason) == (Outcome.REFUSED, "held_elsewhere")
    assert session.scalars(select(Site.region)).all() == ["620503"]
    [result] = import_rows(session, rows, region="620500")
    assert result.outcome is Outcome.CHANGED


def test_brackets_and_letters_of_another_width_are_the_same_name(session: Session) -> None:
    import_rows(session, read_workbook(book(changed(项目名称="示例桥（Ａ标段）", 施工许可证号=""))))
    row = changed(项目名称="示例桥(A标段)", 施工许可证号="", 陇明公编号="")
    [result] = import_rows(session, read_workbook(book(row)))
    assert result.outcome is Outcome.CHANGED
    assert session.scalar(select(func.count()).select_from(Site)) == 1
    for words in ("(a标段)", "（Ａ标段）"):
        assert session.scalars(Site.matching(words)).one()


def test_a_name_that_grows_when_it_is_compared_is_kept(session: Session) -> None:
    [result] = import_rows(session, read_workbook(book(changed(项目名称="㍿" * 100))))
    assert result.outcome is Outcome.NEW
