"""Group alarms: which sites have one, what it counts, and that there is nothing in it."""

from collections.abc import Callable
from typing import Final

from flask import abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field, TextAreaField, ValidationError

from portal.domain import regions, roles
from portal.domain.group_alarm import BASIS, AlarmState, Threshold
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import GroupAlarm
from portal.models.group_alarm import counted_at
from portal.services import group_alarms
from portal.services.group_alarms import AlarmSettled
from portal.web import reading
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint
from portal.web.transactions import begin_to_write, reads_first

PAGE_SIZE: Final = 25
COUNT_CAP: Final = 999
LAST_PAGE: Final = 400


class DismissForm(FlaskForm):
    """Why there is nothing in it."""

    reason = TextAreaField(
        "为什么不立群体案件（只有同事看得到）",
        filters=[reading.clean],
        validators=[reading.at_most(500)],
    )

    def validate_reason(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请写明看了什么、为什么不立")


@blueprint.get("/alarms")
@needs(Permission.SEE_COMPLAINTS)
def alarms() -> str:
    """Those of a state, newest first, with the counts of all states."""
    state, region = _state(), _region()
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
    return _page(_alarm_or_404(alarm_id))


@blueprint.post("/alarms/<int:alarm_id>/dismiss")
@needs(Permission.INVESTIGATE)
def dismiss_alarm(alarm_id: int) -> Response | tuple[str, int]:
    """There is nothing in it."""
    found, form = _alarm_or_404(alarm_id), DismissForm()
    if not form.validate_on_submit():
        return _page(found, dismissing=form), 422
    try:
        group_alarms.dismiss(db.session, found, by=me(), reason=form.reason.data or "")
    except AlarmSettled:
        return _page(found, dismissing=form, was_settled=True), 409
    return redirect(url_for("console.alarm", alarm_id=alarm_id), 303)


def _page(
    found: GroupAlarm, *, dismissing: DismissForm | None = None, was_settled: bool = False
) -> str:
    query = counted_at(found.site_id)
    seen = [one for one in db.session.scalars(query) if roles.covers(me().region, one.region)]
    count = group_alarms.count_at(db.session, found.site_id)
    return render_template(
        "console/alarm.html",
        alarm=found,
        complaints=seen,
        figures=count.figures if count else None,
        crossed=count.crossed if count else (),
        limits=group_alarms.limits_of(db.session),
        basis=BASIS,
        dismissing=dismissing or DismissForm(formdata=None),
        was_settled=was_settled,
        Threshold=Threshold,
        AlarmState=AlarmState,
    )


def _alarm_or_404(alarm_id: int) -> GroupAlarm:
    """An alarm that I may see; another county's does not exist for me."""
    is_change = request.method == "POST"
    found = db.session.scalar(GroupAlarm.by_id(alarm_id, for_change=is_change))
    if found is None or not roles.covers(me().region, found.region):
        abort(404)
    return found


def _state() -> AlarmState:
    wanted = request.args.get("state", "")
    return AlarmState(wanted) if wanted in set(AlarmState) else AlarmState.NEW


def _region() -> str:
    """The city looks at one county or at all; a county at itself."""
    wanted = request.args.get("region", "")
    is_free = me().region == regions.CITY and wanted in regions.COUNTIES
    return wanted if is_free else me().region


def _address(state: AlarmState, region: str) -> Callable[..., str]:
    """The same list with something changed."""
    kept = {
        "state": state if state is not AlarmState.NEW else None,
        "region": region if region != me().region else None,
    }
    return lambda **changes: url_for("console.alarms", **{**kept, **changes})
