"""Keeping and purging at the desk: batches proposed, looked through, confirmed; holds."""

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain import regions, roles
from portal.domain.retention import OF_KIND, BatchState, Kept, Schedule
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import PurgeBatch, PurgeItem
from portal.services import retention as keeping
from portal.services.clock import today
from portal.services.retention import NothingDue
from portal.web.access import complaint_or_404, me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint
from portal.web.console.case_page import detail
from portal.web.console.forms import PurgeReasonForm
from portal.web.settings import settings

MOST_BATCHES = 50
PAGE_SIZE = 100


@blueprint.get("/retention")
@needs(Permission.PROPOSE_PURGE)
def retention() -> str:
    """What is kept how long, and the batches of my county."""
    return _overview()


@blueprint.post("/retention")
@needs(Permission.PROPOSE_PURGE)
def propose_purge() -> Response | tuple[str, int]:
    """Put a batch together; somebody else has to confirm it."""
    wanted = request.form.get("kept", "")
    kinds = {str(kept): kept for kept in OF_KIND}
    if wanted not in kinds:
        return _overview(problem="请选一类"), 422
    try:
        batch = keeping.propose(db.session, _schedule(), kinds[wanted], by=me(), region=me().region)
    except NothingDue:
        return _overview(problem="这一类没有到年限的，或没有设年限", chosen=wanted), 422
    return redirect(url_for("console.purge_batch", batch_id=batch.id), 303)


@blueprint.get("/retention/<int:batch_id>")
@needs(Permission.PROPOSE_PURGE)
def purge_batch(batch_id: int) -> str:
    """One batch, to be looked through."""
    return _batch_page(batch_or_404(batch_id))


@blueprint.post("/retention/<int:batch_id>/confirm")
@needs(Permission.CONFIRM_PURGE)
def confirm_purge(batch_id: int) -> Response:
    """Say yes to what somebody else proposed."""
    keeping.confirm(db.session, batch_or_404(batch_id, for_change=True), by=me())
    return redirect(url_for("console.purge_batch", batch_id=batch_id), 303)


@blueprint.post("/retention/<int:batch_id>/drop")
@needs(Permission.PROPOSE_PURGE)
def drop_purge(batch_id: int) -> Response | tuple[str, int]:
    """Purge nothing of it, for a reason."""
    batch, form = batch_or_404(batch_id, for_change=True), PurgeReasonForm()
    if not form.validate_on_submit():
        return _batch_page(batch, form), 422
    keeping.drop(db.session, batch, by=me(), reason=form.reason.data)
    return redirect(url_for("console.purge_batch", batch_id=batch_id), 303)


@blueprint.post("/complaints/<number>/hold")
@needs(Permission.HOLD_CASES)
def hold(number: str) -> Response | tuple[str, int]:
    """Keep a case whatever its age, or let its age count again; both for a reason."""
    found, form = complaint_or_404(number), PurgeReasonForm()
    if not form.validate_on_submit():
        return detail(found, hold_form=form), 422
    act = keeping.lift if request.form.get("lift") else keeping.hold
    act(db.session, found, by=me(), reason=form.reason.data)
    return redirect(url_for("console.complaint", number=found.number), 303)


def _overview(problem: str = "", chosen: str = "") -> str:
    batches = db.session.scalars(PurgeBatch.seen_from(me().region).limit(MOST_BATCHES)).all()
    counts = db.session.execute(PurgeItem.counts([batch.id for batch in batches])).all()
    schedule = _schedule()
    return render_template(
        "console/retention.html",
        batches=batches,
        counts={row[0]: row[1:] for row in counts},
        periods=[
            (kept, schedule.periods.get(kept), schedule.cutoff(kept, today())) for kept in Kept
        ],
        source=schedule.source,
        kinds=[kept for kept in OF_KIND if schedule.cutoff(kept, today())],
        problem=problem,
        chosen=chosen,
    )


def _schedule() -> Schedule:
    return keeping.schedule_of(settings().retention, settings().retention_source)


def batch_or_404(batch_id: int, *, for_change: bool = False) -> PurgeBatch:
    """One batch of a region that I see, locked for a change."""
    batch = db.session.scalar(PurgeBatch.one(batch_id, for_change=for_change))
    if batch is None or not roles.covers(me().region, batch.region):
        abort(404)
    return batch


def _batch_page(batch: PurgeBatch, form: PurgeReasonForm | None = None) -> str:
    after = bounded_int(request.args.get("after")) or 0
    rows = db.session.execute(PurgeItem.page(batch.id, after, PAGE_SIZE + 1)).all()
    [counts] = db.session.execute(PurgeItem.counts([batch.id])).all()
    waits = batch.state is BatchState.PROPOSED
    return render_template(
        "console/purge_batch.html",
        batch=batch,
        rows=rows[:PAGE_SIZE],
        next_after=rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None,
        counts=counts[1:],
        may_confirm=waits
        and me().may(Permission.CONFIRM_PURGE)
        and batch.proposed_by_id != me().id,
        may_drop=waits,
        form=form or PurgeReasonForm(formdata=None),
        is_city=batch.region == regions.CITY,
    )
