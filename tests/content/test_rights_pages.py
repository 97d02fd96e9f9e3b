"""The rules of writing, held over every page that we publish."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from portal.content.item import Item
from portal.content.library import FOLDER, Library, load_library
from portal.content.reading import read_yaml
from portal.content.wording import FORBIDDEN_PROMISES

ITEMS = load_library().items
LONGEST_SHARED_RUN = 40
LONGEST_SENTENCE = 90
_CITED = re.compile(r"第([\d、]+)条(之一)?(?:到第(\d+)条)?|第(\d+)到(\d+)条")

each_item = pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.key)


def _words(item: Item) -> str:
    return f"{item.title}\n{item.short}\n{item.text}"


def test_there_are_enough_pages_and_every_section_has_its_share(library: Library) -> None:
    shares = Counter(item.section.code for item in library.items)
    assert len(library.items) >= 120
    assert [section.code for section in library.sections] == [
        *("policy", "faq", "standards", "employer-duties", "cautions", "channels"),
    ]
    assert min(shares[section.code] for section in library.sections) >= 10


def test_every_page_has_its_place_in_the_reading_order() -> None:
    order = read_yaml(FOLDER / "order.yaml")
    listed = {f"{section}/{slug}" for section, slugs in order.items() for slug in slugs}
    assert {item.key for item in ITEMS} <= listed


@each_item
def test_a_page_is_read_in_about_a_minute(item: Item) -> None:
    assert 180 <= item.characters <= 420
    assert item.reading_minutes == 1


@each_item
def test_no_sentence_is_longer_than_a_poor_reader_holds(item: Item) -> None:
    assert max(map(len, re.split(r"[。！？\n]", item.text))) <= LONGEST_SENTENCE


@each_item
def test_a_page_promises_nothing(item: Item) -> None:
    assert not [promise for promise in FORBIDDEN_PROMISES if promise in _words(item)]


@each_item
def test_the_emergency_fund_is_only_ever_possible(item: Item) -> None:
    for sentence in re.split(r"[。\n]", item.text):
        if "周转金" in sentence:
            assert "可以" in sentence or "能不能" in sentence


@each_item
def test_a_criminal_threshold_is_left_to_the_courts(item: Item) -> None:
    if "数额较大" in item.text:
        assert "甘肃的具体数额以司法机关为准" in item.text


@each_item
def test_the_reader_is_addressed_politely(item: Item) -> None:
    assert "你" not in _words(item)


@each_item
def test_an_answer_answers_and_does_not_send_elsewhere(item: Item) -> None:
    assert item.short.endswith("。")
    assert "详见" not in item.short


@each_item
def test_the_emergency_line_that_the_answer_names_is_the_one_to_tap(item: Item) -> None:
    first = re.search(r"1\d{2,4}", item.short)
    if first and first.group() in ("110", "119", "120"):
        assert item.phone == first.group()


@each_item
def test_every_article_in_the_text_is_among_the_references(item: Item) -> None:
    declared = {article for reference in item.laws for article in reference.articles}
    assert set(_cited_articles(item.text)) <= declared


def _cited_articles(text: str) -> Iterator[str]:
    for numbers, sub, last, low, high in _CITED.findall(text):
        if low or last:
            first = low or numbers
            yield from map(str, range(int(first), int(high or last) + 1))
        else:
            yield from (number + ("-1" if sub else "") for number in numbers.split("、"))


@each_item
def test_every_law_named_in_the_text_is_among_the_references(item: Item) -> None:
    named = {
        name.translate(str.maketrans("〈〉", "《》"))
        for name in re.findall(r"《([^》]+)》", item.text)
    }
    assert named <= {reference.law.name for reference in item.laws}


@each_item
def test_search_words_are_distinct(item: Item) -> None:
    assert len(set(item.spoken)) == len(item.spoken)
    assert len(set(item.keywords)) == len(item.keywords)
    assert item.title not in item.spoken


@each_item
def test_nobody_is_asked_for_a_password_or_a_card(item: Item) -> None:
    for sentence in re.split(r"[。；\n]", item.text):
        if "密码" in sentence:
            assert re.search(r"别|不|谁|都|关掉|挂掉|改密码|假|骗|拿好|自己", sentence), sentence


def test_reviews_are_dated_and_not_ahead_of_the_content() -> None:
    assert all(date(2026, 1, 1) <= item.reviewed_on <= date(2027, 12, 31) for item in ITEMS)


def test_no_two_pages_share_a_long_run_of_characters() -> None:
    seen: dict[str, str] = {}
    shared = []
    for item in ITEMS:
        words = _words(item).replace("\n", "")
        for at in range(len(words) - LONGEST_SHARED_RUN):
            run = words[at : at + LONGEST_SHARED_RUN + 1]
            if seen.setdefault(run, item.key) != item.key:
                shared.append((seen[run], item.key, run))
    assert not shared


def test_most_links_between_pages_go_both_ways(library: Library) -> None:
    links = {(item.key, other) for item in library.items for other in item.related}
    assert sum((b, a) in links for a, b in links) / len(links) > 0.6


def test_every_section_is_linked_from_another(library: Library) -> None:
    reached = {
        other.section.code
        for item in library.items
        for other in library.related_to(item)
        if other.section != item.section
    }
    assert reached == {section.code for section in library.sections}


def test_a_law_without_its_date_says_that_nobody_verified_it(library: Library) -> None:
    for law in library.laws.values():
        assert law.in_force_since or "未核实" in (law.note or "")
