"""Whatever people write into names: it prints literally, it fits, it never breaks a print."""

from dataclasses import replace

import pytest
from boards import (
    COMPLETE,
    a_board,
    collisions,
    printed_text,
    squeezed,
    text_boxes,
    with_party,
    with_subcontractors,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from posters import Channel, Design, Issue, Role, missing_glyphs, render_pdf
from posters import sheet as sheets
from posters.glyphs import ems
from posters.lines import halves, line
from posters.sheet import PHONE_EMS
from posters.text import clean

LONG = "示例·甘肃省天水市张家川回族自治县圪塄塬建筑安装工程劳务分包有限责任公司第一分公司"
LONGER = LONG + "（水电安装、消防、通风与空调专业分包）"


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize(
    "name",
    [
        '#read("/etc/passwd")',
        "#pagebreak()",
        "示例建工#2*项目 <总包>",
        "*粗* _斜_ $x^2$ `码` @引 <标签>",
        "C:\\示例\\甲 \\u{41} // 不是注释 /* 也不是 */",
        "= 标题 - 列表 + 编号 ~ -- --- ... '单' \"双\"",
    ],
)
def test_markup_prints_as_it_was_written(name, design):
    board = a_board(site_name=name, organiser=name, inspection=Channel(name, "0", name))
    assert printed_text(board, design=design).count(squeezed(name)) >= 4


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("name", ["塬圪崾峁堃喆𠮷", "㙍家坡（示例）", "Ⅲ标段 №5 ①②"])
def test_rare_characters_print(name, design):
    board = with_party(Role.WAGE_OFFICER, person=name)
    assert missing_glyphs(board) == ()
    assert squeezed(name) in printed_text(board, design=design)


def test_characters_that_turn_the_writing_direction_do_not_reach_the_page():
    board = a_board(site_name="示例\u202e工\u2066地\u200f一\u200b期\x00\x1b[31m")
    assert "示例工地一期[31m" in printed_text(board)


def test_a_line_break_becomes_one_space():
    assert clean("示例·洛门镇\r\n  圪塄塬\n\n厂房\u2028二期 ") == "示例·洛门镇 圪塄塬 厂房 二期"


def test_all_other_spaces_stay():
    assert clean("甲  乙　丙") == "甲  乙　丙"


def test_a_missing_glyph_is_named_once_with_its_field():
    board = a_board(
        site_name="工\U0001f600地\U0001f600",
        legal_aid=Channel("示例\ue000中心", "1", "\U0001f3e0路"),
    )
    assert missing_glyphs(board) == (
        ("site_name", "\U0001f600"),
        ("legal_aid.name", "\ue000"),
        ("legal_aid.address", "\U0001f3e0"),
    )


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize(
    "board",
    [
        COMPLETE,
        with_subcontractors(*[LONG] * 7),
        with_subcontractors(*[LONGER] * 7),
        with_subcontractors(*["示例劳务有限公司", LONG] * 10),
        with_subcontractors(*[LONGER] * 40),
        a_board(site_name=LONGER, address=LONGER, permit_no=LONGER, county="张家川回族自治县"),
        a_board(site_name="A" * 60, address="B" * 60, permit_no="C" * 60, pay_day="D" * 60),
        a_board(organiser="E" * 100, issue=Issue("F" * 100, 99999), legal_service_hotline="9" * 60),
        a_board(inspection=Channel("G" * 100, "1" * 100, LONGER), regulator_phone="2" * 60),
        a_board(
            url=f"https://{'x' * 70}.gov.cn/s/38172946", pay_day="每月15日前发上月工资，逢假日提前"
        ),
        a_board(pay_day=None, minimum_wage=None, legal_aid=None, legal_service_hotline=""),
        with_party(Role.SUBCONTRACTOR, org="", phone=""),
        with_party(Role.WAGE_OFFICER, phone="", person="示例" * 30),
        with_party(Role.DEVELOPER, org="H" * 60, person="I" * 60, phone="3" * 60),
        with_party(Role.WAGE_OFFICER, org=LONGER, person="J" * 60, phone="4" * 60),
        a_board(site_name="工", address="", county="", permit_no="", organiser="", issue=None),
    ],
)
def test_no_text_leaves_its_place_or_touches_another(board, design):
    assert collisions(board, design=design) == []


def test_a_long_name_is_printed_whole():
    text = printed_text(a_board(site_name=LONGER, organiser=LONG))
    assert LONGER in text
    assert LONG in text.replace(LONGER, "")


def test_phone_numbers_end_on_one_edge_and_their_digits_are_equally_wide():
    right_edges = {
        round(box[2], 1) for box, words in text_boxes(render_pdf([COMPLETE])) if "0 0000 " in words
    }
    assert max(right_edges) - min(right_edges) < 0.6
    assert len({ems for _, ems in (line(digit * 8)[0] for digit in "0123456789")}) == 1


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("示例新城（一期）", ("示例新城", "（一期）")),
        ("甲乙丙丁，戊己庚", ("甲乙丙丁，", "戊己庚")),
        ("Gansu Example Works", ("Gansu Example", "Works")),
        ("A" * 60, ("A" * 30, "A" * 30)),
        ("一", ()),
    ],
)
def test_a_text_is_parted_where_a_reader_would(text, parts):
    assert halves(text) == parts


ANY_TEXT = st.text(
    st.one_of(
        st.sampled_from("#*$<>\"\\@_`~=[]{}()/'-+ 塬圪崾峁堃喆𠮷（）·，。\n\t\u202e\u200b"),
        st.characters(exclude_categories=["Cs"], max_codepoint=0xFFFF),
    ),
    max_size=70,
)
STEADY = settings(database=None, derandomize=True, deadline=None)
FEW = settings(STEADY, max_examples=25, suppress_health_check=[HealthCheck.too_slow])


@FEW
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.sampled_from(Design))
def test_no_name_breaks_a_print_or_leaves_its_place(site_name, org, address, design):
    drawable = [drop_undrawable(text) for text in (site_name, org, address)]
    parties = with_party(Role.SUBCONTRACTOR, org=drawable[1]).parties
    board = a_board(
        site_name=drawable[0] + "工",
        parties=parties,
        legal_aid=Channel(org and "名", "0", drawable[2]),
    )
    assert "维权信息告示牌" in printed_text(board, design=design)
    assert (
        collisions(board, by_mm=1.0, design=design) == []
    )  # letters such as Ï lean over their neighbours


@pytest.mark.parametrize("length", range(1, 31))
def test_chinese_is_parted_at_the_place_nearest_to_the_middle(length):
    text = ("天水成纪渭河麦积秦安" * 3)[:length]
    parts = halves(text)
    assert "".join(parts or (text,)) == text
    assert not parts or abs(len(parts[0]) - len(parts[1])) < 2


@pytest.mark.parametrize("design", Design)
@pytest.mark.parametrize("subcontractors", [1, 8, 9, 20])
def test_a_number_without_halves_never_needs_them(monkeypatch, design, subcontractors):
    number = "0000-0000000000"
    board = with_subcontractors(*["示例劳务公司"] * subcontractors)
    parties = tuple(replace(party, phone=number) for party in board.parties)
    board = replace(board, parties=parties, regulator_phone=number)
    assert PHONE_EMS - 0.2 < ems(number) <= PHONE_EMS
    printed = render_pdf([board], design=design)
    monkeypatch.setattr(sheets, "PHONE_EMS", 0)
    assert render_pdf([board], design=design) == printed


@STEADY
@given(ANY_TEXT)
def test_halves_keep_all_but_the_spaces_at_the_cut(text):
    text = clean(text)
    assert squeezed("".join(halves(text) or (text,))) == squeezed(text)


def drop_undrawable(text: str) -> str:
    """The text without the characters that would be reported as missing glyphs."""
    missing = {character for _, character in missing_glyphs(a_board(site_name=text))}
    return "".join(character for character in text if character not in missing)
