"""The worker's complaint, screen by screen; the answers travel in the form itself."""

import secrets
from typing import Final

from flask import Response, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.domain.complaint import Channel, Topic
from portal.domain.scans import Counted
from portal.extensions import db
from portal.models.scan_count import UNTOLD
from portal.services import intake
from portal.services.intake import KeyReused
from portal.web.access import open_to_all
from portal.web.public import blueprint, scans
from portal.web.public.forms import IntakeForm
from portal.web.public.home import with_text_size
from portal.web.public.hotline import NATIONAL
from portal.web.public.receipt import give_receipt
from portal.web.public.site import Front, front_of
from portal.web.reading import first_errors
from portal.web.transactions import begin_to_write, only_reads

STEPS: Final = {
    "where": ("region", "place", "employer"),
    "owed": ("amount_yuan", "amount_unsure", "months", "earlier", "headcount"),
    "matter": ("narrative", "headcount"),
    "contact": ("phone", "name", "narrative", "confidential", "anonymous"),
    "check": (),
}
Answer = BaseResponse | Response | tuple[str, int] | str


@blueprint.route("/complain", methods=["GET", "POST"])
@open_to_all
def complain() -> Answer:
    """A complaint without a known site: county, place, employer are asked first."""
    only_reads()
    return _complain(None)


@blueprint.route("/s/<code>/complain", methods=["GET", "POST"])
@open_to_all
def complain_here(code: str) -> Answer:
    """A complaint for the site that was scanned; an unknown code asks where instead of losing
    what was typed."""
    only_reads()
    return _complain(front_of(code))


def _complain(site: Front | None) -> Answer:
    form = IntakeForm()
    if request.method == "GET":
        scans.note(site.id if site else UNTOLD, Counted.STARTED)
        form.topic.data = request.args.get("topic", Topic.WAGES)
        form.amount_yuan.data = request.args.get("amount", "")[:20]
        response = make_response(_page(form, _steps(form, site)[0], site))
        response.set_cookie("cookies", "1", samesite="Lax", httponly=True)
        return response
    steps = _steps(form, site)
    step, go = form_step(steps), request.form.get("go", "submit")
    if go.startswith("size-"):
        return with_text_size(go.removeprefix("size-"), lambda size: _page(form, step, site, size))
    if go == "next" and step != "check":
        if not form.is_step_valid(_shown(form, step)):
            return _page(form, step, site), 422
        go = steps[steps.index(step) + 1]
    if go in steps and go != "check":
        return _page(form, go, site)
    # What is read back, and what is sent, was checked as a whole: hidden answers may be damaged.
    for each in steps:
        if not form.is_step_valid(_shown(form, each)):
            return _page(form, each, site), 422
    return _page(form, go, site) if go == "check" else _submit(form, site)


def _submit(form: IntakeForm, site: Front | None) -> Answer:
    if not form.submission_key.data:
        return _page(form, "check", site, needs_key=True), 422
    answers = form.answers(
        region=site.region if site else form.region.data, site_code=site.code if site else ""
    )
    begin_to_write()
    try:
        receipt = intake.submit(
            db.session,
            answers,
            submission_key=form.submission_key.data,
            channel=Channel.SCAN if site else Channel.WEB,
            site=site,
        )
    except KeyReused as reused:
        return _page(form, "check", site, reused=reused.receipt), 409
    if not receipt.is_repeat:
        scans.note(site.id if site else UNTOLD, Counted.SUBMITTED)
    return give_receipt(receipt, form.submission_key.data, site)


def _steps(form: IntakeForm, site: Front | None) -> list[str]:
    first = [] if site else ["where"]
    return [*first, "owed" if form.topic_word is Topic.WAGES else "matter", "contact", "check"]


def form_step(steps: list[str]) -> str:
    """The step that a form was sent from; an old page that does not say is a finished one."""
    step = request.form.get("step", "check")
    return step if step in steps else steps[0]


def _shown(form: IntakeForm, step: str) -> tuple[str, ...]:
    """The fields of a step. What happened is told under `matter` when it is not about wages."""
    fields = STEPS[step]
    if step == "contact" and form.topic_word is not Topic.WAGES:
        return tuple(name for name in fields if name != "narrative")
    return fields


def _page(
    form: IntakeForm, step: str, site: Front | None, text_size: str = "", **more: object
) -> str:
    steps = _steps(form, site)
    shown = _shown(form, step)
    key = form.submission_key.data
    if not key or more.get("needs_key"):
        key = secrets.token_urlsafe(24)
    carried = [pair for pair in form.carried(shown) if pair[0] != "submission_key"]
    if request.method == "GET":
        carried = [("topic", form.topic_word.value)]
    return render_template(
        "public/complain.html",
        form=form,
        site=site,
        step=step,
        steps=steps,
        carried=carried,
        submission_key=key,
        new_key=secrets.token_urlsafe(24),
        errors=first_errors(form[name] for name in shown),
        action=url_for("public.complain_here", code=site.code, p=scans.poster_number())
        if site
        else url_for("public.complain", p=scans.poster_number()),
        reused=more.get("reused"),
        needs_key=more.get("needs_key", False),
        Topic=Topic,
        **({"text_size": text_size} if text_size else {}),
        hotline=site.hotline if site else NATIONAL,
    )
