"""The statement of a call: write it, read it back, print it for signature, file the signed page."""

from typing import Final

from flask import Response as Plain
from flask import abort, redirect, render_template, url_for
from flask_wtf import FlaskForm
from flask_wtf.csrf import validate_csrf
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.wrappers import Response
from wtforms import BooleanField, Field, TextAreaField, ValidationError

from portal.domain.photo import PhotosClosed, TooManyPhotos
from portal.domain.roles import Permission
from portal.extensions import csrf, db
from portal.models import Complaint
from portal.models.engine import reading as reading_only
from portal.services import evidence, statements
from portal.services.pictures import BadPicture, Busy
from portal.services.statements import AlreadySigned, NothingToSign
from portal.web import reading, uploads
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.settings import settings, storage


class StatementForm(FlaskForm):
    """What was said, in the caller's words, and whether it was read back."""

    text = TextAreaField(
        "通话内容", filters=[reading.clean], validators=[reading.at_most(statements.LONGEST)]
    )
    is_read_back = BooleanField("已在电话里读给他听，他说没有出入")

    def validate_text(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请写他说了什么")


@blueprint.get("/complaints/<number>/statement")
@needs(Permission.TAKE_CALLS)
def statement(number: str) -> str:
    """The statement as it stands, or a first draft of it from what was registered."""
    return _page(complaint_or_404(number))


@blueprint.post("/complaints/<number>/statement")
@needs(Permission.TAKE_CALLS)
def write_statement(number: str) -> Response | tuple[str, int]:
    """Keep it; it waits for a signature."""
    complaint, form = complaint_or_404(number), StatementForm()
    if not form.validate_on_submit():
        return _page(complaint, form), 422
    try:
        statements.write(
            db.session, complaint, form.text.data,
            is_read_back=form.is_read_back.data, by=me(),
        )  # fmt: skip
    except AlreadySigned:
        return _page(complaint, problem="已经签过字的笔录不能再改"), 409
    return redirect(url_for("console.statement", number=number), 303)


@blueprint.post("/complaints/<number>/statement.pdf")
@needs(Permission.TAKE_CALLS)
def print_statement(number: str) -> Plain:
    """The page to sign. A POST: that it was printed is logged."""
    complaint = complaint_or_404(number)
    found = statements.of(db.session, complaint) or abort(404)
    pdf = statements.print_pdf(db.session, complaint, found, settings().organiser, by=me())
    response = Plain(pdf, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="statement-{number}.pdf"'
    return response


@blueprint.post("/complaints/<number>/statement/scan")
@csrf.exempt  # the token is in a form that may hold a photo, so it is read with it below
@needs(Permission.TAKE_CALLS)
def file_scan(number: str) -> Response | tuple[str, int]:
    """File the signed page, photographed or scanned; whatever is wrong with it is said."""
    try:
        upload = uploads.read()
    except RequestEntityTooLarge:
        return _refuse(number, "这张图片太大了，最多 25 MB"), 413
    try:
        validate_csrf(upload.form.get("csrf_token"))
        _file(number, upload.photo)
    except _REFUSALS as refusal:
        db.session.rollback()
        return _refuse(number, _SAID.get(type(refusal), _NO_PICTURE)), 422
    return redirect(url_for("console.statement", number=number), 303)


def _file(number: str, content: bytes) -> None:
    statements.expect_scan(db.session, complaint_or_404(number), content)
    db.session.rollback()  # nobody waits while the picture is developed
    placed = evidence.place(storage(), content)
    statements.file_scan(db.session, storage(), complaint_or_404(number), placed, by=me())


_NO_PICTURE: Final = "这个文件不是照片，或者坏了，请重新拍"
_SAID: Final[dict[type[Exception], str]] = {
    ValidationError: "登录信息刚才变过，请再传一次",
    Busy: "现在忙不过来，请过一会儿再传",
    TooManyPhotos: "这一件的照片已经收满",
    PhotosClosed: "这一件已经办完，不再收照片",
    AlreadySigned: "已经有签字的扫描件了",
    NothingToSign: "还没有写笔录",
}
_REFUSALS: Final[tuple[type[Exception], ...]] = (BadPicture, *_SAID)


def _refuse(number: str, problem: str) -> str:
    with reading_only():
        return _page(complaint_or_404(number), problem=problem)


def _page(complaint: Complaint, form: StatementForm | None = None, *, problem: str = "") -> str:
    found = statements.of(db.session, complaint)
    if form is None:
        form = StatementForm(formdata=None)
        form.text.data = found.text if found else statements.first_draft(complaint)
        form.is_read_back.data = bool(found and found.is_read_back)
    return render_template(
        "console/statement.html",
        complaint=complaint,
        statement=found,
        form=form,
        problem=problem,
        errors=reading.first_errors(form),
    )
