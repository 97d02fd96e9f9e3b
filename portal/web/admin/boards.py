"""The notice board of a site, as PDF and as a picture, and the prints beside it."""

from collections.abc import Mapping
from typing import Literal

from flask import Response, abort, request

import posters
from portal.domain.events import EventName
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Site
from portal.services import board as boards
from portal.services.board import BoardSource, Look
from portal.services.clock import today
from portal.services.record import record
from portal.web.access import me, needs, site_or_404
from portal.web.admin import blueprint
from portal.web.settings import settings
from posters import Design, PrintSettings

BLEED_MM = 3


@blueprint.post("/sites/<code>/board.pdf")
@needs(Permission.PRINT_BOARDS)
def board_pdf(code: str) -> Response:
    """The board as it was asked for; a draft while an item is missing. A print is an event, so it
    is asked for by POST."""
    look = _look()
    site = site_or_404(code)
    board, missing = board_of(site)
    body = boards.print_pdf(_drawable(board), look)
    lacking = [item.number for item in missing]
    record(
        db.session, EventName.BOARD_PRINTED, site=site, by=me(), paper=look.paper, missing=lacking
    )
    draft = "-draft" if missing else ""
    return _file(body, "application/pdf", f"board-{code}-{look.paper}{draft}.pdf")


@blueprint.get("/sites/<code>/board.png")
@needs(Permission.SEE_SITES)
def board_png(code: str) -> Response:
    """The board as a picture, to look at before printing or to send."""
    board, _ = board_of(site_or_404(code))
    picture = boards.print_png(_drawable(board), _design(request.args))
    return _file(picture, "image/png", f"board-{code}.png")


@blueprint.get("/sites/<code>/cards.pdf")
@needs(Permission.PRINT_BOARDS)
def cards_pdf(code: str) -> Response:
    """A sheet of helmet cards, 10 or 21 on A4."""
    board, _ = board_of(site_or_404(code))
    per_sheet: Literal[10, 21] = 21 if request.args.get("per_sheet") == "21" else 10
    body = boards.print_cards(_drawable(board), per_sheet)
    if body is None:
        abort(404)
    return _file(body, "application/pdf", f"cards-{code}-{per_sheet}.pdf")


@blueprint.get("/sites/<code>/share.png")
@needs(Permission.SEE_SITES)
def share_png(code: str) -> Response:
    """The picture that is sent in a WeChat group."""
    board, _ = board_of(site_or_404(code))
    return _file(boards.draw_share(_drawable(board)), "image/png", f"share-{code}.png")


def board_of(site: Site) -> tuple[posters.Board, tuple[posters.Item, ...]]:
    """The facts of a site's board today, and the items it lacks."""
    source = BoardSource(settings().public_base_url, settings().organiser, today())
    board = boards.gather(db.session, site, source)
    return board, boards.missing_items(board)


def _look() -> Look:
    paper = request.form.get("paper", "A3")
    if paper not in ("A3", "A4"):
        abort(404)
    trimmed = "trimmed" in request.form
    return Look(
        "A4" if paper == "A4" else "A3",
        _design(request.form),
        PrintSettings(BLEED_MM if trimmed else 0, trimmed, "grayscale" in request.form),
    )


def _design(said: Mapping[str, str]) -> Design:
    try:
        return Design(said.get("design", Design.BANNER))
    except ValueError:
        abort(404)


def _drawable(board: posters.Board) -> posters.Board:
    """The board, unless the font lacks a character of it: the site's page says which."""
    if boards.undrawable(board):
        abort(409)
    return board


def _file(body: bytes, kind: str, name: str) -> Response:
    disposition = "attachment" if "download" in request.args else "inline"
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
