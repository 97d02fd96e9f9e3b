"""The QR code of a print, as the outline of one SVG path."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, Literal, NamedTuple

import zxingcpp

QUIET_ZONE = 4
URL_MAX_CHARS = 100  # at level H a longer one makes modules too small for a dirty outdoor board

Level = Literal["Q", "H"]

_QR = zxingcpp.BarcodeFormat.QRCode
_LEAST_VERSION = 5  # 37 modules a side
_DARK = re.compile(rb"\0+")


class QrCode(NamedTuple):
    """An SVG black on white with its quiet zone, and its side in modules, quiet zone included."""

    svg: str
    side: int


@lru_cache(maxsize=4096)
def qr_code(url: str, level: Level = "H") -> QrCode:
    """Draw `url`: at level H, which alone survives 15 % of dirt, on whatever hangs on a site, at
    Q on a screen. No logo ever covers it.

    Each row's runs of dark modules are strokes of one path, one module thick: half of what their
    outlines take, and a shape per module shows grey seams on paper. Their width and ends are said,
    for a page has its own for icons. At level H it has at least 37 modules a side: with 33 the same
    blots touch more of its few words, and of codes with 15 % of dirt 86 in 100 were read instead of
    99 (`benchmarks/scanning.py`).
    """
    modules: Any = _encoded(url, level).to_image(add_quiet_zones=True)  # a byte each, 0 is dark
    pixels, side = bytes(modules), modules.shape[0]
    path = "".join(
        f"M{run.start()} {y}H{run.end()}"
        for y in range(side)
        for run in _DARK.finditer(pixels[y * side : (y + 1) * side])
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -.5 {side} {side}">'
        f'<path fill="#fff" d="M0-.5h{side}v{side}h-{side}z"/>'
        f'<path fill="none" stroke="#000" stroke-width="1" stroke-linecap="butt" d="{path}"/></svg>'
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
