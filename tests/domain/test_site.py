"""The closed lists of the register, in the words that offices use."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.site import (
    Industry,
    PartyRole,
    SiteStatus,
    UnknownWord,
    read_industry,
    read_status,
)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("未开工", SiteStatus.PLANNED),
        ("拟建", SiteStatus.PLANNED),
        ("在建", SiteStatus.ACTIVE),
        (" 在建\n", SiteStatus.ACTIVE),
        ("施工中", SiteStatus.ACTIVE),
        ("停工", SiteStatus.SUSPENDED),
        ("完工", SiteStatus.FINISHED),
        ("竣工", SiteStatus.FINISHED),
    ],
)
def test_a_status_is_read_from_an_offices_word(word: str, status: SiteStatus) -> None:
    assert read_status(word) is status


@pytest.mark.parametrize(
    ("word", "industry"),
    [
        ("住建", Industry.HOUSING),
        ("房建市政", Industry.HOUSING),
        ("市政工程", Industry.HOUSING),
        ("建筑", Industry.HOUSING),
        ("交通运输", Industry.TRANSPORT),
        ("公路", Industry.TRANSPORT),
        ("水务", Industry.WATER),
        ("水利水电", Industry.WATER),
        ("其他", Industry.OTHER),
        ("其他（通信）", Industry.OTHER),
    ],
)
def test_an_industry_is_read_from_the_beginning_of_an_offices_word(
    word: str, industry: Industry
) -> None:
    assert read_industry(word) is industry


def test_a_form_may_send_the_codes_themselves() -> None:
    assert [read_status(f" {status} ") for status in SiteStatus] == list(SiteStatus)
    assert [read_industry(f" {industry} ") for industry in Industry] == list(Industry)


@pytest.mark.parametrize("read", [read_status, read_industry])
@pytest.mark.parametrize(
    "word", ["", " ", "不知道", "没有", "非在建", "非住建", "HOUSING", "actives"]
)
def test_a_word_that_is_not_in_the_list_is_never_guessed(
    read: Callable[[str], object], word: str
) -> None:
    with pytest.raises(UnknownWord) as unknown:
        read(word)
    assert unknown.value.text == word


@pytest.mark.parametrize("read", [read_status, read_industry])
@given(word=st.text(max_size=20))
def test_any_text_is_a_word_of_the_list_or_unknown(
    read: Callable[[str], object], word: str
) -> None:
    with suppress(UnknownWord):
        assert read(word) in {*SiteStatus, *Industry}


def test_the_roles_are_those_of_the_statutory_board() -> None:
    assert list(PartyRole) == [
        "developer",
        "general_contractor",
        "project_office",
        "subcontractor",
        "regulator",
        "wage_officer",
    ]
