"""Texts that a spreadsheet would take for a formula: marked on their way out, and back again."""

import re
from typing import Final, TypeVar

T = TypeVar("T")
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r]")
_MARKED: Final = re.compile(r"'+[=+\-@\t\r]")


def escaped(text: str) -> str:
    """The text with a `'` before it if it begins like a formula, however many stand there."""
    return f"'{text}" if _FORMULA.match(text) else text


def unescaped(cell: T) -> T | str:
    """The cell as it was before `escaped`; whatever is no marked text stays as it is."""
    return cell[1:] if isinstance(cell, str) and _MARKED.match(cell) else cell
