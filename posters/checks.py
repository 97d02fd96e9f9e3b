"""The last look at facts before they are printed."""

from __future__ import annotations

from typing import Any

from .glyphs import UnprintableText, missing_glyphs
from .problems import InvalidPrint, Problem


def must_print(
    facts: Any, problems: tuple[Problem, ...], refusal: type[InvalidPrint] = InvalidPrint
) -> None:
    """Raise `refusal` if there are problems, `UnprintableText` if the font lacks a character."""
    if problems:
        raise refusal(problems)
    if missing := missing_glyphs(facts):
        raise UnprintableText(missing)
