"""What callers say of a site, taken apart."""

import pytest

from portal.domain.site import Industry
from portal.domain.site_words import plain, understood


@pytest.mark.parametrize(
    ("said", "pieces", "industries"),
    [
        ("麦积山那个修路的", ["麦积山"], [Industry.TRANSPORT]),
        ("我在张家川县修河堤", ["张家川县"], [Industry.WATER]),
        ("甘谷 盖楼的 宏远公司", ["甘谷", "宏远"], [Industry.HOUSING]),
        ("何湾的安置房", ["何湾"], [Industry.HOUSING]),
        ("（渭水）丽景", ["渭水", "丽景"], []),
        ("滨江hyjz", ["滨江", "hyjz"], []),
        ("５号厂房", ["5号厂房"], []),
        ("那个工地", [], []),
        ("", [], []),
    ],
)
def test_what_says_nothing_is_left_out_and_works_are_known_by_what_is_built(
    said: str, pieces: list[str], industries: list[Industry]
) -> None:
    found = understood(said)
    assert found.pieces == pieces
    assert [works.industry for works in found.works] == industries


def test_a_county_stands_apart_only_where_it_is_asked_to() -> None:
    assert understood("麦积山路").pieces == ["麦积山路"]
    assert understood("麦积渭水丽景", counties_apart=True).pieces == ["麦积", "渭水丽景"]
    assert understood("张家川回族自治县", counties_apart=True).pieces == ["张家川回族自治县"]


def test_text_is_compared_in_one_width_and_case_and_without_signs() -> None:
    assert plain("Ｓ示０１线（街亭段）·一期") == "s示01线 街亭段  一期"
