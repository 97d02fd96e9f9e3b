"""Print what hangs on a building site: the statutory notice board 维权信息告示牌, and the sheets,
cards and pictures beside it; knows nothing of the portal."""

from .batch import Cancelled, RefusedBoard, RefusedBoards, WorkerFailed, print_boards
from .board import Board, Channel, Issue, MinimumWage, Party, Role
from .card import Card, PerSheet, parse_card, render_cards
from .document import (
    Document,
    DocumentLine,
    LineKind,
    check_document,
    render_document,
    render_document_png,
)
from .glyphs import MissingGlyph, UnprintableText, missing_glyphs
from .items import Item, missing_items
from .parse import parse_board
from .problems import InvalidBoard, InvalidPrint, Problem, Reason
from .publicity import CountyLine, Publicity, parse_publicity, render_publicity
from .receipt import Receipt, render_receipt
from .render import Design, check, render_pdf, render_png
from .settings import Format, Paper, PrintSettings
from .share import Share, parse_share, render_share
from .statement import Statement, render_statement
from .wording import glyphs_told, problems_told

__all__ = [
    "Board",
    "Cancelled",
    "Card",
    "Channel",
    "CountyLine",
    "Design",
    "Document",
    "DocumentLine",
    "Format",
    "InvalidBoard",
    "InvalidPrint",
    "Issue",
    "Item",
    "LineKind",
    "MinimumWage",
    "MissingGlyph",
    "Paper",
    "Party",
    "PerSheet",
    "PrintSettings",
    "Problem",
    "Publicity",
    "Reason",
    "Receipt",
    "RefusedBoard",
    "RefusedBoards",
    "Role",
    "Share",
    "Statement",
    "UnprintableText",
    "WorkerFailed",
    "check",
    "check_document",
    "glyphs_told",
    "missing_glyphs",
    "missing_items",
    "parse_board",
    "parse_card",
    "parse_publicity",
    "parse_share",
    "print_boards",
    "problems_told",
    "render_cards",
    "render_document",
    "render_document_png",
    "render_pdf",
    "render_png",
    "render_publicity",
    "render_receipt",
    "render_share",
    "render_statement",
]
