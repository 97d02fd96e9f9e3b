"""Print a building site's statutory notice board 维权信息告示牌; knows nothing of the portal."""

from .batch import Cancelled, RefusedBoard, RefusedBoards, WorkerFailed, print_boards
from .board import Board, Channel, Issue, MinimumWage, Party, Role
from .digest import digest, item_digests
from .glyphs import MissingGlyph, UnprintableText, missing_glyphs
from .items import Item, missing_items
from .parse import parse_board
from .problems import InvalidBoard, Problem, Reason
from .receipt import Receipt, render_receipt
from .render import Design, check, render_pdf, render_png
from .settings import Paper, PrintSettings

__all__ = [
    "Board",
    "Cancelled",
    "Channel",
    "Design",
    "InvalidBoard",
    "Issue",
    "Item",
    "MinimumWage",
    "MissingGlyph",
    "Paper",
    "Party",
    "PrintSettings",
    "Problem",
    "Reason",
    "Receipt",
    "RefusedBoard",
    "RefusedBoards",
    "Role",
    "UnprintableText",
    "WorkerFailed",
    "check",
    "digest",
    "item_digests",
    "missing_glyphs",
    "missing_items",
    "parse_board",
    "print_boards",
    "render_pdf",
    "render_png",
    "render_receipt",
]
