"""The worker's complaint, screen by screen; the answers travel in the form itself."""

import secrets

from flask import Response, make_response, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from portal.domain.complaint import Channel, Kind, Topic
from portal.domain.scans import Counted
from portal.domain.spam import Refused, Visit
from portal.domain.topics import BESIDE_WAGES
from portal.extensions import db
from portal.models.scan_count import UNTOLD
from portal.services import groups, intake
from portal.services.intake import KeyReused
from portal.web.access import open_to_all
from portal.web.public import blueprint, page_age, scans, steps
from portal.web.public.forms import IntakeForm
from portal.web.public.home import with_text_size
from portal.web.public.hotline import hotline_for
from portal.web.public.look_up import look_up
from portal.web.public.receipt import give_receipt
from portal.web.public.site import Front, front_of
from portal.web.reading import first_errors
from portal.web.transactions import begin_to_write, only_reads

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
        return _begin(form, site)
    go = request.form.get("go", "submit")
    order = steps.steps_of(form, has_site=site is not None)
    step = steps.came_from(request.form.get("step", "check"), order)
    word, _, value = go.partition("-")
    if word == "size":
        return with_text_size(value, lambda size: _page(form, step, site, text_size=size))
    if word in ("topic", "as", "site") and value:
        return _choose(form, site, word, value)
    if step == "where" and go in ("next", "find"):
        found = look_up(form, must_tell=go == "find")
        if found is not None:
            return _page(form, step, site, found=found)
        go = "next"
    return _go_on(form, site, step, go)


def _begin(form: IntakeForm, site: Front | None) -> Response:
    """The first screen, without those that the address has answered."""
    scans.note(site.id if site else UNTOLD, Counted.STARTED)
    form.topic.data = request.args.get("topic", Topic.WAGES)
    form.kind.data = request.args.get("kind", Kind.COMPLAINT)
    form.group.data = request.args.get("group", "")[:20]
    form.amount_yuan.data = request.args.get("amount", "")[:20]
    form.region.data = request.args.get("county", "")
    order = steps.steps_of(form, has_site=site is not None)
    step = order[1] if order[0] == "about" and "kind" in request.args else order[0]
    if request.args.get("step") == "topic":
        step = "topic"
    response = make_response(_page(form, step, site))
    response.set_cookie("cookies", "1", samesite="Lax", httponly=True)
    return response


def _choose(form: IntakeForm, site: Front | None, word: str, value: str) -> str:
    """A button that is itself an answer: a topic, a kind, a site of the list."""
    if word == "topic":
        form.topic.data = value
        return _page(form, "about", site)
    if word == "as":
        form.kind.data = value
    else:
        site = front_of(value)
    order = steps.steps_of(form, has_site=site is not None)
    return _page(form, steps.first_unanswered(form, order), site)


def _go_on(form: IntakeForm, site: Front | None, step: str, go: str) -> Answer:
    order = steps.steps_of(form, has_site=site is not None)
    if go == "next" and step in order[:-1]:
        if not steps.is_answered(form, step):
            return _page(form, step, site), 422
        go = order[order.index(step) + 1]
    if go in steps.ASIDE or (go in order and go != "check"):
        return _page(form, go, site)
    # What is read back, and what is sent, was checked as a whole: hidden answers may be damaged.
    for each in order:
        if not steps.is_answered(form, each):
            return _page(form, each, site), 422
    return _page(form, "check", site) if go in ("check", "next") else _submit(form, site)


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
            visit=_visit(form),
        )
    except KeyReused as reused:
        return _page(form, "check", site, reused=reused.receipt), 409
    except Refused as refused:
        return _page(form, "check", site, refused=refused), 429
    if form.group.data and not receipt.is_repeat:
        groups.join(db.session, receipt.complaint, form.group.data)
    answer = give_receipt(receipt, form.submission_key.data, site)
    if not receipt.is_repeat:
        scans.note(site.id if site else UNTOLD, Counted.SUBMITTED)
    return answer


def _visit(form: IntakeForm) -> Visit:
    return Visit(
        request.remote_addr or "",
        page_age=page_age.age_of(form.page_made.data),
        is_trapped=bool(form.company_website.data),
    )


def _page(form: IntakeForm, step: str, site: Front | None, **more: object) -> str:
    shown = steps.fields_of(form, step)
    key = form.submission_key.data
    if not key or more.get("needs_key") or more.get("reused"):
        key = secrets.token_urlsafe(24)
    known = {"found": None, "needs_key": False, "reused": None, "refused": None}
    return render_template(
        "public/complain.html",
        form=form,
        site=site,
        step=step,
        steps=steps.steps_of(form, has_site=site is not None),
        title=steps.title_of(form, step),
        carried=list(form.carried(shown)),
        submission_key=key,
        page_made=form.page_made.data or ("" if request.method == "POST" else page_age.stamp()),
        errors=first_errors(form[name] for name in shown),
        action=url_for("public.complain_here", code=site.code, p=scans.poster_number())
        if site
        else url_for("public.complain", p=scans.poster_number()),
        Kind=Kind,
        Topic=Topic,
        topics=BESIDE_WAGES,
        hotline=site.hotline if site else hotline_for(form.known_region),
        **{**known, **more},
    )
