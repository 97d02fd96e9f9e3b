"""Text as it is searched: how two texts are compared, and the pairs that an index is made of."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

LONGEST_SOUGHT = 40


class TooShort(ValueError):
    """Nothing, or one character alone, which half of all texts hold."""


class _Compared(dict[int, str]):
    """What each character is compared as, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = "".join(filter(str.isalnum, plain))
        return self[code]


_COMPARED: Final = _Compared()


def normal(text: str) -> str:
    """Letters and digits alone, in one width and case: 甲方，没拨款 holds 甲方没拨款."""
    return text.translate(_COMPARED)


def pairs(text: str) -> set[str]:
    """The neighbouring characters of a text; who knows them all may still not know the text."""
    return {one + other for one, other in pairwise(normal(text))}


def pieces_of(text: str) -> list[str]:
    """The pieces that a text must hold, as they are compared. Raises TooShort when none of them
    has two characters."""
    pieces = [piece for word in text[:LONGEST_SOUGHT].split() if (piece := normal(word))]
    if max(map(len, pieces), default=0) < 2:
        raise TooShort
    return pieces


def holds(pieces: Iterable[str], texts: Iterable[str | None]) -> bool:
    """Whether each piece stands in one of the texts."""
    compared = [normal(text) for text in texts if text]
    return all(any(piece in text for text in compared) for piece in pieces)


class Excerpt(NamedTuple):
    """A stretch of a text in three parts, of which the middle one is what was sought."""

    before: str
    hit: str
    after: str


def excerpt(text: str, pieces: Sequence[str], around: int = 16) -> Excerpt | None:
    """Where the first piece that a text holds stands in it; None when it holds none."""
    plain = normal(text)
    piece = next((piece for piece in pieces if piece in plain), None)
    if piece is None:
        return None
    at = plain.find(piece)
    start, end = _place_of(text, at), _place_of(text, at + len(piece) - 1) + 1
    before, after = text[:start], text[end:]
    return Excerpt(
        f"…{before[-around:]}" if len(before) > around else before,
        text[start:end],
        f"{after[:around]}…" if len(after) > around else after,
    )


def _place_of(text: str, compared: int) -> int:
    """Which character of a text is the one that is compared at a place."""
    return bisect_right(range(len(text)), compared, key=lambda at: len(normal(text[: at + 1])))
