"""Texts with fields in 【…】: checked before they are kept, filled with plain values when used.

The brackets are those that a Chinese keyboard gives for [ and ]. What may stand in them is a closed
list that the caller has; whatever else stands there is a problem, so a text that passed its check
is filled without a hole or not at all.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Final

OPEN, CLOSE = "【", "】"
# As alike as 登记编号 and 登记号; less alike is another word.
_LEAST_ALIKE: Final = 0.4
_MARK = re.compile(f"[{OPEN}{CLOSE}\n]")
_FIELD = re.compile(f"{OPEN}([^{OPEN}{CLOSE}\n]*){CLOSE}")


class FieldProblem(StrEnum):
    """What may be wrong with a text."""

    EMPTY = "empty"
    UNKNOWN = "unknown"
    NAMELESS = "nameless"
    UNCLOSED = "unclosed"
    UNOPENED = "unopened"
    NESTED = "nested"


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: in which line, counted from 1, at which words, and for a field that
    is not known the known one most like it, "" if none is."""

    kind: FieldProblem
    line: int = 1
    words: str = ""
    nearest: str = ""


class Malformed(Exception):
    """The text has brackets that do not fit together."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(", ".join(problem.kind for problem in problems))
        self.problems = problems


class ValueMissing(Exception):
    """There is no value for some fields of the text, each named once, in their order."""

    def __init__(self, fields: tuple[str, ...]) -> None:
        super().__init__("、".join(fields))
        self.fields = fields


def fields_in(text: str) -> tuple[str, ...]:
    """The fields of a text, each once, in the order in which they first stand there."""
    return tuple(dict.fromkeys(found.strip() for found in _FIELD.findall(text)))


def check(text: str, allowed: Iterable[str]) -> list[Problem]:
    """What keeps a text from being filled: nothing, or every problem in its order. `allowed` names
    the fields without brackets."""
    if not text.strip():
        return [Problem(FieldProblem.EMPTY)]
    known = list(allowed)
    return [
        found
        for number, line in enumerate(text.split("\n"), 1)
        for found in (*_of_brackets(line, number), *_of_names(line, number, known))
    ]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with each field replaced by its value; brackets in a value are plain letters.

    A value of nothing but blanks is as good as none. Raises Malformed, ValueMissing.
    """
    lines = enumerate(text.split("\n"), 1)
    if problems := [found for number, line in lines for found in _of_brackets(line, number)]:
        raise Malformed(problems)
    if missing := tuple(f for f in fields_in(text) if not values.get(f, "").strip()):
        raise ValueMissing(missing)
    return _FIELD.sub(lambda found: values[found[1].strip()], text)


def _of_brackets(line: str, number: int) -> Iterator[Problem]:
    """Brackets of a line that have no partner; a field never goes over two lines."""
    opened = None
    for mark in _MARK.finditer(line):
        if mark[0] == OPEN:
            if opened is not None:
                yield Problem(FieldProblem.NESTED, number, line[opened : mark.end()])
            opened = mark.start()
        elif opened is None:
            yield Problem(FieldProblem.UNOPENED, number, line[: mark.end()][-12:])
        else:
            opened = None
    if opened is not None:
        yield Problem(FieldProblem.UNCLOSED, number, line[opened:][:12])


def _of_names(line: str, number: int, known: list[str]) -> Iterator[Problem]:
    for name in fields_in(line):
        if not name:
            yield Problem(FieldProblem.NAMELESS, number, OPEN + CLOSE)
        elif name not in known:
            nearest = get_close_matches(name, known, 1, _LEAST_ALIKE)
            yield Problem(FieldProblem.UNKNOWN, number, name, nearest[0] if nearest else "")
