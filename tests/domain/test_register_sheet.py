"""Rows of the register as county offices type them: what is read, what is doubted, what refused."""

from datetime import UTC, date, datetime

import pytest

from portal.domain.phone import BadPhone
from portal.domain.register_sheet import (
    MAX_ORGANISATION,
    MAX_PERSON,
    Cell,
    PartyFacts,
    Problem,
    RowRefused,
    SiteFacts,
    cell_text,
    read_date,
    read_row,
    split_organisations,
    split_person,
)
from portal.domain.site import Industry, PartyRole, SiteStatus

SITE: dict[str, Cell] = {"name": "示例·安置房", "region": "麦积"}


def facts_of(**cells: Cell) -> SiteFacts:
    facts, doubts = read_row({**SITE, **cells})
    assert doubts == ()
    return facts


def doubts_of(**cells: Cell) -> list[tuple[str, str]]:
    return [(doubt.field, doubt.reason) for doubt in read_row({**SITE, **cells})[1]]


def refusal_of(**cells: Cell) -> list[tuple[str, str]]:
    with pytest.raises(RowRefused) as refused:
        read_row({**SITE, **cells})
    return [(problem.field, problem.reason) for problem in refused.value.problems]


def parties_of(**cells: Cell) -> tuple[PartyFacts, ...]:
    return facts_of(**cells).parties


def test_a_whole_row_is_read_as_it_was_meant() -> None:
    facts = facts_of(
        status="在建",
        industry="房建市政",
        address="麦积区示例路１号",
        contract=12800.5,
        permit_no=620503202604.0,
        longminggong_no="LMG-1",
        started_on="2026年4月10日",
        pay_day="10号前",
        developer="示例城投",
        developer_contact="李某（0000-0000008）",
        subcontractor="甲劳务、乙劳务",
        regulator_phone="0000-0000001",
        wage_officer="陈某某",
        wage_officer_phone=13800138000.0,
    )
    assert facts == SiteFacts(
        name="示例·安置房",
        region="620503",
        status=SiteStatus.ACTIVE,
        industry=Industry.HOUSING,
        address="麦积区示例路１号",
        contract_fen=128_005_000_00,
        permit_no="620503202604",
        longminggong_no="LMG-1",
        started_on=date(2026, 4, 10),
        pay_day="每月10日前",
        parties=(
            PartyFacts(PartyRole.DEVELOPER, "示例城投", "李某", "00000000008"),
            PartyFacts(PartyRole.REGULATOR, phone="00000000001"),
            PartyFacts(PartyRole.WAGE_OFFICER, person="陈某某", phone="13800138000"),
            PartyFacts(PartyRole.SUBCONTRACTOR, "甲劳务"),
            PartyFacts(PartyRole.SUBCONTRACTOR, "乙劳务"),
        ),
    )


def test_a_name_and_a_county_are_enough_and_nothing_else_is_made_up() -> None:
    assert facts_of() == SiteFacts("示例·安置房", "620503")


@pytest.mark.parametrize(
    ("cells", "problems"),
    [
        ({"name": None}, [("name", "missing")]),
        ({"name": "\u202e \u200b"}, [("name", "missing")]),
        ({"name": "长" * 121}, [("name", "too_long")]),
        ({"region": ""}, [("region", "missing")]),
        ({"region": "兰州市"}, [("region", "not_ours")]),
        ({"status": "不知道"}, [("status", "unknown_word")]),
        ({"industry": "铁路"}, [("industry", "unknown_word")]),
        ({"name": "", "region": 1.5}, [("name", "missing"), ("region", "not_ours")]),
        ({"name": "", "status": "？"}, [("name", "missing"), ("status", "unknown_word")]),
        ({"name": "", "pay_day": "32"}, [("name", "missing"), ("pay_day", "not_a_pay_day")]),
    ],
)
def test_a_row_is_refused_with_every_reason_at_once(
    cells: dict[str, Cell], problems: list[tuple[str, str]]
) -> None:
    assert refusal_of(**cells) == problems


@pytest.mark.parametrize(
    ("field", "cell", "reason"),
    [
        ("address", "长" * 201, "too_long"),
        ("contract", "面议", "not_an_amount"),
        ("contract", -5, "not_an_amount"),
        ("contract", float("nan"), "not_an_amount"),
        ("contract", True, "not_an_amount"),
        ("permit_no", "1" * 41, "too_long"),
        ("longminggong_no", "1" * 41, "too_long"),
        ("started_on", "明年", "not_a_date"),
        ("started_on", 46000.0, "not_a_date"),
        ("pay_day", "32号", "not_a_pay_day"),
        ("developer", "长" * (MAX_ORGANISATION + 1), "too_long"),
        ("developer_person", "长" * (MAX_PERSON + 1), "too_long"),
        ("developer_phone", "没有", "not_a_phone"),
        ("developer_contact", "李某 12333", "not_a_phone"),
        ("subcontractor", "甲、" + "长" * (MAX_ORGANISATION + 1), "too_long"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_and_the_row_is_kept(
    field: str, cell: Cell, reason: str
) -> None:
    assert doubts_of(**{field: cell}) == [(field, reason)]


def test_a_doubt_shows_what_stood_in_the_cell() -> None:
    _, doubts = read_row({**SITE, "started_on": " 明年\n春天 "})
    assert doubts == (Problem("started_on", "明年春天", "not_a_date"),)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026.4.10", date(2026, 4, 10)),
        ("2025/11/20", date(2025, 11, 20)),
        ("2026年6月1日", date(2026, 6, 1)),
        ("2026-05-01", date(2026, 5, 1)),
        ("20260302", date(2026, 3, 2)),
        ("２０２６．４．１０", date(2026, 4, 10)),
        ("２０２６年６月１日", date(2026, 6, 1)),
        ("2026年 6月 1日", date(2026, 6, 1)),
        ("2026 . 4 . 10", date(2026, 4, 10)),
        ("2026-05-01 00:00:00", date(2026, 5, 1)),
        (" 2026年6月1 ", date(2026, 6, 1)),
    ],
)
def test_a_date_is_read_in_each_of_its_spellings(text: str, day: date) -> None:
    assert read_date(text) == day
    assert facts_of(started_on=text).started_on == day


@pytest.mark.parametrize(
    "text",
    ["2026.11", "202611", "2026-12", "2026112", "2026年4月", "26.4.10", "2026-02-30", "2026.13.1"],
)
def test_a_month_alone_and_a_day_that_is_not_there_are_no_dates(text: str) -> None:
    with pytest.raises(ValueError):
        read_date(text)
    assert doubts_of(started_on=text) == [("started_on", "not_a_date")]


@pytest.mark.parametrize("cell", [date(2026, 4, 10), datetime(2026, 4, 10, 8, 30, tzinfo=UTC)])
def test_a_date_cell_is_taken_as_it_is(cell: date) -> None:
    assert facts_of(started_on=cell).started_on == date(2026, 4, 10)


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        (12800, 128_000_000),
        (12800.5, 128_005_000),
        ("１２８００．５", 128_005_000),
        ("12,800.5万元", 128_005_000),
        ("1.2亿", 120_000_000),
        ("1.2亿元", 120_000_000),
        ("128005000元", 128_005_000),
    ],
)
def test_a_contract_counts_in_wan_unless_it_names_its_unit(cell: Cell, yuan: int) -> None:
    assert facts_of(contract=cell).contract_fen == yuan * 100


@pytest.mark.parametrize(
    ("cell", "person", "digits"),
    [
        ("周某某 0000-0000001", "周某某", "00000000001"),
        ("李某（0000-0000008）", "李某", "00000000008"),
        ("李某\n138 0013 8000", "李某", "13800138000"),
        ("李某，电话：１３８００１３８０００", "李某", "13800138000"),
        ("手机13800138000 李某", "李某", "13800138000"),
        ("李某 +86 13800138000", "李某", "13800138000"),
        ("李某（0938）8210021", "李某", "09388210021"),
        ("李某 0938–8210021", "李某", "09388210021"),
        ("李某", "李某", ""),
        ("李某（项目经理）", "李某(项目经理)", ""),
        ("李某（  ）", "李某", ""),
        ("13800138000", "", "13800138000"),
        (13800138000.0, "", "13800138000"),
    ],
)
def test_name_and_number_in_one_cell_are_told_apart(cell: Cell, person: str, digits: str) -> None:
    assert parties_of(general_contractor_contact=cell) == (
        PartyFacts(PartyRole.GENERAL_CONTRACTOR, "", person, digits),
    )


@pytest.mark.parametrize(
    "text",
    ["李某 12333", "李某 138001380000", "李某 13800138000/王某 13900139000", "3号楼 13800138000"],
)
def test_no_digit_ever_stays_in_a_name(text: str) -> None:
    with pytest.raises(BadPhone):
        split_person(text)
    assert doubts_of(developer_contact=text) == [("developer_contact", "not_a_phone")]


def test_columns_of_their_own_go_before_the_cell_that_holds_both() -> None:
    assert parties_of(
        developer_contact="李某 0000-0000008", developer_person="王某", developer_phone="8210021"
    ) == (PartyFacts(PartyRole.DEVELOPER, "", "王某", "8210021"),)


@pytest.mark.parametrize(
    "text",
    ["甲劳务、乙劳务", "甲劳务，乙劳务", "甲劳务;乙劳务；", " 甲劳务 \r\n乙劳务\n甲劳务\u200b"],
)
def test_several_subcontractors_in_one_cell_are_each_kept_once(text: str) -> None:
    assert split_organisations(text) == ("甲劳务", "乙劳务")
    assert [party.organisation for party in parties_of(subcontractor=text)] == ["甲劳务", "乙劳务"]


@pytest.mark.parametrize("text", ["无", " 没有 ", "无分包", "无分包单位", "无\u200b"])
def test_no_subcontractor_is_a_statement_and_not_a_company(text: str) -> None:
    facts = facts_of(subcontractor=text)
    assert facts.no_subcontractor
    assert facts.parties == ()


@pytest.mark.parametrize("cell", ["", None, "\u202e", "、，"])
def test_an_empty_cell_does_not_state_that_there_is_no_subcontractor(cell: Cell) -> None:
    assert facts_of(subcontractor=cell) == facts_of()


def test_a_long_name_is_cut_to_what_is_kept_and_its_own_cell_is_told() -> None:
    facts, doubts = read_row({**SITE, "wage_officer": "长" * 100, "regulator": "局" * 130})
    regulator, officer = facts.parties
    assert (officer.organisation, officer.person) == ("", "长" * MAX_PERSON)
    assert regulator.organisation == "局" * MAX_ORGANISATION
    assert [doubt.field for doubt in doubts] == ["regulator", "wage_officer_person"]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (None, ""),
        (12.0, "12"),
        (12.5, "12.5"),
        (1e20, "100000000000000000000"),
        (" 一 \t 二 ", "一 二"),
        ("洛门\n镇", "洛门镇"),
        ("洛门 \r\n\n 镇", "洛门镇"),
        ("示例\u202e有限\u200b公司\x00\x07\ufeff", "示例有限公司"),
        ("\u2066甲\u2069 \u200b 乙", "甲 乙"),
        ("\ud800甲", "甲"),
        (float("inf"), "inf"),
        (" " * 100_000 + "甲" + " " * 100_000, "甲"),
    ],
)
def test_a_cell_is_one_line_of_visible_text(cell: Cell, text: str) -> None:
    assert cell_text(cell) == text
