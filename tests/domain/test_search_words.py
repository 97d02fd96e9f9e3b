"""Text as it is searched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.search_words import (
    Excerpt,
    TooShort,
    excerpt,
    holds,
    normal,
    pairs,
    pieces_of,
)


def test_signs_width_and_case_do_not_count() -> None:
    assert normal("（甲方），没 拨款 ＡＢ１") == "甲方没拨款ab1"
    assert pairs("拨款。拨款") == {"拨款", "款拨"}
    assert pairs("款") == pairs("") == set()


@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_the_pairs_of_a_part_are_among_those_of_the_whole(a: str, b: str, c: str) -> None:
    assert pairs(normal(b)) <= pairs(normal(a) + normal(b) + normal(c))


def test_every_piece_must_stand_in_one_text() -> None:
    texts = ["示例·滨江花园", None, "", "甲方，没拨款"]
    assert holds(["滨江", "甲方没拨"], texts)
    assert not holds(["花园甲方"], texts)
    assert holds([], texts)


@pytest.mark.parametrize("text", ["", "王", "王 李", "。，"])
def test_one_character_alone_is_too_little_to_look_for(text: str) -> None:
    with pytest.raises(TooShort):
        pieces_of(text)


def test_pieces_are_what_stands_between_spaces() -> None:
    assert pieces_of(" 滨江，花园　王 ") == ["滨江花园", "王"]
    assert pieces_of("长" * 500) == ["长" * 40]


def test_an_excerpt_shows_what_stands_around_as_it_was_written() -> None:
    text = "一二三四五六七八，甲方（没）拨款。九十"
    assert excerpt(text, ["没有", "方没拨"], around=4) == Excerpt(
        "…七八，甲", "方（没）拨", "款。九十"
    )
    assert excerpt("没拨款", ["没拨款"]) == Excerpt("", "没拨款", "")
    assert excerpt("没拨款", ["拨没"]) is None


@given(st.text(max_size=40), st.integers(0, 40), st.integers(2, 5))
def test_an_excerpt_is_found_wherever_a_text_holds_the_piece(text: str, at: int, size: int) -> None:
    piece = normal(text)[at : at + size]
    if len(piece) >= 2:
        found = excerpt(text, [piece])
        assert found is not None
        assert piece in normal(found.hit)
