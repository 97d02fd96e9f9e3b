"""A question answered on the spot, from the rights pages: topic, answer, logged."""

from flask import Response as Plain
from flask import make_response, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, StringField

from portal.content.search import Hit
from portal.domain.complaint import Topic
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import choices
from portal.services import calls
from portal.services.calls import Screen
from portal.web import reading
from portal.web.access import needs
from portal.web.console import blueprint
from portal.web.console.call_page import new_pass, screen_of
from portal.web.library import library, search

SHOWN = 4


class EnquiryForm(FlaskForm):
    """What is asked about, and the page that answers it; nothing of who asks."""

    submission_key = HiddenField(filters=[reading.clean], validators=[reading.at_most(80)])
    opened = HiddenField()
    topic = RadioField("问什么", choices=reading.offer(choices(Topic)), default="wages")
    words = StringField("他问的话", filters=[reading.clean], validators=[reading.at_most(60)])
    answer = HiddenField(filters=[reading.clean])


@blueprint.get("/calls/enquiry")
@needs(Permission.TAKE_CALLS)
def enquiry() -> str:
    """Topic, words, and the answers as they are found."""
    return _page(EnquiryForm(formdata=None))


@blueprint.get("/calls/answers")
@needs(Permission.TAKE_CALLS)
def find_answers() -> Plain:
    """The answers to some words, while they are typed."""
    words = reading.clean(request.args.get("q", ""))
    if not words:
        return make_response("")
    return make_response(render_template("console/live/answers.html", hits=_hits(words), chosen=""))


@blueprint.post("/calls/enquiry")
@needs(Permission.TAKE_CALLS)
def log_enquiry() -> Response | tuple[str, int] | str:
    """Find the answer, or log that it was given."""
    form = EnquiryForm()
    if request.form.get("go") == "find":
        return _page(form)
    if not form.validate_on_submit():
        return _page(form), 422
    section, _, slug = (form.answer.data or "").partition("/")
    known = library().item(section, slug)
    screen = screen_of(form)
    calls.answer_enquiry(db.session, screen, Topic(form.topic.data), known.key if known else "")
    return redirect(url_for("console.enquiry", logged=1), 303)


def _hits(words: str) -> list[Hit]:
    return search().find(words, SHOWN)


def _page(form: EnquiryForm) -> str:
    if not form.submission_key.data:
        form.submission_key.data = Screen.new_key()
    if not form.opened.data:
        form.opened.data = new_pass()
    return render_template(
        "console/enquiry.html",
        form=form,
        hits=_hits(form.words.data or ""),
        was_logged="logged" in request.args,
        errors=reading.first_errors(form),
    )
