"""The register: one site from a form, many from the workbooks that offices really send."""

import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.codes import check_digit
from portal.domain.site import PartyRole, SiteStatus
from portal.models import Site
from portal.services import register, register_import
from portal.services.register import Origin, SiteExists
from portal.services.register_import import Outcome, RowResult
from portal.services.workbook import BadWorkbook, SheetRow, read_file, read_workbook
from tests import factories

HEADER = [
    "序号", "县区", "项目名称", "项目地址", "行业类别", "合同价（万元）", "施工许可证号",
    "陇明公编号", "项目状态", "开工日期", "建设单位", "建设单位联系人及电话", "施工总承包单位",
    "项目部负责人", "项目部电话", "分包单位（多家用顿号分开）", "行业主管部门", "主管部门投诉电话",
    "劳资专管员", "劳资专管员电话", "工资支付日",
]  # fmt: skip
GOOD = [
    1, "麦积", "示例·道路改造", "麦积区示例路", "交通", "３,２６０", "示例620503001", "", "在建",
    "2026.4.10", "示例交投", "李某（0000-0000008）", "示例路桥", "王某", "0000-0000002",
    "示例甲劳务、示例乙劳务", "示例市交通局", "00000000006", "陈某某", "000-0000-0007", "10号前",
]  # fmt: skip


def book(*rows: list[Any], title: bool = True, header: list[str] | None = None) -> bytes:
    made = Workbook()
    sheet = made.active
    if title:
        sheet.append(["天水市在建工程项目基本信息表（示例）"])
        sheet.merge_cells("A1:U1")
        sheet.append(["填报单位：示例"])
    sheet.append(header or HEADER)
    for row in rows:
        sheet.append(row)
    made.create_sheet("填表说明")
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def changed(**cells: Any) -> list[Any]:
    row = list(GOOD)
    for name, value in cells.items():
        row[HEADER.index(name)] = value
    return row


def import_rows(session: Session, rows: list[SheetRow], **more: Any) -> list[RowResult]:
    """Plan and carry out, as the command does."""
    plan = register_import.plan(session, rows, **more)
    register_import.carry_out(session, plan)
    return plan.results


def outcomes(session: Session, *rows: list[Any], **more: Any) -> list[Outcome]:
    return [result.outcome for result in import_rows(session, read_workbook(book(*rows)), **more)]


def test_a_row_is_read_as_it_was_meant(session: Session) -> None:
    [result] = import_rows(session, read_workbook(book(GOOD)))
    site = session.scalars(select(Site)).one()
    assert (result.number, result.outcome, result.code) == (4, Outcome.NEW, site.code)
    assert check_digit(site.code) == "0"
    assert (site.region, site.contract_fen, site.pay_day) == ("620503", 326_000_000_0, "每月10日前")
    assert str(site.started_on) == "2026-04-10"
    developer = site.party(PartyRole.DEVELOPER)
    assert developer is not None
    assert (developer.person, developer.phone) == ("李某", "00000000008")
    officer = site.party(PartyRole.WAGE_OFFICER)
    assert officer is not None
    assert (officer.person, officer.organisation) == ("陈某某", "")
    subcontractors = [p.organisation for p in site.parties if p.role is PartyRole.SUBCONTRACTOR]
    assert subcontractors == ["示例甲劳务", "示例乙劳务"]


def test_the_same_file_twice_changes_nothing(session: Session) -> None:
    rows = [GOOD, changed(项目名称="示例·二", 施工许可证号="示例2", 劳资专管员电话="abc")]
    assert outcomes(session, *rows) == [Outcome.NEW] * 2
    assert outcomes(session, *rows) == [Outcome.UNCHANGED] * 2
    assert session.scalar(select(func.count()).select_from(Site)) == 2


def test_a_change_is_told_field_by_field_and_an_empty_cell_states_nothing(
    session: Session,
) -> None:
    factories.site(session)
    outcomes(session, GOOD)
    row = changed(项目状态="停工", 劳资专管员电话="000-0000-0099", 项目地址="")
    [result] = import_rows(session, read_workbook(book(row)))
    assert result.outcome is Outcome.CHANGED
    assert {(c.field, c.before, c.after) for c in result.changes} == {
        ("status", "active", "suspended"),
        ("wage_officer_phone", "00000000007", "00000000099"),
    }
    site = session.scalar(Site.by_code(result.code))
    assert site is not None
    assert (site.status, site.address) == (SiteStatus.SUSPENDED, "麦积区示例路")


@pytest.mark.parametrize(
    ("cells", "field", "reason"),
    [
        ({"县区": "兰州市"}, "region", "not_ours"),
        ({"县区": ""}, "region", "missing"),
        ({"项目名称": ""}, "name", "missing"),
        ({"项目状态": "不知道"}, "status", "unknown_word"),
        ({"项目名称": "长" * 121}, "name", "too_long"),
    ],
)
def test_a_row_without_what_makes_a_site_is_refused_with_the_reason(
    session: Session, cells: dict[str, Any], field: str, reason: str
) -> None:
    results = import_rows(session, read_workbook(book(changed(**cells), GOOD)))
    assert [result.outcome for result in results] == [Outcome.REFUSED, Outcome.NEW]
    assert (field, reason) in {(p.field, p.reason) for p in results[0].problems}
    assert session.scalar(select(func.count()).select_from(Site)) == 1


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"劳资专管员电话": "abc"}, "wage_officer_phone"),
        ({"开工日期": "明年"}, "started_on"),
        ({"合同价（万元）": "很多"}, "contract"),
        ({"工资支付日": "32号"}, "pay_day"),
    ],
)
def test_an_unreadable_cell_is_told_and_the_rest_of_the_row_is_kept(
    session: Session, cells: dict[str, Any], field: str
) -> None:
    [result] = import_rows(session, read_workbook(book(changed(**cells))))
    assert result.outcome is Outcome.NEW
    assert [problem.field for problem in result.problems] == [field]


def test_a_twin_in_the_file_is_refused_and_names_the_first_row(session: Session) -> None:
    twin = changed(项目名称="示例· 道路改造 ", 施工许可证号="")
    first, second = import_rows(session, read_workbook(book(GOOD, twin)))
    assert (first.outcome, second.outcome, second.twin_row) == (Outcome.NEW, Outcome.REFUSED, 4)


def test_a_row_that_points_to_two_sites_is_refused(session: Session) -> None:
    outcomes(session, GOOD, changed(项目名称="示例·另一个", 施工许可证号="示例2"))
    [result] = import_rows(session, read_workbook(book(changed(施工许可证号="示例2"))))
    assert result.outcome is Outcome.REFUSED
    assert result.problems[0].reason == "contradiction"


def test_a_county_imports_its_own_sites_only(session: Session) -> None:
    assert outcomes(session, GOOD, region="620521") == [Outcome.REFUSED]
    assert outcomes(session, GOOD, region="620503") == [Outcome.NEW]


def test_a_county_merged_down_the_rows_counts_for_each_of_them(session: Session) -> None:
    made = Workbook()
    made.active.append(HEADER)
    made.active.append(GOOD)
    made.active.append(changed(县区=None, 项目名称="示例·二", 施工许可证号="示例2"))
    made.active.merge_cells("B2:B3")
    content = io.BytesIO()
    made.save(content)
    results = import_rows(session, read_workbook(content.getvalue()))
    assert [result.outcome for result in results] == [Outcome.NEW, Outcome.NEW]


def test_a_column_in_yuan_is_read_in_yuan(session: Session) -> None:
    header = ["合同价（元）" if name == "合同价（万元）" else name for name in HEADER]
    rows = read_workbook(book(changed(**{"合同价（万元）": 32_600_000}), header=header))
    import_rows(session, rows)
    assert session.scalars(select(Site.contract_fen)).one() == 326_000_000_0


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "unreadable"),
        (b"not a workbook", "unreadable"),
        (b"PK\x03\x04 broken zip", "unreadable"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unreadable"),
        (book([1, 2, 3], title=False, header=["a", "b", "c"]), "no_header"),
    ],
)
def test_a_file_that_is_no_register_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    with pytest.raises(BadWorkbook) as bad:
        read_workbook(content)
    assert bad.value.reason == reason


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadWorkbook) as bad:
        read_file(tmp_path / "nothing.xlsx")
    assert bad.value.reason == "missing"


def test_a_formula_counts_by_what_it_last_showed(session: Session) -> None:
    """openpyxl writes no results, so the cell is empty, and the row is refused for its name."""
    assert outcomes(session, changed(项目名称='=CONCATENATE("示例","桥")')) == [Outcome.REFUSED]


def test_a_thousand_rows_are_read_in_chunks_with_progress(session: Session) -> None:
    rows = [
        changed(项目名称=f"示例·{n}号桥", 施工许可证号=f"示例{n}", 陇明公编号=f"L{n}")
        for n in range(1000)
    ]
    ticks: list[int] = []
    results = import_rows(session, read_workbook(book(*rows)), tick=ticks.append)
    assert {result.outcome for result in results} == {Outcome.NEW}
    assert sum(ticks) == 1000
    assert len(set(session.scalars(select(Site.code)))) == 1000


def test_a_form_states_the_whole_site_and_what_is_emptied_is_empty(session: Session) -> None:
    site = factories.site(session)
    facts = factories.site_facts(name=site.name, permit_no="", pay_day="", parties=())
    changes = register.change_site(session, site, facts, origin=Origin.FORM)
    assert {"pay_day", "permit_no"} <= {change.field for change in changes}
    assert (site.pay_day, site.permit_no) == ("", "")


def test_a_name_or_number_of_another_site_is_refused(session: Session) -> None:
    first, second = factories.site(session), factories.site(session)
    with pytest.raises(SiteExists) as twin:
        register.add_site(session, factories.site_facts(name=first.name), origin=Origin.FORM)
    assert twin.value.code == first.code
    facts = factories.site_facts(permit_no=first.permit_no)
    with pytest.raises(SiteExists):
        register.change_site(session, second, facts, origin=Origin.FORM)
