"""A text as one line of print, and as two for where it is too wide."""

from __future__ import annotations

import unicodedata

from .glyphs import ems
from .text import clean

Line = list[tuple[str, float]]  # (text, width in ems): the whole, then its halves if it has any

_NEVER_FIRST = set("，。、；：！？）》」』】〕〉”’…·％%,.;:!?)]}>")
_NEVER_LAST = set("（《「『【〔〈“‘([{<")


def line(text: str) -> Line | None:
    """Return the cleaned text with its widths, or None if nothing is left of it."""
    text = clean(text)
    if not text:
        return None
    parts = [text, *halves(text)]
    return [(part, round(ems(part), 3)) for part in parts]


def halves(text: str) -> tuple[str, str] | tuple[()]:
    """Part `text` in two of about equal width, at the best place near the middle.

    A run without any good place (60 × "A") is parted all the same: nothing is ever too wide for
    two lines of some size. Only spaces at the cut are dropped. A single character has no halves.
    """
    widths = [ems(character) for character in text]
    total = sum(widths) or 1.0
    best, least, left = 0, float("inf"), 0.0
    for at in range(1, len(text)):
        left += widths[at - 1]
        cost = abs(left - total / 2) / total + _dislike(text[at - 1], text[at])
        if cost < least:
            best, least = at, cost
    return (text[:best].rstrip(), text[best:].lstrip()) if best else ()


def _dislike(before: str, after: str) -> float:
    if unicodedata.category(after).startswith("M"):
        return 9.0
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return 2.0
    if " " in (before, after) or after in "（(" or before in "）)、，；":
        return 0.0
    return 1.0 if before.isascii() and after.isascii() else 0.12
