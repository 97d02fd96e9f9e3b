"""County names as offices write them."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.regions import CITY, COUNTIES, UnknownCounty, name_of, resolve, short_names


@pytest.mark.parametrize(("code", "name"), COUNTIES.items())
def test_a_county_is_known_by_its_code_and_its_name_in_every_usual_form(
    code: str, name: str
) -> None:
    short = name.removesuffix("回族自治县").rstrip("区县")
    for text in (code, name, short, f"{short}县", f"{short}区"):
        for written in (text, f" {text}\n", "\u3000".join(text) if text == name else text):
            assert resolve(written) == code
    for prefix in ("天水市", "天水", "天水市 "):
        assert resolve(prefix + name) == code


def test_an_autonomous_county_is_known_by_its_shorter_names() -> None:
    assert resolve("张家川自治县") == resolve("张家川县") == resolve("张家川") == "620525"


@pytest.mark.parametrize(
    "text",
    ["", " ", "天水", "天水市", CITY, "县", "区", "兰州市", "城关区", "620100", "秦州麦积", "秦"],
)
def test_what_is_none_of_the_seven_counties_is_refused(text: str) -> None:
    with pytest.raises(UnknownCounty) as unknown:
        resolve(text)
    assert unknown.value.text == text


@given(st.text(max_size=30))
def test_any_text_is_one_of_the_seven_or_unknown(text: str) -> None:
    with suppress(UnknownCounty):
        assert resolve(text) in COUNTIES


def test_codes_are_printed_as_names_and_the_city_has_one_too() -> None:
    assert [name_of(code) for code in COUNTIES] == list(COUNTIES.values())
    assert name_of(CITY) == "天水市"
    assert len(COUNTIES) == 7


def test_people_call_a_county_by_shorter_names_too() -> None:
    assert short_names("620503") == ("麦积区", "麦积")
    assert short_names("620525") == ("张家川回族自治县", "张家川县", "张家川")
