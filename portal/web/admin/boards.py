"""The notice board of a site, as PDF and as a picture."""

from flask import Response, abort, request

import posters
from portal.domain.events import EventName
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Site
from portal.services import board as boards
from portal.services.board import BoardSource
from portal.services.clock import today
from portal.services.record import record
from portal.web.access import me, needs, site_or_404
from portal.web.admin import blueprint
from portal.web.settings import settings


@blueprint.post("/sites/<code>/board.pdf")
@needs(Permission.PRINT_BOARDS)
def board_pdf(code: str) -> Response:
    """The board on A3 or A4; a draft while an item is missing. A print is an event, so it is
    asked for by POST."""
    paper = request.form.get("paper", "A3")
    if paper not in ("A3", "A4"):
        abort(404)
    site = site_or_404(code)
    board, missing = board_of(site)
    body = boards.print_pdf(board, "A4" if paper == "A4" else "A3")
    lacking = [item.number for item in missing]
    record(db.session, EventName.BOARD_PRINTED, site=site, by=me(), paper=paper, missing=lacking)
    draft = "-draft" if missing else ""
    return _file(body, "application/pdf", f"board-{code}-{paper}{draft}.pdf")


@blueprint.get("/sites/<code>/board.png")
@needs(Permission.SEE_SITES)
def board_png(code: str) -> Response:
    """The board as a picture, to look at before printing or to send."""
    board, _ = board_of(site_or_404(code))
    return _file(boards.print_png(board), "image/png", f"board-{code}.png")


def board_of(site: Site) -> tuple[posters.Board, tuple[posters.Item, ...]]:
    """The facts of a site's board today, and the items it lacks."""
    source = BoardSource(settings().public_base_url, settings().organiser, today())
    board = boards.gather(db.session, site, source)
    return board, boards.missing_items(board)


def _file(body: bytes, kind: str, name: str) -> Response:
    disposition = "attachment" if "download" in request.args else "inline"
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
