"""What a spreadsheet would take for a formula is marked, and the mark is taken off again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.formula import escaped, unescaped


@pytest.mark.parametrize("text", ["=1+1", "+86", "-", "@x", "\tx", "'=x", "''=x"])
def test_a_text_that_begins_like_a_formula_is_marked(text: str) -> None:
    assert escaped(text) == f"'{text}"


@given(st.text(st.sampled_from("'=+-@\t\r示a1"), max_size=8))
def test_every_text_comes_back_as_it_was(text: str) -> None:
    assert unescaped(escaped(text)) == text
    assert escaped(text)[:1] not in tuple("=+-@\t\r")


def test_what_is_no_text_stays_as_it_is() -> None:
    assert unescaped(12.5) == 12.5
    assert unescaped(None) is None
    assert unescaped("'示例") == "'示例"
