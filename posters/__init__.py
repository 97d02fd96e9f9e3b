"""Print a building site's statutory notice board 维权信息告示牌; knows nothing of the portal."""

from .board import Board, Channel, MinimumWage, Party, Role
from .glyphs import MissingGlyph, UnprintableText, missing_glyphs
from .items import Item, missing_items
from .parse import parse_board
from .problems import InvalidBoard, Problem, Reason
from .receipt import Receipt, render_receipt
from .render import Paper, render_pdf, render_png
from .statement import Statement, render_statement

__all__ = [
    "Board",
    "Channel",
    "InvalidBoard",
    "Item",
    "MinimumWage",
    "MissingGlyph",
    "Paper",
    "Party",
    "Problem",
    "Reason",
    "Receipt",
    "Role",
    "Statement",
    "UnprintableText",
    "missing_glyphs",
    "missing_items",
    "parse_board",
    "render_pdf",
    "render_png",
    "render_receipt",
    "render_statement",
]
