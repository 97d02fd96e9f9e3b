"""Texts that a spreadsheet would take for a formula or a number: marked on their way out, and
back again."""

import re
from typing import Final, TypeVar

T = TypeVar("T")
# What Excel, WPS or LibreOffice count out, full-width signs and what is skipped before them
# included; a tab or a line break first may push the rest into a cell of its own.
_BLANK: Final = "\\s'\ufeff\u200b-\u200f\u2060"
_FORMULA: Final = re.compile(rf"[{_BLANK}]*[=+\-@＝＋－＠\t\r\n]")
# Digits that a spreadsheet would shorten: it drops a leading zero, keeps fifteen, and writes from
# twelve on (or where an E is between them) a power of ten.
_NO_NUMBER: Final = re.compile(r"0\d+|\d{12,}|\d+[eE]\d+")


def escaped(text: str) -> str:
    """The text with a `'` before it if it begins like a formula, however many stand there."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(cell: T) -> T | str:
    """The cell as it was before `escaped`; whatever is no marked text stays as it is."""
    if isinstance(cell, str) and cell.startswith("'") and _FORMULA.match(cell[1:]):
        return cell[1:]
    return cell


def kept_as_text(text: str) -> str:
    """The text for a cell of CSV, where nothing else says that it is one: with a `'` before it if
    it begins like a formula or would be taken for a number and lose digits."""
    return f"'{text}" if _NO_NUMBER.fullmatch(text) else escaped(text)
