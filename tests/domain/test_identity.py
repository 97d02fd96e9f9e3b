"""Names, numbers and own words are found however they are written, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.identity import (
    SHORTEST_QUOTE,
    Identity,
    Secrets,
    given_away,
    id_numbers,
    names_in,
)

# Made up: there is no such region; the check character is right.
NUMBER, WITH_X = "999999190001010007", "99999919000101004X"
SAID = "我在三号楼跟着工头干木工活从开春干到秋天一分钱没见着"


def of(**told: str) -> Secrets:
    return Secrets({Identity(kind): [secret] for kind, secret in told.items()})


@pytest.mark.parametrize("number", [NUMBER, WITH_X])
def test_an_identity_number_is_found_however_it_is_written(number: str) -> None:
    for text in (
        f"证号{number}。",
        f"{number[:6]} {number[6:14]}-{number[14:]}",
        f"电话19900000001，身份证{number.lower()}，2026年",
        number.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ):
        assert id_numbers(text) == {number.casefold()}
        assert given_away(text, of(id_number=number)) == (Identity.ID_NUMBER,)


def test_what_is_no_identity_number_is_none() -> None:
    for text in (NUMBER[:-1] + "8", "999999190013010001", "19900000001", "91620500MA00000000", ""):
        assert not id_numbers(text)


@pytest.mark.parametrize(
    ("entry", "names"),
    [
        ("欧阳 某某", ("欧阳某某",)),
        ("东方某某（木工）", ("东方某某",)),
        ("上官某某、端木某某", ("上官某某", "端木某某")),
        ("司马某某等三人", ("司马某某",)),
    ],
)
def test_every_name_in_an_entry_of_a_ledger_is_found(entry: str, names: tuple[str, ...]) -> None:
    for name in names:
        secrets = Secrets({Identity.NAME: names_in(entry)})
        assert given_away(f"应付{name}工资", secrets) == (Identity.NAME,)
    assert given_away("拖欠三人木工工资", Secrets({Identity.NAME: names_in(entry)})) == ()


@pytest.mark.parametrize("entry", ["", "木工", "木工甲", "钢筋工班组", "工人 3", "（木工）"])
def test_what_somebody_does_is_no_name(entry: str) -> None:
    words = "木工甲、钢筋工班组、工人 3、班组长"
    assert given_away(words, Secrets({Identity.NAME: names_in(entry)})) == ()


@given(st.integers(0, len(SAID) - SHORTEST_QUOTE), st.text("，。 \u200b、", max_size=3))
def test_a_long_run_of_own_words_is_found_wherever_it_is_cut_out(start: int, between: str) -> None:
    copied = between.join(SAID[start : start + SHORTEST_QUOTE])
    secrets = Secrets({}, words=[f"老板，{SAID}！"])
    assert given_away(f"经查，{copied}属实。", secrets) == (Identity.WORDS,)
    assert given_away(f"经查，{copied[: len(copied) // 2]}属实。", secrets) == ()


def test_names_that_anybody_may_say_and_amounts_are_no_quotation() -> None:
    site = "示例市示例区示例安置房建设项目二标段示例劳务有限责任公司"
    secrets = Secrets({}, words=[f"{site}欠我2026年9月10月11月工资35000元"], public=[site])
    assert given_away(f"{site}拖欠工资", secrets) == ()
    assert given_away("欠2026年9月10月11月工资35000元", secrets) == ()
    assert given_away(f"{site}拖欠", Secrets({}, words=secrets.words)) == (Identity.WORDS,)


def test_any_of_several_people_is_found() -> None:
    secrets = Secrets({Identity.NAME: ["", "王", "赵某某"], Identity.PHONE: ["19900000001"]})
    assert given_away("赵 某某说的，电话199-0000-0001", secrets) == (Identity.NAME, Identity.PHONE)
    assert given_away("王工地", secrets) == ()
