"""Boards set on paper by typst: same boards in, same bytes out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from enum import StrEnum

from .board import Board
from .checks import must_print
from .parse import identity_problems
from .press import press
from .problems import InvalidBoard
from .settings import PLAIN, Paper, PrintSettings, printer
from .sheet import sheet

NOTICE_BOARD = "notice_board.typ"
A3_WIDTH_INCHES = 297 / 25.4


class Design(StrEnum):
    """How a notice board looks: to be seen from afar, or white, with everybody in one table."""

    BANNER = "banner"
    LEDGER = "ledger"


def render_pdf(
    boards: Sequence[Board],
    paper: Paper = "A3",
    *,
    design: Design = Design.BANNER,
    settings: PrintSettings = PLAIN,
) -> bytes:
    """Set each board on a page of its own; A4 is the A3 page at 1/√2.

    A board that lacks an item (see `missing_items`) comes out as a draft: 样稿 across the page,
    待补 where something is missing. A single board is tagged for screen readers; several are not,
    which makes them a third of the size. Raises, before anything is set, `ValueError` without
    boards or with another paper, and what `check` raises. For many boards there is `print_boards`.
    """
    if not boards:
        raise ValueError("no boards")
    for board in boards:
        check(board)
    inputs = printer(paper, settings) | board_inputs(boards, design)
    return press(NOTICE_BOARD, inputs, format="pdf", pdf_tags=len(boards) == 1)


def render_png(
    board: Board,
    width_px: int = 1080,
    *,
    design: Design = Design.BANNER,
    settings: PrintSettings = PLAIN,
) -> bytes:
    """Draw one board as a picture, for a phone or a page: `width_px` is the width of its paper,
    which without bleed and crop marks is all of it, and √2 times as high.

    From 100 to 10,000 px, else `ValueError`; raises also what `render_pdf` raises.
    """
    if not 100 <= width_px <= 10_000:
        raise ValueError(f"width {width_px!r}")
    check(board)
    inputs = printer("A3", settings) | board_inputs([board], design)
    ppi = (width_px - 0.5) / A3_WIDTH_INCHES
    return press(NOTICE_BOARD, inputs, format="png", ppi=ppi)


def check(board: Board) -> None:
    """Raise `InvalidBoard` if it has no name, code or address, `UnprintableText` if the font
    cannot draw all of it; a board that passes will print."""
    must_print(board, identity_problems(board), InvalidBoard)


def board_inputs(boards: Sequence[Board], design: Design) -> dict[str, str]:
    """Return what the design reads from `sys.inputs` of these boards, which were checked."""
    printed_on = max(board.printed_on for board in boards)
    facts = {
        "design": design,
        "printed_on": [printed_on.year, printed_on.month, printed_on.day],
        "boards": [sheet(board) for board in boards],
    }
    return {"sheet": json.dumps(facts, ensure_ascii=False)}
