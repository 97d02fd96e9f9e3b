"""All that can be printed from the command line, and how each is made from its options."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .card import parse_card, render_cards
from .parse import parse_board
from .publicity import parse_publicity, render_publicity
from .render import Design, render_pdf, render_png
from .settings import PrintSettings
from .share import parse_share, render_share


@dataclass(frozen=True)
class Product:
    """`render` makes the bytes of what `parse` returns; the first of its formats, and of the
    choices of an option, is what is meant unless something is said."""

    title: str
    example: str
    parse: Callable[[Any], Any]
    render: Callable[[Any, Namespace], bytes]
    formats: tuple[str, ...] = ("pdf", "png")
    options: dict[str, tuple[tuple[Any, ...], type]] = field(default_factory=dict)
    has_settings: bool = True


def settings_of(told: Namespace) -> PrintSettings:
    """Return the settings that a command line tells."""
    return PrintSettings(told.bleed, told.crop_marks, told.grayscale)


def _board(facts: Any, told: Namespace) -> bytes:
    how: dict[str, Any] = {"design": Design(told.design), "settings": settings_of(told)}
    if told.format == "png":
        return render_png(facts, **how)
    return render_pdf([facts], told.paper, **how)


def _publicity(facts: Any, told: Namespace) -> bytes:
    return render_publicity(facts, told.paper, settings=settings_of(told), format=told.format)


def _cards(facts: Any, told: Namespace) -> bytes:
    return render_cards([facts], told.per_sheet, settings=settings_of(told), format=told.format)


def _share(facts: Any, _told: Namespace) -> bytes:
    return render_share(facts)


PRODUCTS = {
    "board": Product(
        "维权信息告示牌",
        "example.json",
        parse_board,
        _board,
        options={"--paper": (("A3", "A4"), str), "--design": (tuple(Design), str)},
    ),
    "publicity": Product(
        "扫码知宣传页",
        "example_publicity.json",
        parse_publicity,
        _publicity,
        options={"--paper": (("A4", "A3"), str)},
    ),
    "cards": Product(
        "安全帽贴",
        "example_cards.json",
        parse_card,
        _cards,
        options={"--per-sheet": ((10, 21), int)},
    ),
    "share": Product(
        "分享图", "example_share.json", parse_share, _share, ("png",), has_settings=False
    ),
}
