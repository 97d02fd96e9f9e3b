"""The code itself: another encoder draws the same, and it is never too coarse for dirt."""

import re

import pytest
import qrcode
from qrcode.constants import ERROR_CORRECT_H, ERROR_CORRECT_Q

from posters.qr import QUIET_ZONE, qr_code, qr_facts

BOARD = "https://smz.example.gov.cn/s/38172946"
PORTAL = "https://smz.example.gov.cn/"
LONG = f"https://{'x' * 75}.cn/s/38172946"


def modules(url: str, level: str) -> set[tuple[int, int]]:
    """The dark modules of our strokes, each once: column and row, quiet zone included."""
    dark: set[tuple[int, int]] = set()
    for start, y, end in re.findall(r"M(\d+) (\d+)H(\d+)", qr_code(url, level).svg):
        run = {(x, int(y)) for x in range(int(start), int(end))}
        assert not run & dark
        dark |= run
    return dark


def drawn_by_another(url: str, level: int, version: int, mask: int) -> set[tuple[int, int]]:
    code = qrcode.QRCode(version, level, border=QUIET_ZONE, mask_pattern=mask)
    code.add_data(url, optimize=6)
    code.make(fit=False)
    return {(x, y) for y, row in enumerate(code.get_matrix()) for x, dark in enumerate(row) if dark}


@pytest.mark.parametrize(
    ("url", "level", "other"),
    [
        (BOARD, "H", ERROR_CORRECT_H),
        (PORTAL, "H", ERROR_CORRECT_H),
        (LONG, "H", ERROR_CORRECT_H),
        (BOARD, "Q", ERROR_CORRECT_Q),
    ],
)
def test_another_encoder_draws_the_same_code(url, level, other):
    version = (qr_code(url, level).side - 2 * QUIET_ZONE - 17) // 4
    ours = modules(url, level)
    assert ours in [drawn_by_another(url, other, version, mask) for mask in range(8)]


@pytest.mark.parametrize(("url", "side"), [(BOARD, 37), (PORTAL, 37), (LONG, 53)])
def test_a_code_for_outdoors_has_at_least_37_modules(url, side):
    assert qr_code(url).side == side + 2 * QUIET_ZONE


def test_a_code_is_kept_for_its_address_and_its_level():
    assert qr_code(BOARD) is qr_code(BOARD)
    assert qr_code(BOARD, "Q").side < qr_code(BOARD).side
    assert qr_facts(BOARD)["side"] == qr_code(BOARD).side


def test_the_lines_of_a_page_do_not_change_how_a_code_looks_on_it():
    style = dict(re.findall(r'([a-z-]+)="([^"]+)"', qr_code(BOARD).svg.rpartition("<path")[2]))
    said = {"fill": "none", "stroke": "#000", "stroke-width": "1", "stroke-linecap": "butt"}
    assert said.items() <= style.items()
