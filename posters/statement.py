"""A statement of a call on A4, for the caller to sign: what was said, that it was read back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from .glyphs import drawable
from .press import press
from .text import clean


@dataclass(frozen=True)
class Statement:
    """What stands on a statement. `number` has 8 digits; `text` keeps its lines; `called_at` is
    the local moment from which the acceptance clock runs. What is empty is left as a line to be
    filled in by hand."""

    number: str
    text: str = field(repr=False)
    called_at: datetime
    taken_by: str
    is_read_back: bool
    name: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    place: str = ""
    respondent: str = ""
    organiser: str = ""


def render_statement(statement: Statement) -> bytes:
    """Set the statement as PDF on as many A4 pages as its text needs; the same statement, the
    same bytes. A character that the font lacks becomes 〓."""
    inputs = {"sheet": json.dumps(_sheet(statement), ensure_ascii=False)}
    return press("statement.typ", inputs, format="pdf")


def _sheet(statement: Statement) -> dict[str, object]:
    at = statement.called_at
    return {
        "number": [statement.number[:4], statement.number[4:]],
        "facts": [
            ["投诉人", _text(statement.name)],
            ["联系电话", _text(statement.phone)],
            ["工地", _text(statement.place)],
            ["被投诉单位", _text(statement.respondent)],
            ["通话时间", f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"],
            ["记录人", _text(statement.taken_by)],
        ],
        "paragraphs": [_text(line) for line in statement.text.splitlines() if clean(line)],
        "is_read_back": statement.is_read_back,
        "organiser": _text(statement.organiser),
    }


def _text(text: str) -> str:
    return drawable(clean(text))
