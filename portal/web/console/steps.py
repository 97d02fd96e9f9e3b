"""Taking a step with a complaint: the form, one service call, and back to the page."""

from collections.abc import Callable, Sequence
from typing import Final

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from portal.domain import casework as grounds
from portal.domain import money, roles
from portal.domain.complaint import Step
from portal.domain.conclusion import CallsTooClose, NoUnpaidOrder
from portal.domain.recusal import InspectorRecused
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Complaint, Event
from portal.services import casework, investigation
from portal.services.ledger import SumDiffers
from portal.web.access import complaint_or_404, me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint
from portal.web.console.case_page import detail, my_steps
from portal.web.console.forms import NoteForm, ReplyForm
from portal.web.console.reply_box import filled
from portal.web.console.step_forms import sent_form
from portal.web.filters import day

ACTIONS: Final[dict[Step, Callable[..., None]]] = {
    Step.ACCEPT: casework.accept,
    Step.REFUSE: casework.refuse,
    Step.ASK_SUPPLEMENT: casework.ask_supplement,
    Step.TRANSFER: casework.transfer,
    Step.TAKE_OVER: casework.take_over,
    Step.NOTE_TAKEN: casework.note_taken,
    Step.RETURN: casework.take_back,
    Step.ANSWER: casework.answer,
    Step.INVESTIGATE: investigation.investigate,
    Step.RECORD: investigation.note_finding,
    Step.HEAR: investigation.hear,
    Step.EXTEND: investigation.extend,
    Step.COMPLETE: investigation.complete,
    Step.DECIDE: investigation.decide,
    Step.SERVE: investigation.serve,
    Step.ENFORCE: investigation.enforce,
    Step.CLOSE: casework.close,
    Step.REINVESTIGATE: investigation.reinvestigate,
}
# What the rules refuse although the form is well-formed: at which field, in which words.
REFUSED: Final[dict[type[Exception], tuple[str, str]]] = {
    grounds.GroundNotAllowed: (
        "ground",
        "欠薪、没签合同、乱扣钱、社保没交、打击报复，都归劳动监察管，不能用这个理由",
    ),
    grounds.HearingMissing: (
        "decision",
        "责令支付、处罚之前，要先“听取单位陈述申辩”",
    ),
    InspectorRecused: ("lead", "选的人已经声明回避，请换人"),
    grounds.ServedBeforeDecision: ("served_on", "决定还没有作出，不会这么早送达"),
    grounds.OrderNotOverdue: ("taken_on", "付款期限还没到，单位还有时间付；{first}起才能办"),
    NoUnpaidOrder: ("conclusion", "要先责令支付，到期没付，才能用保证金或申请法院强制执行"),
    CallsTooClose: ("second_call_on", "两次电话要隔开，不能是同一天"),
    SumDiffers: ("", ""),
}
_SUM_FIELDS: Final = ("ordered_yuan", "paid_yuan")


@blueprint.post("/complaints/<number>/reply")
@needs(Permission.REPLY)
def reply(number: str) -> Response | str | tuple[str, int]:
    """Write to the worker, or fill the box with a template first."""
    found = complaint_or_404(number)
    form = ReplyForm()
    if request.form.get("go") == "fill":
        picked = filled(found, form, request.form.get("template", ""))
        return detail(found, failed=form, failed_step="reply", picked=picked)
    if not form.validate_on_submit():
        return detail(found, failed=form, failed_step="reply"), 422
    casework.reply(db.session, found, by=me(), **form.facts())
    return _back(number)


@blueprint.post("/complaints/<number>/<step>")
@needs(Permission.SEE_COMPLAINTS)
def take_step(number: str, step: str) -> Response | tuple[str, int]:
    """One step of the table in portal.domain.complaint, if it is mine to take."""
    found = complaint_or_404(number, or_sent_here=True)
    if step not in ACTIONS:
        abort(404)
    word = Step(step)
    if not roles.may_take(me().role, me().region, word, found.region, found.sent_to):
        abort(403)
    form = sent_form(word, found)
    since = _since(found)
    if since or word not in my_steps(found):
        return detail(found, failed=form, failed_step=word, since=since), 409
    if not form.validate_on_submit():
        return detail(found, failed=form, failed_step=word), 422
    try:
        ACTIONS[word](db.session, found, by=me(), **form.facts())
    except tuple(REFUSED) as refusal:
        _say(form, refusal)
        db.session.rollback()
        return detail(complaint_or_404(number), failed=form, failed_step=word), 409
    return _to_case_or_inbox(found)


def _since(found: Complaint) -> Sequence[Event]:
    """What has happened since the page was opened on which the form was filled in. A form that
    does not say which page that was is checked by the steps that are open now, as all are."""
    seen = bounded_int(request.form.get("seen"))
    return [] if seen is None else db.session.scalars(Event.changes_since(found.id, seen)).all()


def _say(form: NoteForm, refusal: Exception) -> None:
    name, words = REFUSED[type(refusal)]
    if isinstance(refusal, SumDiffers):
        name = next(each for each in _SUM_FIELDS if each in form)
        total = money.in_figures(refusal.sum_fen)
        words = f"台账里各人加起来是 {total}，和这里不一样；先改台账"
    elif isinstance(refusal, grounds.OrderNotOverdue):
        words = words.format(first=day(refusal.first))
    form[name].errors = [words]


def _to_case_or_inbox(found: Complaint) -> Response:
    """Back to the case, unless it has just gone where I do not see it."""
    if roles.covers(me().region, found.region):
        return _back(found.number)
    return redirect(url_for("console.inbox"), 303)


def _back(number: str) -> Response:
    return redirect(url_for("console.complaint", number=number), 303)
