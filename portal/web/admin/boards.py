"""The notice board of a site, as PDF and as a picture, and the prints beside it."""

from collections.abc import Mapping
from typing import Literal

from flask import Response, abort, render_template, request

import posters
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Site
from portal.services import board as boards
from portal.services import board_press, issuing
from portal.services.board import BoardSource
from portal.services.board_press import PAPERS, PrintSettings
from portal.services.clock import today
from portal.web.access import me, needs, site_or_404
from portal.web.admin import blueprint
from portal.web.settings import settings
from portal.web.transactions import commit_and_read
from posters import Design


@blueprint.post("/sites/<code>/board.pdf")
@needs(Permission.PRINT_BOARDS)
def board_pdf(code: str) -> Response | tuple[str, int]:
    """A draft on A3 or A4 while an item is missing; a complete board is issued instead. A print
    is an event, so it is asked for by POST."""
    settings = settings_asked()
    site = site_or_404(code)
    board, missing = board_of(site)
    if not missing:
        return render_template("admin/not_a_draft.html", site=site), 409
    body = board_press.print_pages([_drawable(board)], settings)
    issuing.record_draft(db.session, site, settings.paper, missing, by=me())
    commit_and_read()
    return file_of(body, "application/pdf", f"board-{code}-{settings.paper}-draft.pdf")


@blueprint.get("/sites/<code>/board.png")
@needs(Permission.SEE_SITES)
def board_png(code: str) -> Response:
    """The board as a picture, to look at before printing or to send."""
    board, _ = board_of(site_or_404(code))
    picture = boards.print_png(_drawable(board), _design(request.args))
    return file_of(picture, "image/png", f"board-{code}.png")


@blueprint.get("/sites/<code>/cards.pdf")
@needs(Permission.PRINT_BOARDS)
def cards_pdf(code: str) -> Response:
    """A sheet of helmet cards, 10 or 21 on A4."""
    board, _ = board_of(site_or_404(code))
    per_sheet: Literal[10, 21] = 21 if request.args.get("per_sheet") == "21" else 10
    body = boards.print_cards(_drawable(board), per_sheet)
    if body is None:
        abort(404)
    return file_of(body, "application/pdf", f"cards-{code}-{per_sheet}.pdf")


@blueprint.get("/sites/<code>/share.png")
@needs(Permission.SEE_SITES)
def share_png(code: str) -> Response:
    """The picture that is sent in a WeChat group."""
    board, _ = board_of(site_or_404(code))
    return file_of(boards.draw_share(_drawable(board)), "image/png", f"share-{code}.png")


def board_of(site: Site) -> tuple[posters.Board, tuple[posters.Item, ...]]:
    """The facts of a site's board today, and the items it lacks."""
    board = boards.gather(db.session, site, source())
    return board, boards.missing_items(board)


def source() -> BoardSource:
    """What today's prints take from this installation."""
    return BoardSource(settings().public_base_url, settings().organiser, today())


def settings_asked() -> PrintSettings:
    """How the form wants it printed."""
    paper = request.form.get("paper", "A3")
    if paper not in PAPERS:
        abort(404)
    return PrintSettings(
        "A4" if paper == "A4" else "A3",
        _design(request.form),
        is_trimmed="trimmed" in request.form,
        is_grayscale="grayscale" in request.form,
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


def file_of(body: bytes, kind: str, name: str) -> Response:
    """A file to look at, or to keep if the address says so."""
    disposition = "attachment" if "download" in request.args else "inline"
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
