"""The pay day, brought into the one spelling that is printed on the board."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.pay_day import BadPayDay, read_pay_day


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("15", "每月15日"),
        ("１５号", "每月15日"),
        ("05", "每月5日"),
        ("每月15日", "每月15日"),
        ("每月 15 号", "每月15日"),
        ("每月的15号", "每月15日"),
        ("当月28日", "每月28日"),
        ("本月28日", "每月28日"),
        ("10号前", "每月10日前"),
        ("每月10日之前", "每月10日前"),
        ("10日以前", "每月10日前"),
        ("次月5日", "次月5日"),
        ("下月5号前", "次月5日前"),
        ("下个月的5号", "次月5日"),
        ("31", "每月31日"),
    ],
)
def test_a_pay_day_is_kept_in_one_spelling(text: str, kept: str) -> None:
    assert read_pay_day(text) == kept


@pytest.mark.parametrize(
    "text", ["", "0", "32", "100", "-5", "1.5", "月底", "十五", "每月", "15日左右", "2026-05-15"]
)
def test_what_names_no_day_of_a_month_is_refused(text: str) -> None:
    with pytest.raises(BadPayDay) as bad:
        read_pay_day(text)
    assert bad.value.text == text


@given(
    st.integers(1, 31),
    st.sampled_from(["", "每月", "次月", "下个月"]),
    st.sampled_from(["", "日", "号"]),
    st.sampled_from(["", "前", "之前", "以前"]),
)
def test_the_spelling_that_is_kept_is_read_as_itself(
    day: int, when: str, unit: str, by: str
) -> None:
    kept = read_pay_day(f"{when}{day}{unit}{by}")
    assert read_pay_day(kept) == kept
    assert kept.startswith("次月" if when in ("次月", "下个月") else "每月")
    assert kept.endswith("日前" if by else "日")


@given(st.text(max_size=12) | st.text(st.sampled_from("每次下月的0123号日之前"), max_size=8))
def test_any_text_is_a_day_from_1_to_31_or_a_bad_one(text: str) -> None:
    try:
        kept = read_pay_day(text)
    except BadPayDay:
        return
    assert 1 <= int("".join(char for char in kept if char.isdigit())) <= 31
