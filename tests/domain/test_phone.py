"""Telephone numbers: what is read, and how little of them is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.phone import BadPhone, digits_of, mask, mobile, reachable, spaced

mobiles = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
land_lines = st.from_regex(r"0[0-9]{6,11}", fullmatch=True)


@given(mobiles | land_lines)
def test_a_masked_number_hides_at_least_four_digits(digits: str) -> None:
    shown = mask(digits)
    assert sum(char.isdigit() for char in shown) <= len(digits) - 4
    assert digits not in shown
    before, after = shown.split("****")
    assert digits.startswith(before)
    assert digits.endswith(after)


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("13800135678", "138****5678"),
        ("09388210021", "0938****21"),
        ("82100021", "82****21"),
        ("8210021", "8****21"),
        ("12333", "12333"),
        ("", ""),
    ],
)
def test_a_number_is_masked_in_its_middle_and_a_service_number_not_at_all(
    digits: str, shown: str
) -> None:
    assert mask(digits) == shown


@pytest.mark.parametrize(
    "text",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "１３８００１３８０００",
        "+86 138 0013 8000",
        "0086-13800138000",
        "（138）00138000",
        "138·0013·8000",
        "138—0013–8000",
        "\t13800138000\n",
    ],
)
def test_a_mobile_is_read_however_it_is_written(text: str) -> None:
    assert digits_of(text) == mobile(text) == reachable(text) == "13800138000"


@pytest.mark.parametrize(
    ("text", "digits"),
    [("0938-8210021", "09388210021"), ("(0938) 8210021", "09388210021"), ("8210021", "8210021")],
)
def test_a_land_line_can_be_called_but_is_no_mobile(text: str, digits: str) -> None:
    assert reachable(text) == digits
    with pytest.raises(BadPhone):
        mobile(text)


@pytest.mark.parametrize("text", ["12333", "12345", "110"])
def test_a_service_number_is_a_number_but_nobody_can_be_called_on_it(text: str) -> None:
    assert digits_of(text) == text
    with pytest.raises(BadPhone):
        reachable(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12",
        "1380013800",
        "138001380000",
        "12800138000",
        "1380013800a",
        "一三八",
        "13800138000/13900139000",
        "13800138000转8",
        "86 13800138000",
        "٠١٢٣٤٥٦٧٨٩٠",
        "1" * 5000,
    ],
)
def test_a_number_with_a_digit_too_few_or_too_many_is_no_mobile(text: str) -> None:
    with pytest.raises(BadPhone) as bad:
        mobile(text)
    assert bad.value.text == text


@pytest.mark.parametrize("text", ["138001380000", "12800138000"])
def test_what_begins_like_a_mobile_and_is_none_cannot_be_called(text: str) -> None:
    with pytest.raises(BadPhone):
        reachable(text)


@given(mobiles | land_lines)
def test_a_number_read_out_and_typed_back_is_the_same_number(digits: str) -> None:
    assert digits_of(spaced(digits)) == digits


def test_a_mobile_is_read_out_in_groups_and_a_land_line_as_it_is() -> None:
    assert spaced("13800138000") == "138 0013 8000"
    assert spaced("09388210021") == "09388210021"


@given(st.text() | st.text(st.sampled_from("0123456789０+- ()（）·."), max_size=20))
def test_any_text_is_three_to_twelve_plain_digits_or_a_bad_number(text: str) -> None:
    try:
        digits = digits_of(text)
    except BadPhone:
        return
    assert digits.isascii()
    assert digits.isdigit()
    assert 3 <= len(digits) <= 12
