"""A worker's receipt as a picture to keep on the phone: both numbers, the day, the way back."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date

from .glyphs import drawable
from .picture import few_colours
from .press import press
from .qr import qr_facts
from .text import clean

WIDTH_PX = 720
_PAGE_POINTS = 360  # as wide as the page in receipt.typ
LONGEST_PLACE = 60
_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True)
class Receipt:
    """What stands on a receipt.

    `number` has 8 digits, `query_code` 6, or none once the worker has chosen another. `place` is
    the site, or what is known of it, shown up to 60 characters. `due_on` is the day by which the
    office must say whether it accepts, None for somebody anonymous, who gets no answer. `url` is
    where to follow it, without either number.
    """

    number: str
    query_code: str = field(repr=False)
    place: str
    received_on: date
    url: str
    due_on: date | None = None
    is_provisional: bool = False
    photos: int = 0
    phone: str = ""
    organiser: str = ""


def render_receipt(receipt: Receipt) -> bytes:
    """Draw the receipt as PNG, 720 px wide and at most 60 KB; the same receipt, the same bytes.

    A character that the font lacks becomes 〓: a receipt is never refused for a site's name.
    """
    inputs = {"sheet": json.dumps(_sheet(receipt), ensure_ascii=False)}
    ppi = WIDTH_PX / _PAGE_POINTS * 72
    return few_colours(press("receipt.typ", inputs, format="png", ppi=ppi))


def _sheet(receipt: Receipt) -> dict[str, object]:
    number, code = receipt.number, receipt.query_code
    return {
        "number": [number[:4], number[4:]],
        "query_code": [code[:2], code[2:4], code[4:]] if code else [],
        "place": _shortened(_text(receipt.place)),
        "received_on": _day(receipt.received_on),
        "photos": receipt.photos,
        "due_on": _day(receipt.due_on) if receipt.due_on else None,
        "weekday": _WEEKDAYS[receipt.due_on.weekday()] if receipt.due_on else None,
        "is_provisional": receipt.is_provisional,
        "phone": _text(receipt.phone),
        "organiser": _text(receipt.organiser),
        "qr": qr_facts(receipt.url),
    }


def _text(text: str) -> str:
    return drawable(clean(text))


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_PLACE else text[: LONGEST_PLACE - 1] + "…"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
