"""What waits to be printed again, county by county, with the reason; ticked and sent as a batch."""

from flask import redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from portal.domain import regions, roles
from portal.domain.print_batch import BadSelection, BatchForm
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Office, PosterIssue
from portal.services import print_batch
from portal.services.board_press import PAPERS
from portal.services.clock import today
from portal.web import print_worker
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.admin import blueprint
from portal.web.admin.boards import settings_asked
from portal.web.transactions import commit_and_read
from posters import Design

PAGE_SIZE = 100


@blueprint.get("/prints")
@needs(Permission.PRINT_BOARDS)
def prints() -> str:
    """The jobs: one page of them, and how many each county has."""
    return _page()


@blueprint.post("/prints")
@needs(Permission.PRINT_BOARDS)
def print_again() -> Response | tuple[str, int]:
    """A batch of what was ticked, or of all that waits here."""
    if request.form.get("which") == "all":
        wanted = list(db.session.scalars(PosterIssue.stale_sites(scope(request.form))))
    else:
        wanted = [int(text) for text in request.form.getlist("site") if bounded_int(text)]
    ids = print_batch.mine(db.session, wanted, me())
    try:
        batch = print_batch.ask(db.session, ids, settings_asked(), form_asked(), by=me())
    except BadSelection as bad:
        return _page(bad), 422
    return begin(batch.id)


def begin(batch_id: int) -> Response:
    """On with a batch that was asked for, and to its page."""
    commit_and_read()
    print_worker.start()
    return redirect(url_for("admin.batch", batch_id=batch_id), 303)


def form_asked() -> BatchForm:
    """One file, or one for each county."""
    return BatchForm.ZIP if request.form.get("form") == BatchForm.ZIP else BatchForm.PDF


def _page(bad: BadSelection | None = None) -> str:
    given = request.values
    region = scope(given)
    after = bounded_int(given.get("after")) or 0
    query = PosterIssue.stale_page(region, after=after, size=PAGE_SIZE)
    rows = db.session.scalars(query).all()
    waiting = db.session.execute(PosterIssue.stale_counts(me().region))
    counts = {row.region: row.waiting for row in waiting}
    mine = [code for code in regions.COUNTIES if roles.covers(me().region, code)]
    return render_template(
        "admin/prints.html",
        rows=rows[:PAGE_SIZE],
        next_after=rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None,
        counts={code: counts.get(code, 0) for code in mine},
        region=region,
        city=regions.CITY,
        to_recheck=db.session.scalars(Office.to_recheck(region, today())).all(),
        papers=PAPERS,
        designs=list(Design),
        bad=bad,
    )


def scope(given: MultiDict[str, str]) -> str:
    """The county that was chosen, as far as one may see it."""
    region = given.get("region", "")
    return region if region in regions.COUNTIES and me().region == regions.CITY else me().region
