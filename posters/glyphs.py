"""The one font of every print: how wide it runs, which characters it lacks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from fontTools.ttLib import TTCollection

from .text import clean
from .worker import font_path

FAMILY = "Noto Sans CJK SC"


class MissingGlyph(NamedTuple):
    """A character that would print as an empty box, and the field where it stands."""

    field: str
    character: str


class UnprintableText(ValueError):
    """A print holds characters that the font cannot draw; `missing` says which, and where."""

    def __init__(self, missing: tuple[MissingGlyph, ...]) -> None:
        super().__init__(missing)
        self.missing = missing


def missing_glyphs(facts: Any) -> tuple[MissingGlyph, ...]:
    """Return each character of a board, or of what else is printed, that the font lacks, once per
    field.

    Fields are named as in the JSON: `site_name`, `parties.2.person`, `legal_aid.address`.
    """
    advances = _advances()
    texts = list(_texts(facts))
    if advances.keys() >= set(clean("".join(text for _, text in texts))):
        return ()
    return tuple(
        MissingGlyph(field, character)
        for field, text in texts
        for character in dict.fromkeys(clean(text))
        if character not in advances
    )


def drawable(text: str, instead: str = "〓") -> str:
    """Return `text` with `instead` for each character that the font lacks."""
    advances = _advances()
    return "".join(character if character in advances else instead for character in text)


def widths(text: str) -> Iterator[float]:
    """Return the width of each character in ems, in the boldest weight, so that any weight fits;
    of what the font lacks, that of a Chinese one."""
    return map(_advances().__getitem__, text)


def ems(text: str) -> float:
    """Return the width of `text` in ems, see `widths`."""
    return sum(widths(text))


class _Advances(dict[str, float]):
    def __missing__(self, _lacking: str) -> float:
        return 1.0


@cache
def _advances() -> _Advances:
    """Read the width of each character that the font draws, once: it takes some 0.4 s."""
    with TTCollection(font_path(), lazy=True) as fonts:
        font = next(font for font in fonts if font["name"].getDebugName(1) == FAMILY)
        thin, boldest = font["hmtx"], font.getGlyphSet(location={"wght": 900})
        full = font["head"].unitsPerEm
        return _Advances(
            (chr(code), 1.0 if thin[name][0] == full else boldest[name].width / full)
            for code, name in font.getBestCmap().items()
        )


def _texts(value: Any, field: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _texts(part, f"{field}.{number}")
    else:
        kind: Any = type(value)
        for name in _names(kind):
            yield from _texts(getattr(value, name), f"{field}.{name}" if field else name)


@cache
def _names(kind: type) -> tuple[str, ...]:
    """Of the fields of a dataclass; anything else has none."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(part.name for part in dataclasses.fields(kind))
