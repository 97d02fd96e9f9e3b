"""The office's own texts of the documents: to read, to write, to look at, to go back."""

from typing import Final

from flask import Response as Plain
from flask import abort, redirect, render_template, request, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field, HiddenField, StringField, TextAreaField, ValidationError

from portal.domain import regions
from portal.domain.document_kinds import RULES, DocumentKind
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import said_plainly
from portal.labels.merge_fields import problem_said
from portal.models import DocumentText
from portal.services import document_texts as texts
from portal.services.document_texts import BadText
from portal.services.kept_versions import VersionMoved
from portal.web import document_texts as shown
from portal.web import reading
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.admin import blueprint

LONGEST: Final = 8000
_HISTORY: Final = 20


class TextForm(FlaskForm):
    """The text, whose fields are checked, and who has confirmed it."""

    seen = HiddenField()
    text = TextAreaField(
        "正文", filters=[reading.clean], validators=[reading.at_most(LONGEST), reading.wanted]
    )
    confirmed_by = StringField(
        "本局法规部门谁核定的、哪天、文号（没有核定就空着）",
        filters=[reading.clean],
        validators=[reading.at_most(120)],
    )

    def of(self, kind: DocumentKind) -> "TextForm":
        """The form of a kind: what may stand in its text depends on it."""
        self.kind = kind
        return self

    def validate_text(self, field: Field) -> None:
        if not field.data:
            return
        try:
            texts.check(self.kind, field.data, said_plainly)
        except BadText as bad:
            said = [problem_said(problem) for problem in bad.problems]
            said += [f"少了【{name}】，这种文书必须写" for name in bad.absent]
            raise ValidationError("；".join(said)) from None


@blueprint.get("/documents", endpoint="document_texts")
@needs(Permission.KEEP_DOCUMENT_TEXTS)
def list_texts() -> str:
    """Each kind, and whose text it has."""
    entries = texts.entries(db.session)
    return render_template("admin/document_texts.html", entries=entries, rules=RULES)


@blueprint.get("/documents/<kind>", endpoint="document_text")
@needs(Permission.KEEP_DOCUMENT_TEXTS)
def show_text(kind: str) -> str:
    """The text as it is; with `version` an earlier one, 0 for the draft of the portal, to be kept
    again."""
    word = _kind(kind)
    history = _history(word)
    form = TextForm(formdata=None).of(word)
    version = bounded_int(request.args.get("version"))
    wanted = next((one for one in history if one.version == version), None)
    own = wanted or (history[0] if history and version != 0 else None)
    form.text.data = own.text if own else shown.default(word)
    form.confirmed_by.data = own.confirmed_by if own and own is history[0] else ""
    form.seen.data = str(history[0].version if history else 0)
    return _page(word, form, history)


@blueprint.post("/documents/<kind>")
@needs(Permission.KEEP_DOCUMENT_TEXTS)
def keep_document_text(kind: str) -> Response | tuple[str, int]:
    """Use it from now on."""
    word = _kind(kind)
    _check_city()
    form = TextForm().of(word)
    if not form.validate_on_submit():
        return _page(word, form, _history(word)), 422
    try:
        texts.keep(
            db.session, word, form.text.data, confirmed_by=form.confirmed_by.data or "",
            say=said_plainly, by=me(), seen=bounded_int(form.seen.data) or 0,
        )  # fmt: skip
    except VersionMoved:
        history = _history(word)
        form.seen.data = str(history[0].version)
        return _page(word, form, history, moved=True), 409
    return redirect(url_for("admin.document_text", kind=word), 303)


@blueprint.post("/documents/<kind>/picture")
@needs(Permission.KEEP_DOCUMENT_TEXTS)
def picture_document_text(kind: str) -> Plain | tuple[str, int]:
    """What is in the form, as a picture, each field by its name."""
    word = _kind(kind)
    form = TextForm().of(word)
    if not form.validate_on_submit():
        return _page(word, form, _history(word)), 422
    png = texts.picture(word, form.text.data, said_plainly)
    return Plain(png, content_type="image/png")


def _kind(kind: str) -> DocumentKind:
    if kind not in set(DocumentKind):
        abort(404)
    return DocumentKind(kind)


def _check_city() -> None:
    """All counties use the same texts, so the city keeps them."""
    if me().region != regions.CITY:
        abort(403)


def _history(kind: DocumentKind) -> list[DocumentText]:
    return list(db.session.scalars(DocumentText.history(kind, _HISTORY)))


def _page(
    kind: DocumentKind, form: TextForm, history: list[DocumentText], *, moved: bool = False
) -> str:
    return render_template(
        "admin/document_text.html",
        kind=kind,
        rule=RULES[kind],
        form=form,
        history=history,
        moved=moved,
        required=texts.required_names(kind, said_plainly),
        fields=texts.field_names(kind, said_plainly),
        can_keep=me().region == regions.CITY,
        errors=reading.first_errors(form),
    )
