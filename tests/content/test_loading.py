"""Reading a library: what comes out of good files, and what stops at bad ones."""

import pytest

from portal.content.broken import BrokenContent, Problem
from portal.content.library import load_library
from portal.content.order import MOST_ASKED
from tests.content.shelf import Shelf


def test_a_page_becomes_an_item_with_its_laws_in_place(shelf: Shelf) -> None:
    library = load_library(shelf.folder)
    item = library.item("faq", "one")
    assert item is not None
    assert (item.key, item.section.title, item.phone) == ("faq/one", "常见问题解答", "12333")
    assert item.laws[0].law.number == "国务院令第724号"
    assert item.laws[0].label == "《保障农民工工资支付条例》第30条、第36条"
    assert [other.key for other in library.related_to(item)] == ["faq/two", "policy/three"]


def test_what_is_not_there_is_none(shelf: Shelf) -> None:
    library = load_library(shelf.folder)
    assert library.item("faq", "three") is None
    assert library.section("nowhere") is None


def test_sections_keep_their_order_and_listed_items_come_first(shelf: Shelf) -> None:
    library = load_library(shelf.folder)
    assert [item.key for item in library.items] == ["policy/three", "faq/two", "faq/one"]
    assert [item.key for item in library.in_section("faq")] == ["faq/two", "faq/one"]
    assert [item.key for item in library.most_asked] == ["faq/two"]


def test_a_phone_link_is_marked_for_the_button_and_other_links_are_not(shelf: Shelf) -> None:
    item = load_library(shelf.folder).item("faq", "one")
    assert item is not None
    assert '<a href="tel:12333" class="phone">打 12333</a>' in item.do
    assert '<a href="/complain">我要投诉</a>' in item.do
    assert "<strong>告示牌</strong>" in item.do
    assert item.do.__html__() == item.do


def test_the_plain_text_has_the_words_and_no_markup(shelf: Shelf) -> None:
    item = load_library(shelf.folder).item("faq", "one")
    assert item is not None
    assert item.text.splitlines()[:2] == ["先拍告示牌。", "打 12333，再点我要投诉。"]
    assert item.characters == len("".join(item.text.split()))
    assert item.reading_minutes == 1


@pytest.mark.parametrize(
    ("article", "label"),
    [
        ("", "《刑法》"),
        ("276-1", "《刑法》第276条之一"),
        ("7, 8, 10", "《刑法》第7条、第8条、第10条"),
        ("4, 7, 8, 9", "《刑法》第4条、第7至9条"),
    ],
)
def test_a_reference_reads_as_people_cite_it(shelf: Shelf, article: str, label: str) -> None:
    shelf.change('law: wage-regs, article: "30, 36"', f'law: criminal-law, article: "{article}"')
    item = load_library(shelf.folder).item("faq", "one")
    assert item is not None
    assert item.laws[0].label == label


def test_a_document_known_by_its_number_is_cited_without_book_marks(shelf: Shelf) -> None:
    assert load_library(shelf.folder).laws["notice"].cited == "甘政办发〔2023〕83号"


@pytest.mark.parametrize(
    ("old", "new", "problem", "fact"),
    [
        ("title: 包工头", "title: [包工头", Problem.BAD_YAML, ""),
        ("grade: A\n", "", Problem.MISSING_KEY, "grade"),
        ("phone:", "phones:", Problem.UNKNOWN_KEY, "phones"),
        ("audience: [worker]", "audience: [boss]", Problem.BAD_VALUE, "audience"),
        ("2026-11-24", "昨天", Problem.BAD_VALUE, "reviewed_on"),
        ("[包工头, 跑路, 总包]", "包工头", Problem.BAD_VALUE, "keywords"),
        ("title: 包工头跑了找谁要？", "title: ''", Problem.BAD_VALUE, "title"),
        ("title: 包工头跑了", f"title: {'跑' * 25}", Problem.TITLE_TOO_LONG, "29"),
        ("short: 找总包要。", f"short: {'要' * 60}", Problem.SHORT_TOO_LONG, "74"),
        ("包工头跑了找谁要？", "条例讲了啥？", Problem.DUPLICATE_TITLE, "条例讲了啥？"),
        ("law: wage-regs", "law: wage-rules", Problem.UNKNOWN_LAW, "wage-rules"),
        ('article: "30, 36"', 'article: "30、36"', Problem.BAD_ARTICLE, "30、36"),
        ("{law: wage-regs, ", "{", Problem.BAD_VALUE, "laws"),
        ("faq/two", "faq/nine", Problem.UNKNOWN_RELATED, "faq/nine"),
        ("faq/two", "faq/one", Problem.UNKNOWN_RELATED, "faq/one"),
        ("## 为什么\n第30条说总包先给。\n", "", Problem.MISSING_PART, "为什么"),
        ("第30条说总包先给。", "", Problem.MISSING_PART, "为什么"),
        ("## 注意", "# 注意", Problem.MISSING_PART, "注意"),
        ("## 做什么", "先说一句\n## 做什么", Problem.FORBIDDEN_MARKUP, "做什么 为什么 注意"),
        ("grade: A", "grade: C", Problem.MISSING_CAVEAT, "以当地为准"),
        ("第30条说总包先给。", "这钱一定能要回来。", Problem.FORBIDDEN_PROMISE, "一定能要回"),
        ("老板跑路了", "包你要到", Problem.FORBIDDEN_PROMISE, "包你"),
        ('phone: "12333"', 'phone: "12366"', Problem.FORBIDDEN_PHONE, "12366"),
        ("tel:12333", "tel:13800000000", Problem.FORBIDDEN_PHONE, "13800000000"),
        ("别堵门。", "打 0938-1234567。", Problem.FORBIDDEN_PHONE, "0938-1234567"),
        ("别堵门。", "打 12366。", Problem.FORBIDDEN_PHONE, "12366"),
        ("别堵门。", "打 13912345678。", Problem.FORBIDDEN_PHONE, "13912345678"),
        ("](/complain)", "](/console)", Problem.FORBIDDEN_LINK, "/console"),
        ("](/complain)", "](https://a.cn)", Problem.FORBIDDEN_LINK, "https://a.cn"),
        ("别堵门。", "[打](javascript:a)", Problem.FORBIDDEN_LINK, "[打](javascript:a)"),
        ("别堵门。", "<b>别堵门</b>", Problem.FORBIDDEN_MARKUP, "<"),
        ("别堵门。", "![图](/a.png)", Problem.FORBIDDEN_MARKUP, "image"),
        ("- 别堵门。", "### 别堵门", Problem.FORBIDDEN_MARKUP, "heading_open"),
    ],
)  # fmt: skip
def test_a_broken_page_says_which_file_which_rule_and_which_words(
    shelf: Shelf, old: str, new: str, problem: Problem, fact: str
) -> None:
    shelf.change(old, new)
    with pytest.raises(BrokenContent) as caught:
        load_library(shelf.folder)
    assert (caught.value.problem, caught.value.fact) == (problem, fact)
    assert caught.value.path.parts[-3] == "rights"


def test_amounts_and_dates_are_not_taken_for_phone_numbers(shelf: Shelf) -> None:
    shelf.change("别堵门。", "每月1910元，罚50000元，打110，2023年11月1日起，第225条。")
    load_library(shelf.folder)


def test_an_unknown_section_is_refused(shelf: Shelf) -> None:
    shelf.write("rights/news/four.md", shelf.path("faq/one").read_text(encoding="utf-8"))
    with pytest.raises(BrokenContent) as caught:
        load_library(shelf.folder)
    assert (caught.value.problem, caught.value.fact) == (Problem.UNKNOWN_SECTION, "news")


@pytest.mark.parametrize(
    ("text", "problem", "fact"),
    [
        ("a: {name: 甲, grade: A}", Problem.MISSING_KEY, "a.source"),
        ("a: {name: 甲, grade: D, source: S1}", Problem.BAD_VALUE, "a"),
        ("a: {name: 甲, grade: A, source: S1, since: 2}", Problem.UNKNOWN_KEY, "a.since"),
        ("- a", Problem.BAD_YAML, ""),
    ],
)
def test_a_broken_register_of_laws_is_refused(
    shelf: Shelf, text: str, problem: Problem, fact: str
) -> None:
    shelf.write("laws.yaml", text)
    with pytest.raises(BrokenContent) as caught:
        load_library(shelf.folder)
    assert (caught.value.problem, caught.value.fact) == (problem, fact)


@pytest.mark.parametrize("text", ["faq: [nine]", f"{MOST_ASKED}: [faq/nine]"])
def test_an_order_may_only_name_what_exists(shelf: Shelf, text: str) -> None:
    shelf.write("order.yaml", text)
    with pytest.raises(BrokenContent) as caught:
        load_library(shelf.folder)
    assert (caught.value.problem, caught.value.fact) == (Problem.UNKNOWN_RELATED, "faq/nine")
