"""The QR code of a board, as the outline of one SVG path."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import qrcode
from qrcode.constants import ERROR_CORRECT_H

QUIET_ZONE = 4
URL_MAX_CHARS = 100  # at level H a longer one makes modules too small for a dirty outdoor board


class QrCode(NamedTuple):
    """An SVG black on white with its quiet zone, and its side in modules, quiet zone included."""

    svg: str
    side: int


@lru_cache(maxsize=4096)
def qr_code(url: str) -> QrCode:
    """Draw `url` at level H, which alone survives 15 % of dirt; no logo ever covers it.

    Each run of dark modules in a row is one piece of a single path: a rectangle per module
    shows grey seams on paper.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_H, border=QUIET_ZONE)
    code.add_data(url, optimize=0)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(_runs(y, row) for y, row in enumerate(rows))
    side = len(rows)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path}"/></svg>'
    )
    return QrCode(svg, side)


def _runs(y: int, row: list[bool]) -> str:
    path, x = "", 0
    for dark, modules in groupby(row):
        width = len(list(modules))
        if dark:
            path += f"M{x} {y}h{width}v1h-{width}z"
        x += width
    return path
