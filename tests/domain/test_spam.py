"""Floods are told from people: whoever leaves a number is always taken in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.spam import (
    LEAST_SECONDS,
    MOST,
    WHILE,
    Counted,
    Sign,
    Verdict,
    Visit,
    counted,
    judge,
    same_text,
    sender_of,
    signs_of,
)

SIGNS = st.frozensets(st.sampled_from(Sign))


@given(SIGNS)
def test_whoever_can_be_called_back_is_never_refused(signs: frozenset[Sign]) -> None:
    assert judge(signs, is_reachable=True) is not Verdict.REFUSE


@given(SIGNS, SIGNS, st.booleans())
def test_more_signs_never_make_a_verdict_milder(
    some: frozenset[Sign], more: frozenset[Sign], reachable: bool
) -> None:
    first = judge(some, is_reachable=reachable)
    assert judge(some | more, is_reachable=reachable).value >= first.value


@given(st.booleans())
def test_nothing_odd_is_simply_taken(reachable: bool) -> None:
    assert judge(frozenset(), is_reachable=reachable) is Verdict.TAKE


@pytest.mark.parametrize("sign", [Sign.TRAP, Sign.HASTE, Sign.SENDER, Sign.TEXT])
def test_nameless_and_odd_is_refused(sign: Sign) -> None:
    assert judge(frozenset({sign}), is_reachable=False) is Verdict.REFUSE


@pytest.mark.parametrize("sign", [Sign.UNSTAMPED, Sign.PHONE])
def test_a_weak_sign_alone_is_only_looked_at(sign: Sign) -> None:
    assert judge(frozenset({sign}), is_reachable=False) is Verdict.REVIEW


@given(st.dictionaries(st.sampled_from(Counted), st.integers(1, 100)))
def test_counts_are_odd_only_beyond_their_limit(counts: dict[Counted, int]) -> None:
    signs = signs_of(Visit("192.0.2.1", page_age=60), counts)
    expected = {MOST[each][1] for each, n in counts.items() if n > MOST[each][0]}
    assert signs == expected


@pytest.mark.parametrize(
    ("age", "expected"),
    [
        (None, {Sign.UNSTAMPED}),
        (0, {Sign.HASTE}),
        (LEAST_SECONDS, set()),
        (7 * 24 * 3600, set()),
    ],
)
def test_a_page_may_lie_open_for_a_week_but_not_be_filled_in_at_once(
    age: float | None, expected: set[Sign]
) -> None:
    assert signs_of(Visit("192.0.2.1", page_age=age), {}) == expected


def test_a_field_that_nobody_sees_is_a_sign_when_filled() -> None:
    assert signs_of(Visit("192.0.2.1", page_age=60, is_trapped=True), {}) == {Sign.TRAP}


@pytest.mark.parametrize(
    ("address", "sender"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::9", "2001:db8:1:2::/64"),
        ("127.0.0.1", ""),
        ("::1", ""),
        ("0.0.0.0", ""),
        ("unix:", ""),
        ("", ""),
    ],
)
def test_an_address_stands_for_one_sender_or_for_nobody(address: str, sender: str) -> None:
    assert sender_of(address) == sender


def test_two_phones_of_one_home_network_are_one_sender() -> None:
    assert sender_of("2001:db8::1") == sender_of("2001:db8::ffff:2") != sender_of("2001:db8:0:1::1")


def test_the_same_words_are_the_same_however_they_are_spaced() -> None:
    once = "木工班，班长说甲方没拨款，一直拖着"
    assert same_text(once) == same_text(" 木工班 班长说甲方没拨款。一直拖着！\n") != ""
    assert same_text(once) != same_text(once + "三个月")


@pytest.mark.parametrize(
    "text", ["", "欠钱不给", "欠钱！！！！！！！！！！！！", "啊 啊 啊 啊 啊 啊 啊 啊"]
)
def test_short_texts_are_alike_by_chance_and_are_not_compared(text: str) -> None:
    assert same_text(text) == ""


def test_only_what_tells_something_is_counted() -> None:
    here = Visit("192.0.2.1")
    assert counted(here, phone="", narrative="短") == {Counted.UNNAMED: "192.0.2.1"}
    named = counted(here, phone="19900000001", narrative="木工班班长说甲方没有拨款")
    assert set(named) == {Counted.NAMED, Counted.PHONE, Counted.TEXT}
    assert counted(Visit("127.0.0.1"), phone="", narrative="") == {}


def test_a_whole_site_behind_one_address_is_below_every_limit() -> None:
    assert MOST[Counted.NAMED][0] >= 30
    assert MOST[Counted.UNNAMED][0] >= 10
    assert set(MOST) == set(WHILE) == set(Counted)
