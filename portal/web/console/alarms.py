"""Group alarms: which sites have one, and taking it up as a case or saying that it is none."""

from collections.abc import Callable
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain import regions
from portal.domain.group_alarm import OPEN_TO_CASE, AlarmState
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import GroupAlarm
from portal.services import group_alarms, group_cases
from portal.services.group_alarms import AlarmSettled
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint
from portal.web.console.alarm_page import alarm_or_404, counted, page_of
from portal.web.console.group_forms import DismissForm, TakeUpForm
from portal.web.transactions import begin_to_write, reads_first

PAGE_SIZE: Final = 25
COUNT_CAP: Final = 999
LAST_PAGE: Final = 400
SETTLED: Final = "这个预警刚才已经有人处置，或者解除了；您填的还在下面，可以抄走"


@blueprint.get("/alarms")
@needs(Permission.SEE_COMPLAINTS)
def alarms() -> str:
    """Those of a state, newest first, with the counts of all states."""
    state, region = state_asked(), region_asked()
    number = min(bounded_int(request.args.get("page")) or 1, LAST_PAGE)
    seen = GroupAlarm.seen_from(region)
    query = GroupAlarm.in_states(seen, {state})
    page = GroupAlarm.page(query, PAGE_SIZE, PAGE_SIZE * (number - 1))
    found = list(db.session.scalars(page))
    return render_template(
        "console/alarms.html",
        alarms=found[:PAGE_SIZE],
        number=number,
        has_more=len(found) > PAGE_SIZE and number < LAST_PAGE,
        state=state,
        counts=group_alarms.by_state(db.session, region, COUNT_CAP + 1),
        cap=COUNT_CAP,
        region=region,
        regions=regions.COUNTIES if me().region == regions.CITY else {},
        limits=group_alarms.limits_of(db.session),
        address=_address(state, region),
        AlarmState=AlarmState,
    )


@blueprint.post("/alarms/watch")
@needs(Permission.INVESTIGATE)
@reads_first
def watch_now() -> Response:
    """Count without waiting for the timer; nobody waits for the counting."""
    counts = group_alarms.count(db.session)
    begin_to_write()
    group_alarms.settle(db.session, counts)
    return redirect(url_for("console.alarms"), 303)


@blueprint.get("/alarms/<int:alarm_id>")
@needs(Permission.SEE_COMPLAINTS)
def alarm(alarm_id: int) -> str:
    """What was reached, by which complaints, and what may be done."""
    return page_of(alarm_or_404(alarm_id))


@blueprint.post("/alarms/<int:alarm_id>/dismiss")
@needs(Permission.INVESTIGATE)
def dismiss_alarm(alarm_id: int) -> Response | tuple[str, int]:
    """There is nothing in it."""
    found, form = alarm_or_404(alarm_id), DismissForm()
    if not form.validate_on_submit():
        return page_of(found, dismissing=form), 422
    try:
        group_alarms.dismiss(db.session, found, by=me(), reason=form.reason.data or "")
    except AlarmSettled:
        return page_of(found, dismissing=form, changed=SETTLED), 409
    return redirect(url_for("console.alarm", alarm_id=alarm_id), 303)


@blueprint.post("/alarms/<int:alarm_id>/take-up")
@needs(Permission.INVESTIGATE)
def take_up_alarm(alarm_id: int) -> Response | tuple[str, int]:
    """Make one case of what is ticked."""
    found, form = alarm_or_404(alarm_id), TakeUpForm()
    stands = counted(found)
    complaints, shared = form.chosen(stands.alone), form.adopted(stands.shared)
    if not form.validate_on_submit() or not (complaints or shared):
        form.complaints.errors = ["请至少勾一件"]
        return page_of(found, taking=form), 422
    if found.state not in OPEN_TO_CASE:
        return page_of(found, taking=form, changed=SETTLED), 409
    group = group_cases.take_up(db.session, by=me(), complaints=complaints, shared=shared)
    return redirect(url_for("console.group", code=group.code), 303)


def state_asked() -> AlarmState:
    """The state whose alarms are asked for."""
    wanted = request.values.get("state", "")
    return AlarmState(wanted) if wanted in set(AlarmState) else AlarmState.NEW


def region_asked() -> str:
    """The city looks at one county or at all; a county at itself."""
    wanted = request.values.get("region", "")
    is_free = me().region == regions.CITY and wanted in regions.COUNTIES
    return wanted if is_free else me().region


def _address(state: AlarmState, region: str) -> Callable[..., str]:
    """The same list with something changed."""
    kept = {
        "state": state if state is not AlarmState.NEW else None,
        "region": region if region != me().region else None,
    }
    return lambda **changes: url_for("console.alarms", **{**kept, **changes})
