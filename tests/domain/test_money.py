"""Money as workers, offices and contracts write it, and as it is said back to them."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.domain.money import (
    FEN_PER_YUAN,
    MAX_OWED_FEN,
    BadAmount,
    in_figures,
    in_wan,
    in_words,
    parse_yuan,
)

fens = st.integers(0, MAX_OWED_FEN)
any_fens = st.integers(0, 10**15)
WAN = 10_000


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("35000", 35_000),
        ("35000元", 35_000),
        ("35,000.00", 35_000),
        ("３,２６０元", 3260),
        ("３５０００", 35_000),
        ("￥35 000", 35_000),
        ("¥35000元整", 35_000),
        ("人民币 35000 元 ", 35_000),
        ("35000元人民币", 35_000),
        ("3.5万", 35_000),
        ("3.5万元", 35_000),
        ("3万5千", 35_000),
        ("3万5000", 35_000),
        ("3万500", 30_500),
        ("3万零500元", 30_500),
        ("8千", 8000),
        ("1.2亿", 120_000_000),
        ("1亿2000万", 120_000_000),
        ("0", 0),
        ("007", 7),
    ],
)
def test_an_amount_is_read_as_it_is_written(text: str, yuan: int) -> None:
    assert parse_yuan(text) == yuan * FEN_PER_YUAN


@pytest.mark.parametrize(
    ("text", "yuan"),
    [("3万5", 35_000), ("3千5", 3500), ("1亿2", 120_000_000), ("3万5千6", 35_600)],
)
def test_a_last_digit_without_its_mark_counts_the_next_place_as_in_speech(
    text: str, yuan: int
) -> None:
    assert parse_yuan(text) == parse_yuan(text + "元") == yuan * FEN_PER_YUAN


def test_zero_before_the_last_digit_says_that_places_are_skipped() -> None:
    assert parse_yuan("3万零5") == 30_005 * FEN_PER_YUAN


@pytest.mark.parametrize("text", ["19.5", "19.50元", "0.01", "1234.56"])
def test_cents_are_kept_to_the_fen(text: str) -> None:
    assert parse_yuan(text) == round(float(text.rstrip("元")) * 100)


@given(fens)
def test_figures_are_read_back_as_the_same_amount(fen: int) -> None:
    assert parse_yuan(in_figures(fen)) == fen


@given(st.integers(0, MAX_OWED_FEN // FEN_PER_YUAN))
@example(30_005)
@example(100_005_000)
@example(100_000_000)
def test_words_are_read_back_as_the_same_amount(yuan: int) -> None:
    assert parse_yuan(in_words(yuan * FEN_PER_YUAN)) == yuan * FEN_PER_YUAN


@given(any_fens)
def test_words_leave_the_cents_out_and_nothing_else(fen: int) -> None:
    assert in_words(fen) == in_words(fen - fen % FEN_PER_YUAN)


@given(any_fens)
def test_words_are_never_heard_as_another_amount(fen: int) -> None:
    """`3万5元` is heard as 3万5千, `1亿5千元` as 1亿5千万: a skipped place is said as 零."""
    assert not re.search(r"[亿万]\d元|亿\d千元", in_words(fen))


@given(any_fens)
def test_a_contract_amount_is_read_back_from_its_column(fen: int) -> None:
    assert parse_yuan(in_wan(fen), unit=WAN) == fen


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        (0, "0元"),
        (800, "800元"),
        (9999, "9999元"),
        (10_000, "1万元"),
        (30_005, "3万零5元"),
        (30_500, "3万零500元"),
        (35_000, "3万5千元"),
        (35_200, "3万5200元"),
        (120_000_000, "1亿2000万元"),
        (100_005_000, "1亿零5千元"),
        (105_000_000, "1亿零500万元"),
    ],
)
def test_an_amount_is_said_as_people_say_it(yuan: int, words: str) -> None:
    assert in_words(yuan * FEN_PER_YUAN) == words


def test_cents_are_shown_only_where_there_are_any() -> None:
    assert in_figures(3_500_000) == "35000 元"
    assert in_figures(3_500_005) == "35000.05 元"
    assert in_figures(9) == "0.09 元"


@pytest.mark.parametrize(
    ("fen", "wan"),
    [(12_800_500_000, "12800.5"), (10**8, "100"), (0, "0"), (1, "0.000001")],
)
def test_a_contract_amount_is_shown_plainly_in_wan(fen: int, wan: str) -> None:
    assert in_wan(fen) == wan


def test_a_column_in_wan_counts_bare_numbers_in_wan_and_believes_a_unit_that_is_written() -> None:
    assert parse_yuan("12800.5", unit=WAN) == 128_005_000_00
    assert parse_yuan("12800.5万", unit=WAN) == 128_005_000_00
    assert parse_yuan("12800.5万元", unit=WAN) == 128_005_000_00
    assert parse_yuan("1.2亿", unit=WAN) == 120_000_000_00
    assert parse_yuan("128005000元", unit=WAN) == 128_005_000_00


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "元",
        "万",
        "-5",
        "−5",
        "+5",
        "三万五",
        "面议",
        "约35000",
        "3万-5万",
        "1千3万",
        "3万3万",
        "3万零",
        "零5",
        "1.2.3",
        ".5",
        "5.",
        "1e5",
        "0x10",
        "nan",
        "inf",
        "0.001",
        "0.00000001万",
        "1.00000000000000000000000000000000001",
        "9" * 16,
        "9" * 5000,
    ],
)
def test_what_is_no_amount_is_refused_with_what_was_written(text: str) -> None:
    with pytest.raises(BadAmount) as bad:
        parse_yuan(text)
    assert bad.value.text == text


@pytest.mark.parametrize("text", ["1" * 100_000 + "x", "1万" * 50_000 + "x", "1." * 50_000])
def test_refusing_a_long_text_takes_no_longer_than_reading_it(text: str) -> None:
    """It once took twice as long with each further digit: this would not end today."""
    with pytest.raises(BadAmount):
        parse_yuan(text)


@given(st.text(st.sampled_from("0123456789０９.．,，亿万千零元整¥ -+eE人民币x"), max_size=40))
@example("1" * 40)
def test_any_text_is_an_amount_of_zero_or_more_or_a_bad_one(text: str) -> None:
    try:
        fen = parse_yuan(text)
    except BadAmount:
        return
    assert 0 <= fen <= 10**15
    assert isinstance(fen, int)
