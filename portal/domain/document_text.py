"""The text of a document: its lines, their fields filled, and what keeps a text from being kept.

A line is a paragraph. `收件单位：` on the first line is whom it addresses, `# 标题` a heading,
`送达地点｜【送达地点】` a row of a table, `签字｜受送达人` a row to be signed.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.domain import merge_fields

BAR: Final = "｜"
SIGNED: Final = "签字"


class LineKind(StrEnum):
    """What a line of a text is."""

    TO = "to"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"
    SIGNATURE = "signature"


# What may be written on by hand.
_OPEN: Final = frozenset({LineKind.ROW, LineKind.SIGNATURE})


@dataclass(frozen=True)
class Line:
    """One line; `label` is what stands before a row or a signature."""

    kind: LineKind
    text: str = ""
    label: str = ""


@dataclass(frozen=True)
class Wording:
    """The text of a kind of document, and whether the office has confirmed it as its own."""

    text: str
    is_confirmed: bool = False


def lines(text: str) -> tuple[Line, ...]:
    """The lines of a text; empty ones only part them."""
    written = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(_line(line, is_first=place == 0) for place, line in enumerate(written))


def _line(line: str, *, is_first: bool) -> Line:
    if BAR in line:
        label, said = (part.strip() for part in line.split(BAR, 1))
        if label == SIGNED:
            label, _, said = (part.strip() for part in said.partition(BAR))
            return Line(LineKind.SIGNATURE, said, label)
        return Line(LineKind.ROW, said, label)
    if line.startswith("#"):
        return Line(LineKind.HEADING, line.lstrip("# "))
    if is_first and line.endswith("："):
        return Line(LineKind.TO, line)
    return Line(LineKind.PARAGRAPH, line)


def filled(text: str, values: Mapping[str, str]) -> tuple[Line, ...]:
    """The lines with the value of each field. A paragraph with a field that has no value is left
    out; a row without one stays, to be written on by hand."""
    made = []
    for line in lines(text):
        is_known = all(values.get(name, "").strip() for name in merge_fields.fields_in(line.text))
        if is_known:
            made.append(Line(line.kind, merge_fields.fill(line.text, values), line.label))
        elif line.kind in _OPEN:
            made.append(Line(line.kind, "", line.label))
    return tuple(made)


def lacking(text: str, values: Mapping[str, str], required: Collection[str]) -> tuple[str, ...]:
    """The fields that must be known before the document can be issued and are not: what is
    required, and what stands in a paragraph with it, which would otherwise be left out."""
    wanted = list(required)
    for line in lines(text):
        there = merge_fields.fields_in(line.text)
        if line.kind not in _OPEN and set(there) & set(required):
            wanted += there
    return tuple(name for name in dict.fromkeys(wanted) if not values.get(name, "").strip())


def missing(text: str, required: Collection[str]) -> tuple[str, ...]:
    """The fields that a text must have and has not."""
    there = merge_fields.fields_in(text)
    return tuple(name for name in required if name not in there)
