"""How search behaves, whatever the ranking says."""

import pytest

from portal.content.library import Library
from portal.content.search import LONGEST_QUERY, Search
from portal.content.terms import load_vocabulary, plain


def _first(search: Search, query: str) -> str:
    return search.find(query)[0].item.key


@pytest.mark.parametrize("query", ["", " ", "\n\t"])
def test_an_empty_query_finds_nothing(search: Search, query: str) -> None:
    assert search.find(query) == []


@pytest.mark.parametrize("query", ["asdfgh", "？？", "🙂", "k", "养老保险", "你好"])
def test_what_nobody_wrote_about_gets_guesses_that_say_so(search: Search, query: str) -> None:
    hits = search.find(query)
    assert hits
    assert all(hit.is_guess for hit in hits)


def test_a_hit_is_no_guess(search: Search) -> None:
    assert not any(hit.is_guess for hit in search.find("工头跑了"))


def test_the_same_query_gets_the_same_answer(library: Library, search: Search) -> None:
    again = Search(library)
    for query in ("欠薪", "gtpl", "保正金", "asdfgh"):
        assert search.find(query) == search.find(query) == again.find(query)


def test_the_best_come_first_and_no_more_than_asked(search: Search) -> None:
    hits = search.find("工钱", limit=7)
    scores = [hit.score for hit in hits]
    assert len(hits) == 7
    assert scores == sorted(scores, reverse=True)


def test_each_item_is_found_once(search: Search) -> None:
    keys = [hit.item.key for hit in search.find("老板不给工钱跑了", limit=200)]
    assert len(keys) == len(set(keys))


def test_every_item_is_found_by_its_own_title(library: Library, search: Search) -> None:
    missed = [item.key for item in library.items if _first(search, item.title) != item.key]
    assert not missed


def test_every_item_is_among_the_first_three_for_what_it_says_people_say(
    library: Library, search: Search
) -> None:
    sayings = [(item, saying) for item in library.items for saying in item.spoken]
    missed = [
        (item.key, saying)
        for item, saying in sayings
        if item not in [hit.item for hit in search.find(saying)[:3]]
    ]
    assert len(missed) / len(sayings) < 0.02, missed


@pytest.mark.parametrize(
    ("query", "like"),
    [
        ("血汗钱被拖欠了", "工资被拖欠了"),
        ("老板跑路", "工头跑路"),
        ("gongtoupaole", "gong tou pao le"),
        ("ＧＴＰＬ", "gtpl"),
        ("１２３３３", "12333"),
        ("欠条，怎么写？", "欠条怎么写"),
    ],
)
def test_ways_to_say_the_same_thing_find_the_same_page(
    search: Search, query: str, like: str
) -> None:
    assert _first(search, query) == _first(search, like)


@pytest.mark.parametrize(
    ("exact", "by_ear"), [("保证金", "baozhengjin"), ("工头跑了", "gtpl"), ("欠条", "欠挑")]
)
def test_what_was_written_beats_what_only_sounds_alike(
    search: Search, exact: str, by_ear: str
) -> None:
    assert search.find(exact)[0].score > search.find(by_ear)[0].score


def test_letters_among_characters_are_read_as_pinyin(search: Search) -> None:
    assert _first(search, "工资ka被扣了") in {"faq/card-held", "cautions/keep-wage-card"}


def test_marks_cover_what_was_asked_for_and_lie_within_the_text(search: Search) -> None:
    hit = search.find("工头跑了")[0]
    assert [hit.item.title[start:end] for start, end in hit.highlights.title] == ["包工头跑了"]
    for query in ("工钱不给", "gtpl", "最低工资", "12345"):
        for hit in search.find(query):
            for text, marks in (
                (hit.item.title, hit.highlights.title),
                (hit.item.short, hit.highlights.short),
            ):
                edges = [edge for mark in marks for edge in mark]
                assert edges == sorted(set(edges))
                assert all(0 <= edge <= len(text) for edge in edges)


def test_a_query_as_long_as_a_letter_is_read_to_a_limit(search: Search) -> None:
    letter = "老板跑了工钱没给" * 500
    assert search.find(letter) == search.find(letter[:LONGEST_QUERY])


def test_cleaning_a_text_keeps_every_place(library: Library) -> None:
    for text in ("Ａ１２，工 钱①", "㍻ﬁ🙂İ", *(item.title for item in library.items)):
        assert len(plain(text)) == len(text)


def test_a_synonym_means_what_its_group_means() -> None:
    words = load_vocabulary()
    assert words.features("薪水").keys() >= {"=工钱"}
    assert words.features("欠薪").keys() >= {"=工钱", "=没给"}
    assert not [key for key in words.features("怎么办") if not key.startswith("~")]
