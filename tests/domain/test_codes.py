"""Codes that are read off a board, said over a telephone and typed with cold fingers."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.domain.codes import (
    LENGTH,
    BadCode,
    Slip,
    check_digit,
    complete,
    heard,
    pairs,
    parse,
    said,
    spoken,
)

sevens = st.integers(0, 9_999_999).map("{:07d}".format)
codes = sevens.map(complete)
separators = st.sampled_from([" ", "-", "－", "–", "—", "·", ".", "\u3000", "\u00a0", "\t", "\n"])
CODE = complete("3817294")


def reason_of(text: str) -> str:
    with pytest.raises(BadCode) as bad:
        parse(text)
    assert bad.value.text == text
    return bad.value.reason


@given(codes)
def test_every_single_wrong_digit_is_caught(code: str) -> None:
    for place in range(LENGTH):
        for digit in set("0123456789") - {code[place]}:
            assert reason_of(code[:place] + digit + code[place + 1 :]) == "check"


@given(codes)
def test_every_swap_of_two_neighbours_is_caught(code: str) -> None:
    for place in range(LENGTH - 1):
        first, second = code[place], code[place + 1]
        if first != second:
            assert reason_of(code[:place] + second + first + code[place + 2 :]) == "check"


def test_a_swap_is_caught_whatever_went_before_it() -> None:
    """One digit before leads to each of the ten states, so this is every swap there can be."""
    for before in "0123456789":
        for first in "0123456789":
            for second in "0123456789":
                if first != second:
                    said_right = check_digit(before + first + second)
                    assert said_right != check_digit(before + second + first)


@given(codes)
def test_a_code_read_out_and_typed_back_is_the_same_code(code: str) -> None:
    assert parse(spoken(code)) == code


@given(codes, st.lists(separators, min_size=LENGTH + 1, max_size=LENGTH + 1))
def test_separators_may_stand_anywhere(code: str, between: list[str]) -> None:
    assert parse(between[0] + "".join(map(str.__add__, code, between[1:]))) == code


@pytest.mark.parametrize(
    "shape",
    [
        "{}",
        "No.{}",
        "No. {}",
        "NO.{}",
        "no {}",
        "№{}",
        "Ｎｏ．{}",
        "  {}  ",
        "{}\n",
    ],
)
def test_a_code_is_read_with_what_is_printed_or_typed_around_it(shape: str) -> None:
    assert parse(shape.format(CODE)) == CODE
    assert parse(shape.format(f"{CODE[:4]}-{CODE[4:]}")) == CODE
    assert parse(shape.format(f"{CODE[:4]} {CODE[4:]}")) == CODE


@given(codes)
def test_full_width_digits_are_digits(code: str) -> None:
    assert parse(code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))) == code


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" \u3000-", "empty"),
        ("No.", "empty"),
        ("三八幺拐", "letters"),
        ("3817294l", "letters"),
        ("3817294o", "letters"),
        ("38No172946", "letters"),
        ("+38172946", "letters"),
        ("381729", "length"),
        ("138 0013 8000", "length"),
        (CODE + CODE, "length"),
    ],
)
def test_what_is_no_code_is_told_apart(text: str, reason: str) -> None:
    assert reason_of(text) == reason


@given(st.text(st.characters(exclude_categories=())))
@example("１" * 8)
@example("²" * 8)
@example("٣" * 8)
def test_any_text_is_a_sound_code_or_a_bad_one_and_nothing_else(text: str) -> None:
    try:
        code = parse(text)
    except BadCode as bad:
        assert bad.reason in ("empty", "letters", "length", "check")
    else:
        assert len(code) == LENGTH
        assert code.isascii()
        assert code.isdigit()
        assert check_digit(code) == "0"


@given(sevens)
def test_a_code_begins_with_the_seven_digits_that_were_drawn(seven: str) -> None:
    assert complete(seven)[:7] == seven
    assert len(complete(seven)) == LENGTH


def test_the_check_digit_is_that_of_the_published_table() -> None:
    assert check_digit("572") == "4"
    assert check_digit("5724") == "0"


def test_a_code_is_printed_in_two_groups_of_four() -> None:
    assert spoken("38172946") == "3817 2946"


def test_an_operator_reads_pairs_in_words_that_cannot_be_mixed_up() -> None:
    assert said("38172946") == "三八 幺拐 两九 四六"
    assert said("050") == "零五 零"
    words = said("0123456789").replace(" ", "")
    assert len(set(words)) == 10
    assert not set(words) & set("一二七")


def test_digits_are_read_two_by_two_each_pair_with_its_sound() -> None:
    assert pairs("381729") == [("38", "三八"), ("17", "幺拐"), ("29", "两九")]
    assert pairs("") == []


@pytest.mark.parametrize(
    ("text", "digits"),
    [("38172947", 8), ("No. 3817 2947", 8), ("38172", 5), ("381729464", 9), (CODE * 2, 16)],
)
def test_digits_that_were_meant_as_a_code_are_told_from_words(text: str, digits: int) -> None:
    slip = heard(text)
    assert isinstance(slip, Slip)
    assert slip.digits == digits
    assert (slip.is_misread, slip.is_part) == (digits == LENGTH, digits < LENGTH)


@pytest.mark.parametrize("text", ["", "3817", "3号楼", "示例·38172947 期", "麦积山那个修路的"])
def test_a_name_or_the_number_of_a_house_is_not_heard_as_a_code(text: str) -> None:
    assert heard(text) is None


@given(sevens)
def test_a_sound_code_is_heard_however_it_is_spoken(seven: str) -> None:
    assert heard(f"No. {spoken(complete(seven))}") == complete(seven)
