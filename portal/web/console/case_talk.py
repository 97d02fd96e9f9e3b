"""'How far is my case?' on the telephone: ask first, then see how much may be told."""

from flask import render_template, request
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import HiddenField, RadioField, StringField

from portal.domain import phone
from portal.domain.roles import Permission
from portal.domain.telling import QUESTIONS, Caller, Telling
from portal.extensions import db
from portal.labels import choices
from portal.models import Complaint, Event
from portal.services import case_talk as talks
from portal.services.calls import Screen
from portal.services.case_talk import Answers, Candidate
from portal.web import reading
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.console.call_page import new_pass, screen_of

_TELL = "tell-"


class TalkForm(FlaskForm):
    """What the caller answers. His query code is never asked for."""

    submission_key = HiddenField(filters=[reading.clean], validators=[reading.at_most(80)])
    opened = HiddenField()
    caller = RadioField("谁打来", choices=reading.offer(choices(Caller)), default="self")
    number = StringField("登记号", filters=[reading.clean], validators=[reading.at_most(20)])
    phone = StringField("来电号码", filters=[reading.clean], validators=[reading.reachable_phone])
    name = StringField("姓名", filters=[reading.clean], validators=[reading.at_most(40)])
    site_words = StringField("哪个工地", filters=[reading.clean], validators=[reading.at_most(60)])
    amount_yuan = StringField("欠多少", filters=[reading.clean], validators=[reading.amount])

    def answers(self) -> Answers:
        """The checked answers as plain values."""
        return Answers(
            caller=Caller(self.caller.data),
            number=self.number.data or "",
            digits=phone.reachable(self.phone.data) if self.phone.data else "",
            name=self.name.data or "",
            site_words=self.site_words.data or "",
            amount_fen=reading.fen_or_none(self.amount_yuan.data),
        )


@blueprint.get("/calls/case")
@needs(Permission.TAKE_CALLS)
def case_talk() -> str:
    """The questions, before anything is said."""
    return _page(TalkForm(formdata=None))


@blueprint.post("/calls/case")
@needs(Permission.TAKE_CALLS)
def ask_case() -> Response | tuple[str, int] | str:
    """Which case it is and how much may be told; or tell it, which is logged."""
    form, go = TalkForm(), request.form.get("go", "find")
    if not form.validate_on_submit():
        return _page(form), 422
    if go.startswith(_TELL):
        return _tell(form, complaint_or_404(go.removeprefix(_TELL)))
    return _page(form, found=talks.find(db.session, form.answers(), region=me().region))


def _tell(form: TalkForm, complaint: Complaint) -> str:
    """Shown in the answer itself: a page that could be asked for again would be told unlogged."""
    told = talks.tell(db.session, complaint, form.answers(), screen_of(form))
    events = [
        event for event in db.session.scalars(Event.of_complaint(complaint.id))
        if event.is_for_worker
    ] if told.telling is Telling.ALL else []  # fmt: skip
    return render_template(
        "console/case_told.html", complaint=complaint, told=told, events=events, Telling=Telling
    )


def _page(form: TalkForm, found: list[Candidate] | None = None) -> str:
    if not form.submission_key.data:
        form.submission_key.data = Screen.new_key()
    if not form.opened.data:
        form.opened.data = new_pass()
    return render_template(
        "console/case_talk.html",
        form=form,
        found=found,
        questions=QUESTIONS,
        errors=reading.first_errors(form),
        Caller=Caller,
        Telling=Telling,
    )
