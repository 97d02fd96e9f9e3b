"""What a spreadsheet would take for a formula is marked, and the mark is taken off again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.formula import escaped, kept_as_text, unescaped


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+86",
        "-",
        "@x",
        "\tx",
        "\nx",
        "'=x",
        "''=x",
        "＝1",
        "－",
        " =1",
        "\u200b=1",
        "\ufeff＠x",
    ],
)
def test_a_text_that_begins_like_a_formula_is_marked(text: str) -> None:
    assert escaped(text) == f"'{text}"


@given(st.text(st.sampled_from("'=+-@＝＠ \u200b\ufeff\t\n\r示a1"), max_size=8))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert not escaped(text).lstrip(" \u200b\ufeff").startswith(tuple("=+-@＝＠\t\n\r"))


def test_what_is_no_text_stays_as_it_is() -> None:
    assert unescaped(12.5) == 12.5
    assert unescaped(None) is None
    assert unescaped("'示例") == "'示例"


@pytest.mark.parametrize("text", ["0938", "620502199001011234", "123456789012", "12E5", "=1", "0"])
def test_digits_that_a_spreadsheet_would_change_are_kept_as_text(text: str) -> None:
    assert kept_as_text(text) == (text if text == "0" else f"'{text}")


@pytest.mark.parametrize("text", ["12333", "3817 2946", "2026-09、2026-10", "示例", "'示例"])
def test_other_texts_are_written_as_they_are(text: str) -> None:
    assert kept_as_text(text) == text
