"""The QR code of a print, as the outline of one SVG path."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

import zxingcpp

QUIET_ZONE = 4
URL_MAX_CHARS = 100  # at level H a longer one makes modules too small for a dirty outdoor board

Level = Literal["Q", "H"]

_QR = zxingcpp.BarcodeFormat.QRCode
_LEAST_VERSION = 5  # 37 modules a side


class QrCode(NamedTuple):
    """An SVG black on white with its quiet zone, and its side in modules, quiet zone included."""

    svg: str
    side: int


@lru_cache(maxsize=4096)
def qr_code(url: str, level: Level = "H") -> QrCode:
    """Draw `url`: at level H, which alone survives 15 % of dirt, on whatever hangs on a site, at
    Q on a screen. No logo ever covers it.

    All dark modules are one path: a shape per module shows grey seams on paper. At level H it has
    at least 37 modules a side: with 33 the same blots touch more of its few words, and of codes
    with 15 % of dirt 86 in 100 were read instead of 99 (`benchmarks/scanning.py`).
    """
    drawn = _encoded(url, level).to_svg(add_quiet_zones=True)
    side = int(_found(r'<svg width="(\d+)"', drawn))
    path = _found(r'<path d="([^"]+)"', drawn)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path}"/></svg>'
    )
    return QrCode(svg, side)


def qr_facts(url: str, level: Level = "H") -> dict[str, str | int]:
    """Return the code as a design reads it."""
    code = qr_code(url, level)
    return {"svg": code.svg, "side": code.side, "quiet": QUIET_ZONE}


def _encoded(url: str, level: Level) -> zxingcpp.Barcode:
    try:
        least = {"version": _LEAST_VERSION} if level == "H" else {}
        return zxingcpp.create_barcode(url, _QR, ec_level=level, **least)
    except ValueError:  # too long for that
        return zxingcpp.create_barcode(url, _QR, ec_level=level)


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    assert match, pattern
    return match[1]
