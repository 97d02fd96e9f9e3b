"""Boards set on paper by typst: same boards in, same bytes out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Literal

from .board import Board
from .glyphs import UnprintableText, missing_glyphs
from .parse import identity_problems
from .press import press
from .problems import InvalidBoard
from .sheet import sheet

Paper = Literal["A3", "A4"]

A3_WIDTH_INCHES = 297 / 25.4


def render_pdf(boards: Sequence[Board], paper: Paper = "A3") -> bytes:
    """Set each board on a page of its own; A4 is the A3 page at 1/√2.

    A board that lacks an item (see `missing_items`) comes out as a draft: 样稿 across the page,
    待补 where something is missing. A single board is tagged for screen readers; a batch is not,
    which makes it a third of the size. Raises, before anything is set, `ValueError` without boards
    or with another paper, `InvalidBoard` if one has no name, code or address, `UnprintableText`.
    """
    if not boards:
        raise ValueError("no boards")
    if paper not in ("A3", "A4"):
        raise ValueError(f"paper {paper!r}")
    inputs = _inputs(boards, paper)
    return press("notice_board.typ", inputs, format="pdf", pdf_tags=len(boards) == 1)


def render_png(board: Board, width_px: int = 1080) -> bytes:
    """Draw one board as a picture `width_px` wide and √2 times as high, for a phone or a page.

    From 100 to 10,000 px, else `ValueError`; raises also what `render_pdf` raises.
    """
    if not 100 <= width_px <= 10_000:
        raise ValueError(f"width {width_px!r}")
    inputs = _inputs([board], "A3")
    ppi = (width_px - 0.5) / A3_WIDTH_INCHES
    return press("notice_board.typ", inputs, format="png", ppi=ppi)


def _inputs(boards: Sequence[Board], paper: Paper) -> dict[str, str]:
    for board in boards:
        if problems := identity_problems(board):
            raise InvalidBoard(problems)
        if missing := missing_glyphs(board):
            raise UnprintableText(missing)
    printed_on = max(board.printed_on for board in boards)
    facts = {
        "paper": paper,
        "printed_on": [printed_on.year, printed_on.month, printed_on.day],
        "boards": [sheet(board) for board in boards],
    }
    return {"sheet": json.dumps(facts, ensure_ascii=False)}
