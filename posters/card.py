"""Helmet and bunk cards 安全帽贴: a sheet of them for one site, to be cut along its marks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .checks import must_print
from .identity import site_problems
from .lines import line
from .press import press
from .problems import Problem, Reason
from .qr import qr_facts
from .reader import Reader
from .settings import PLAIN, Format, PrintSettings, picture_of, printer
from .text import clean

PerSheet = Literal[10, 21]
# How many across, and the width of a card; it is as 90 to 54, as a name card is.
_SHEETS = {10: (2, 90.0), 21: (3, 63.0)}


@dataclass(frozen=True)
class Card:
    """What stands on a card: the site, its code, its page, and one number to call."""

    site_name: str
    code: str
    url: str
    phone: str
    phone_of: str = ""


def parse_card(data: Mapping[str, Any]) -> Card:
    """Make a card of a mapping with its field names; raises `InvalidPrint` with every problem."""
    reader = Reader.of(data, Card)
    card = Card(*(reader.text(name) for name in ("site_name", "code", "url", "phone", "phone_of")))
    reader.add(card_problems(card))
    reader.must_be_well()
    return card


def card_problems(card: Card) -> tuple[Problem, ...]:
    """Return why a card cannot be printed: it needs all but `phone_of`."""
    no_phone = () if clean(card.phone) else (Problem("phone", Reason.MISSING),)
    return site_problems(card.site_name, card.code, card.url) + no_phone


def render_cards(
    cards: Sequence[Card],
    per_sheet: PerSheet = 10,
    *,
    settings: PrintSettings = PLAIN,
    format: Format = "pdf",
) -> bytes:
    """Fill an A4 sheet with each card, 10 of 90 × 54 mm or 21 of 63 × 38 mm, with marks to cut
    by; as a picture only the first sheet.

    Raises `ValueError` without cards or with another number, `InvalidPrint`, `UnprintableText`.
    """
    if not cards:
        raise ValueError("no cards")
    if per_sheet not in _SHEETS:
        raise ValueError(f"cards {per_sheet!r}")
    for card in cards:
        must_print(card, card_problems(card))
    columns, width = _SHEETS[per_sheet]
    facts = {
        "columns": columns,
        "rows": per_sheet // columns,
        "width": width,
        "cards": [_sheet(card) for card in (cards if format == "pdf" else cards[:1])],
    }
    inputs = printer("A4", settings) | {"sheet": json.dumps(facts, ensure_ascii=False)}
    return press("cards.typ", inputs, **picture_of(format, "A4"))


def _sheet(card: Card) -> dict[str, Any]:
    return {
        "site_name": line(card.site_name, in_three=True),
        "code": f"{card.code[:4]} {card.code[4:]}",
        "phone": line(card.phone),
        "phone_of": line(card.phone_of),
        "qr": qr_facts(card.url),
    }
