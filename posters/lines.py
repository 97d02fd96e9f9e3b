"""A text as one line of print, and as two for where it is too wide."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate

from .glyphs import ems, widths
from .text import clean

# (text, width in ems): the whole, then its halves if it has any, then its thirds if asked for
Line = tuple[tuple[str, float], ...]

_NEVER_FIRST = set("，。、；：！？）》」』】〕〉”’…·％%,.;:!?)]}>")
_NEVER_LAST = set("（《「『【〔〈“‘([{<")
_ONLY_CHINESE = re.compile(r"[\u4e00-\u9fff]{2,}").fullmatch


@lru_cache(maxsize=8192)
def line(text: str, *, in_three: bool = False, whole_up_to: float = 0) -> Line | None:
    """Return the cleaned text with its widths, or None if nothing is left of it. `whole_up_to`: so
    many ems fit on one line wherever it is set, and need no halves."""
    text = clean(text)
    if not text:
        return None
    if (width := ems(text)) <= whole_up_to:
        return ((text, round(width, 3)),)
    parts = [text, *halves(text)]
    if in_three:
        parts += thirds(text)
    return tuple((part, round(ems(part), 3)) for part in parts)


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
    best = _nearest_place(text, share) if _ONLY_CHINESE(text) else _best_place(text, share)
    return (text[:best].rstrip(), text[best:].lstrip()) if best else ()


def _nearest_place(text: str, share: float) -> int:
    """The place of a text in which none is better than another: most are like that."""
    before = int(len(text) * share)
    return min((before, before + 1), key=lambda at: abs(at / len(text) - share))


def _best_place(text: str, share: float) -> int:
    """Look at the places from the aimed one outwards, until none can be better; 0 without any."""
    *lefts, total = accumulate(widths(text), initial=0.0)
    offs = [abs(left / (total or 1.0) - share) for left in lefts]
    best, least = 0, float("inf")
    after = bisect_left(lefts, total * share, 1)
    before = after - 1
    while before > 0 or after < len(text):
        if after == len(text) or (before > 0 and offs[before] <= offs[after]):
            at, before = before, before - 1
        else:
            at, after = after, after + 1
        if offs[at] >= least:
            break
        if (cost := offs[at] + _dislike(text[at - 1], text[at])) < least:
            best, least = at, cost
    return best


def _dislike(before: str, after: str) -> float:
    if before.isalnum() and after.isalnum():
        return 1.0 if before.isascii() and after.isascii() else 0.12
    if unicodedata.category(after).startswith("M"):
        return 9.0
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return 2.0
    if " " in (before, after) or after in "（(" or before in "）)、，；":
        return 0.0
    return 1.0 if before.isascii() and after.isascii() else 0.12
