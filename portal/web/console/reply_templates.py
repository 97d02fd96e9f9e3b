"""The pages of the reply templates: to read, to write, to retire."""

from typing import Any

from flask import abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field, HiddenField, SelectField, StringField, TextAreaField, ValidationError

from portal.domain import merge_fields, regions, roles
from portal.domain.complaint import Topic
from portal.domain.reply_fields import ReplyField
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import choices
from portal.labels.merge_fields import problem_said
from portal.labels.replies import EXAMPLES
from portal.models import ReplyTemplate
from portal.services import reply_templates as texts
from portal.services.reply_templates import TemplateFacts, TemplateMoved
from portal.web import reading
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint

MAX_BODY = 1500


class TemplateForm(FlaskForm):
    """Title, for whom, for what, and the text, whose fields are checked."""

    seen = HiddenField()
    title = StringField(
        "名称",
        filters=[reading.clean],
        validators=[reading.at_most(40), reading.wanted],
    )
    region = SelectField("哪里用", validate_choice=False)
    topic = SelectField(
        "哪类事用", choices=reading.offer([("", "不限"), *choices(Topic)]), validate_choice=False
    )
    body = TextAreaField("正文", filters=[reading.clean], validators=[reading.at_most(MAX_BODY)])

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        mine = me().region
        everywhere = [(regions.CITY, "全市"), *regions.COUNTIES.items()]
        offered = everywhere if mine == regions.CITY else [(mine, regions.name_of(mine))]
        self.region.choices = reading.offer(offered)

    def validate_region(self, field: Field) -> None:
        if field.data not in {value for value, _ in reading.pairs(field)}:
            raise ValidationError("请选一个")

    def validate_topic(self, field: Field) -> None:
        if field.data and field.data not in set(Topic):
            raise ValidationError("请选一项")

    def validate_body(self, field: Field) -> None:
        problems = merge_fields.check(field.data or "", ReplyField)
        if problems:
            raise ValidationError("；".join(problem_said(problem) for problem in problems))

    def facts(self) -> TemplateFacts:
        """What was stated, checked."""
        topic = Topic(self.topic.data) if self.topic.data else None
        return TemplateFacts(self.region.data, self.title.data, self.body.data, topic)


@blueprint.get("/templates")
@needs(Permission.REPLY)
def templates() -> str:
    """All that I may use, and what was retired."""
    return render_template(
        "console/templates.html",
        templates=db.session.scalars(ReplyTemplate.seen_from(me().region)).all(),
        mine=me().region,
    )


@blueprint.get("/templates/new")
@needs(Permission.KEEP_REPLY_TEMPLATES)
def new_template() -> str:
    """An empty form."""
    return _page(TemplateForm(formdata=None), None)


@blueprint.post("/templates/new")
@needs(Permission.KEEP_REPLY_TEMPLATES)
def add_template() -> Response | str | tuple[str, int]:
    """Add one."""
    return _keep(None)


@blueprint.get("/templates/<int:template_id>")
@needs(Permission.KEEP_REPLY_TEMPLATES)
def template(template_id: int) -> str:
    """One, to be changed."""
    found = _mine(template_id)
    data = {name: getattr(found, name) for name in ("title", "region", "topic", "body")}
    return _page(TemplateForm(formdata=None, data={**data, "seen": found.revision}), found)


@blueprint.post("/templates/<int:template_id>")
@needs(Permission.KEEP_REPLY_TEMPLATES)
def keep_template(template_id: int) -> Response | str | tuple[str, int]:
    """Change it."""
    return _keep(_mine(template_id))


@blueprint.post("/templates/<int:template_id>/retire")
@needs(Permission.KEEP_REPLY_TEMPLATES)
def retire_template(template_id: int) -> Response:
    """Offer it no longer."""
    texts.retire(db.session, _mine(template_id), by=me())
    return redirect(url_for("console.templates"), 303)


@blueprint.post("/templates/<int:template_id>/restore")
@needs(Permission.KEEP_REPLY_TEMPLATES)
def restore_template(template_id: int) -> Response:
    """Offer it again."""
    texts.restore(db.session, _mine(template_id), by=me())
    return redirect(url_for("console.templates"), 303)


def _mine(template_id: int) -> ReplyTemplate:
    """One that I may change: the city every one, a county its own."""
    found = db.session.scalar(ReplyTemplate.for_change(template_id))
    if found is None or not roles.covers(me().region, found.region):
        abort(404)
    return found


def _keep(found: ReplyTemplate | None) -> Response | str | tuple[str, int]:
    form = TemplateForm()
    if not form.validate_on_submit():
        return _page(form, found), 422
    if request.form.get("go") == "look":
        return _page(form, found)
    try:
        texts.keep(db.session, found, form.facts(), by=me(), seen=bounded_int(form.seen.data))
    except TemplateMoved:
        assert found is not None
        form.seen.data = str(found.revision)
        return _page(form, found, moved=True), 409
    return redirect(url_for("console.templates"), 303)


def _page(form: TemplateForm, found: ReplyTemplate | None, *, moved: bool = False) -> str:
    body = form.body.data or ""
    is_fit = not merge_fields.check(body, ReplyField)
    return render_template(
        "console/template.html",
        form=form,
        template=found,
        moved=moved,
        fields=ReplyField,
        examples=EXAMPLES,
        shown=merge_fields.fill(body, EXAMPLES) if is_fit else "",
        errors=reading.first_errors(form),
    )
