"""A text as one line of print, and as two for where it is too wide."""

from __future__ import annotations

import unicodedata
from itertools import accumulate

from .glyphs import ems
from .text import clean

# (text, width in ems): the whole, then its halves if it has any, then its thirds if asked for
Line = list[tuple[str, float]]

_NEVER_FIRST = set("，。、；：！？）》」』】〕〉”’…·％%,.;:!?)]}>")
_NEVER_LAST = set("（《「『【〔〈“‘([{<")


def line(text: str, *, in_three: bool = False) -> Line | None:
    """Return the cleaned text with its widths, or None if nothing is left of it."""
    text = clean(text)
    if not text:
        return None
    parts = [text, *halves(text)]
    if in_three:
        parts += thirds(text)
    return [(part, round(ems(part), 3)) for part in parts]


def halves(text: str) -> tuple[str, str] | tuple[()]:
    """Part `text` in two of about equal width, at the best place near the middle.

    A run without any good place (60 × "A") is parted all the same: nothing is ever too wide for
    two lines of some size. Only spaces at the cut are dropped. A single character has no halves.
    """
    return _parted(text, 1 / 2)


def thirds(text: str) -> tuple[str, ...]:
    """Part `text` in three in the same way; a text that has no three parts has none."""
    if not (first := _parted(text, 1 / 3)) or not (rest := _parted(first[1], 1 / 2)):
        return ()
    return first[0], *rest


def _parted(text: str, share: float) -> tuple[str, str] | tuple[()]:
    *lefts, total = accumulate((ems(character) for character in text), initial=0.0)
    offs = [abs(left / (total or 1.0) - share) for left in lefts]
    best, least = 0, float("inf")
    for at in sorted(range(1, len(text)), key=offs.__getitem__):
        if offs[at] >= least:
            break
        if (cost := offs[at] + _dislike(text[at - 1], text[at])) < least:
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
