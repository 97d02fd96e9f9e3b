"""The notice board of a site, as PDF and as a picture."""

from flask import Response, abort, render_template, request

import posters
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Site
from portal.services import board as boards
from portal.services import issuing
from portal.services.board import BoardSource
from portal.services.clock import today
from portal.web.access import me, needs, site_or_404
from portal.web.admin import blueprint
from portal.web.settings import settings
from portal.web.transactions import commit_and_read


@blueprint.post("/sites/<code>/board.pdf")
@needs(Permission.PRINT_BOARDS)
def board_pdf(code: str) -> Response | tuple[str, int]:
    """A draft on A3 or A4 while an item is missing; a complete board is issued instead. A print
    is an event, so it is asked for by POST."""
    paper = request.form.get("paper", "A3")
    if paper not in ("A3", "A4"):
        abort(404)
    site = site_or_404(code)
    board, missing = board_of(site)
    if not missing:
        return render_template("admin/not_a_draft.html", site=site), 409
    issuing.record_draft(db.session, site, paper, missing, by=me())
    commit_and_read()
    body = boards.print_pdf(board, "A4" if paper == "A4" else "A3")
    return file_of(body, "application/pdf", f"board-{code}-{paper}-draft.pdf")


@blueprint.get("/sites/<code>/board.png")
@needs(Permission.SEE_SITES)
def board_png(code: str) -> Response:
    """The board as a picture, to look at before printing or to send."""
    board, _ = board_of(site_or_404(code))
    return file_of(boards.print_png(board), "image/png", f"board-{code}.png")


def board_of(site: Site) -> tuple[posters.Board, tuple[posters.Item, ...]]:
    """The facts of a site's board today, and the items it lacks."""
    board = boards.gather(db.session, site, source())
    return board, boards.missing_items(board)


def source() -> BoardSource:
    """What today's prints take from this installation."""
    return BoardSource(settings().public_base_url, settings().organiser, today())


def file_of(body: bytes, kind: str, name: str) -> Response:
    """A file to look at, or to keep if the address says so."""
    disposition = "attachment" if "download" in request.args else "inline"
    response = Response(body, content_type=kind)
    response.headers["Content-Disposition"] = f'{disposition}; filename="{name}"'
    return response
