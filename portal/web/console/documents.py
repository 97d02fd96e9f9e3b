"""The documents of a case: fill in what only people know, look at a draft, issue, print, cancel."""

from typing import Final

from flask import Response as Plain
from flask import abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

import posters
from portal.domain import document_text
from portal.domain.complaint import Status
from portal.domain.document_fields import Field
from portal.domain.document_kinds import RULES, DocumentKind
from portal.domain.documents import (
    AlreadyCancelled,
    AlreadyIssued,
    DocumentNotAllowed,
    FieldsLacking,
    ReporterNamed,
)
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import label
from portal.models import Complaint, Document
from portal.services import document_sheets, documents
from portal.services.document_sheets import Order
from portal.services.storage import StorageAway
from portal.web import document_texts, reading
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.console.document_forms import CancelForm, DocumentForm, form_of
from portal.web.settings import storage
from portal.web.transactions import begin_to_write, reads_first

_REFUSALS: Final = (
    DocumentNotAllowed,
    AlreadyIssued,
    FieldsLacking,
    ReporterNamed,
    posters.UnprintableText,
    StorageAway,
)


@blueprint.get("/complaints/<number>/documents/<kind>")
@needs(Permission.SEE_COMPLAINTS)
def document(number: str, kind: str) -> str:
    """What the document will say, and what is still to be written."""
    found, word = _asked(number, kind)
    form = form_of(word)(formdata=None)
    house = document_texts.house()
    for field, text in document_sheets.suggest(db.session, found, word, house).items():
        form[field].data = text
    return _page(found, word, form)


@blueprint.post("/complaints/<number>/documents/<kind>/draft")
@reads_first
@needs(Permission.SEE_COMPLAINTS)
def draft_document(number: str, kind: str) -> Plain | tuple[str, int]:
    """The draft as PDF, with what is written so far. A POST: that somebody looked is logged."""
    found, word = _asked(number, kind)
    form = form_of(word)()
    try:
        pdf = documents.draft(db.session, found, _order(word, form))
    except _REFUSALS as refusal:
        return _refuse(number, word, form, refusal)
    begin_to_write()
    documents.log_draft(db.session, found, word, by=me())
    return _pdf(pdf, f"draft-{word}")


@blueprint.post("/complaints/<number>/documents/<kind>")
@reads_first
@needs(Permission.SEE_COMPLAINTS)
def issue_document(number: str, kind: str) -> Response | tuple[str, int]:
    """Set and store it while nobody waits, then number and keep it."""
    found, word = _asked(number, kind)
    form = form_of(word)()
    if not form.validate_on_submit():
        return _page(found, word, form), 422
    order = _order(word, form)
    try:
        pressed = documents.press(db.session, storage(), found, order)
        begin_to_write()
        db.session.expire_all()
        found = complaint_or_404(number)
        documents.issue(db.session, storage(), found, order, by=me(), pressed=pressed)
    except _REFUSALS as refusal:
        return _refuse(number, word, form, refusal)
    return redirect(url_for("console.complaint", number=number, _anchor="documents"), 303)


@blueprint.post("/complaints/<number>/documents/<int:document_id>/print")
@needs(Permission.SEE_COMPLAINTS)
def print_document(number: str, document_id: int) -> Plain:
    """The very bytes that were issued. A POST: that somebody took them is logged."""
    found = complaint_or_404(number)
    one = _document_or_404(found, document_id)
    _check_may_read(one.kind)
    pdf = documents.print_again(db.session, storage(), found, one, by=me())
    return _pdf(pdf, f"document-{one.id}")


@blueprint.post("/complaints/<number>/documents/<int:document_id>/cancel")
@needs(Permission.SEE_COMPLAINTS)
def cancel_document(number: str, document_id: int) -> Response | tuple[str, int]:
    """It counts no longer; the number stays used."""
    found, one = _to_cancel(number, document_id)
    form = CancelForm()
    if not form.validate_on_submit():
        return _cancel_page(found, one, form), 422
    try:
        documents.cancel(db.session, found, one, form.reason.data, by=me())
    except AlreadyCancelled:
        form.reason.errors = ["已经作废过了"]
        return _cancel_page(found, one, form), 409
    return redirect(url_for("console.complaint", number=number, _anchor="documents"), 303)


@blueprint.get("/complaints/<number>/documents/<int:document_id>/cancel")
@needs(Permission.SEE_COMPLAINTS)
def ask_to_cancel(number: str, document_id: int) -> str:
    """Why it is to count no longer."""
    found, one = _to_cancel(number, document_id)
    return _cancel_page(found, one, CancelForm(formdata=None))


def _asked(number: str, kind: str) -> tuple[Complaint, DocumentKind]:
    """The case, and the kind of document that I may make of it."""
    if kind not in set(DocumentKind):
        abort(404)
    _check_mine(DocumentKind(kind))
    return complaint_or_404(number), DocumentKind(kind)


def _to_cancel(number: str, document_id: int) -> tuple[Complaint, Document]:
    """The case, and the document of it that I may cancel."""
    found = complaint_or_404(number)
    one = _document_or_404(found, document_id)
    _check_mine(one.kind)
    return found, one


def _check_mine(kind: DocumentKind) -> None:
    if not me().may(RULES[kind].permission):
        abort(403)


def _check_may_read(kind: DocumentKind) -> None:
    """What names the person is for those alone who may see name and number."""
    if RULES[kind].may_name_reporter and not me().may(Permission.REVEAL_PERSON):
        abort(403)


def _document_or_404(found: Complaint, document_id: int) -> Document:
    return db.session.scalar(Document.one(found.id, document_id)) or abort(404)


def _order(kind: DocumentKind, form: DocumentForm) -> Order:
    return Order(kind, document_texts.wording(kind), form.typed(), document_texts.house())


def _refuse(
    number: str, kind: DocumentKind, form: DocumentForm, refusal: Exception
) -> tuple[str, int]:
    """The page as the case is now, with what is wrong at the field where it is, everything typed
    kept."""
    db.session.rollback()
    found = complaint_or_404(number)
    match refusal:
        case DocumentNotAllowed():
            problem = ""  # the page says why
        case AlreadyIssued():
            problem = f"已经签发过 {refusal.number}；要重出，先把它作废"
        case FieldsLacking():
            problem = f"还不知道：{'、'.join(refusal.fields)}；补上再签发"
        case ReporterNamed():
            given = "、".join(label(each).text for each in refusal.given_away)
            problem = f"给单位的文书里有反映人或工友的{given}，改掉再签发"
            if refusal.field is not None:
                form[refusal.field].errors = [
                    f"这里有反映人或一起反映的工友的{given}，单位会看到；请改掉，原话换成自己的话"
                ]
        case posters.UnprintableText():
            problem = "有印不出来的字：" + "、".join(each.character for each in refusal.missing)
        case _:
            problem = "存放文书的地方连不上，没有签发；过一会儿再按一次，填的都还在"
    return _page(found, kind, form, problem=problem), 409


def _page(found: Complaint, kind: DocumentKind, form: DocumentForm, *, problem: str = "") -> str:
    wording = document_texts.wording(kind)
    rule = RULES[kind]
    return render_template(
        "console/document.html",
        complaint=found,
        kind=kind,
        rule=rule,
        form=form,
        errors=reading.first_errors(form),
        problem=problem,
        lines=document_text.lines(wording.text),
        blanks={label(blank.field).text for blank in rule.blanks},
        is_open=kind in document_sheets.possible(found),
        when=[status for status in Status if status in rule.statuses],
        is_confirmed=wording.is_confirmed,
        Field=Field,
    )


def _cancel_page(found: Complaint, one: Document, form: CancelForm) -> str:
    return render_template(
        "console/cancel_document.html",
        complaint=found,
        document=one,
        form=form,
        errors=reading.first_errors(form),
    )


def _pdf(content: bytes, name: str) -> Plain:
    response = Plain(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return response
