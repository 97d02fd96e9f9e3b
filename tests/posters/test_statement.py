"""A statement of a call on A4: every fact on it, lines kept, room to sign, the same each time."""

from dataclasses import replace
from datetime import datetime

import pypdfium2

from posters import Statement, render_statement

STATEMENT = Statement(
    number="38172946",
    text="我在示例工地干木工。\n9月的工钱没给。",
    called_at=datetime(2026, 11, 24, 10, 26),
    taken_by="示例坐席",
    is_read_back=True,
    name="王某某",
    phone="0000 0000001",
    place="示例·成纪新城",
    respondent="示例劳务公司",
    organiser="示例市人力资源和社会保障局",
)


def texts(statement: Statement) -> list[str]:
    pdf = pypdfium2.PdfDocument(render_statement(statement))
    assert {(round(page.get_width()), round(page.get_height())) for page in pdf} == {(595, 842)}
    return [page.get_textpage().get_text_range() for page in pdf]


def test_every_fact_stands_on_it_and_room_for_both_signatures():
    [page] = texts(STATEMENT)
    for words in (
        "3817 2946", "待补签", "王某某", "0000 0000001", "示例·成纪新城", "示例劳务公司",
        "2026年11月24日 10:26", "示例坐席", "9月的工钱没给。", "读给投诉人听",
        "投诉人（签名、按手印）", "记录人（签名）", "第 1 页，共 1 页",
    ):  # fmt: skip
        assert words in page, words


def test_a_long_statement_goes_on_overleaf_with_its_number_on_every_page():
    pages = texts(replace(STATEMENT, text="说了很多话。\n" * 300))
    assert len(pages) > 2
    assert all("登记号 3817 2946" in page for page in pages)
    assert "投诉人（签名" in pages[-1]


def test_what_is_not_known_is_left_to_write_and_what_was_not_read_back_is_said():
    bare = replace(STATEMENT, name="", phone="", place="", respondent="", is_read_back=False)
    [page] = texts(replace(bare, text="字\U0001f600"))
    assert "没有读回" in page
    assert "字〓" in page


def test_the_same_statement_gives_the_same_bytes_and_tells_nothing_in_errors():
    assert render_statement(STATEMENT) == render_statement(STATEMENT)
    assert "王某某" not in repr(STATEMENT)
    assert "工钱" not in repr(STATEMENT)
