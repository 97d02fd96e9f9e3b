"""Batches of boards: chosen by filter, watched while they are printed, called off, fetched."""

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Redirect

from portal.domain import regions, roles
from portal.domain.print_batch import (
    MOST_SITES,
    BadSelection,
    BatchForm,
    BatchMoved,
    BatchState,
)
from portal.domain.roles import Permission
from portal.domain.site import BoardState, Industry
from portal.extensions import db
from portal.models import PrintBatch, PrintBatchSite
from portal.services import print_batch
from portal.services.board_press import PAPERS
from portal.services.clock import now
from portal.services.print_batch import Choice
from portal.web.access import me, needs
from portal.web.admin import blueprint
from portal.web.admin.boards import file_of, settings_asked
from portal.web.admin.prints import begin, form_asked
from portal.web.reading import clean
from portal.web.settings import storage
from posters import Design

SHOWN = 20
_KINDS = {BatchForm.PDF: "application/pdf", BatchForm.ZIP: "application/zip"}


@blueprint.get("/prints/batches")
@needs(Permission.PRINT_BOARDS)
def batches() -> str:
    """The choice, with how many sites it comes to, and the batches so far."""
    return _page(request.args)


@blueprint.post("/prints/batches")
@needs(Permission.PRINT_BOARDS)
def ask_batch() -> Redirect | tuple[str, int]:
    """Print what the filter chooses."""
    ids = print_batch.chosen(db.session, _choice(request.form))
    try:
        made = print_batch.ask(db.session, ids, settings_asked(), form_asked(), by=me())
    except BadSelection as bad:
        return _page(request.form, bad), 422
    return begin(made.id)


@blueprint.get("/prints/batches/<int:batch_id>")
@needs(Permission.PRINT_BOARDS)
def batch(batch_id: int) -> str:
    """How far it is, what came out, what was left out."""
    found = batch_or_404(batch_id)
    return render_template(
        "admin/batch.html",
        batch=found,
        counts=print_batch.counts(db.session, found),
        refused=db.session.scalars(PrintBatchSite.refused(found.id)).all(),
        is_left_alone=found.is_left_alone(now()) and found.attempts > 0,
        BatchState=BatchState,
    )


@blueprint.post("/prints/batches/<int:batch_id>/cancel")
@needs(Permission.PRINT_BOARDS)
def cancel_batch(batch_id: int) -> Redirect:
    """Call it off; what has ended meanwhile stays as it is."""
    found = batch_or_404(batch_id)
    try:
        print_batch.cancel(db.session, found, by=me())
    except BatchMoved:
        return redirect(url_for("admin.batch", batch_id=batch_id), 303)
    return begin(batch_id)


@blueprint.post("/prints/batches/<int:batch_id>/again")
@needs(Permission.PRINT_BOARDS)
def repeat_batch(batch_id: int) -> Redirect:
    """From the beginning after it failed; or on, after its worker was ended with the portal."""
    found = batch_or_404(batch_id)
    if not found.is_unfinished:
        try:
            print_batch.repeat(db.session, found)
        except BatchMoved:
            return redirect(url_for("admin.batch", batch_id=batch_id), 303)
    return begin(batch_id)


@blueprint.get("/prints/batches/<int:batch_id>/result")
@needs(Permission.PRINT_BOARDS)
def batch_result(batch_id: int) -> Response:
    """The file, while it is kept."""
    found = batch_or_404(batch_id)
    if found.state is not BatchState.DONE or found.result_name is None:
        abort(404)
    body = print_batch.result(storage(), found)
    return file_of(body, _KINDS[found.form], f"boards-{found.id}.{found.form}")


def batch_or_404(batch_id: int) -> PrintBatch:
    """One batch of a region that I see."""
    found = db.session.get(PrintBatch, batch_id)
    if found is None or not roles.covers(me().region, found.region):
        abort(404)
    return found


def _choice(given: MultiDict[str, str]) -> Choice:
    """What the filter says; a word that is none of a list chooses nothing away."""
    region = given.get("region", "")
    is_mine = region in regions.COUNTIES and me().region == regions.CITY
    state, industry = given.get("state", ""), given.get("industry", "")
    return Choice(
        region=region if is_mine else me().region,
        state=BoardState(state) if state in set(BoardState) else None,
        industry=Industry(industry) if industry in set(Industry) else None,
        words=clean(given.get("q", ""))[:60],
    )


def _page(given: MultiDict[str, str], bad: BadSelection | None = None) -> str:
    choice = _choice(given)
    is_asked = bool(given)
    return render_template(
        "admin/batches.html",
        rows=db.session.scalars(PrintBatch.seen_from(me().region).limit(SHOWN)).all(),
        choice=choice,
        is_asked=is_asked,
        count=len(print_batch.chosen(db.session, choice)) if is_asked else 0,
        most=MOST_SITES,
        regions=regions.COUNTIES,
        can_choose_region=me().region == regions.CITY,
        states=list(BoardState),
        industries=list(Industry),
        forms=list(BatchForm),
        papers=PAPERS,
        designs=list(Design),
        bad=bad,
    )
