"""The money of a complaint, person by person."""

from flask import redirect, render_template, url_for
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response
from wtforms import Field, StringField, ValidationError

from portal.domain.ledger import ChangeUnexplained, Column
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import label
from portal.models import Complaint, LedgerLine
from portal.services import ledger as money
from portal.web import reading
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.filters import plain_yuan


class LineForm(FlaskForm):
    """One person: who, and four amounts of which any may be left open."""

    person = StringField("谁", filters=[reading.clean], validators=[reading.at_most(40)])
    claimed = StringField("工友说的（元）", filters=[reading.clean], validators=[reading.amount])
    verified = StringField("查实的（元）", filters=[reading.clean], validators=[reading.amount])
    ordered = StringField("责令支付（元）", filters=[reading.clean], validators=[reading.amount])
    paid = StringField("已付（元）", filters=[reading.clean], validators=[reading.amount])

    reason = StringField(
        "为什么改（已作决定或已办结，改责令支付、已付要写）",
        filters=[reading.clean],
        validators=[reading.at_most(200)],
    )

    def validate_paid(self, field: Field) -> None:
        fen, ordered = (reading.fen_or_none(each.data) for each in (field, self.ordered))
        if fen is not None and ordered is not None and fen > ordered:
            raise ValidationError("已付的比责令支付的还多，请再看看")

    def amounts(self) -> dict[Column, int | None]:
        """What was typed, in 分."""
        return {column: reading.fen_or_none(self[column].data) for column in Column}


@blueprint.get("/complaints/<number>/ledger")
@needs(Permission.SEE_COMPLAINTS)
def ledger(number: str) -> str:
    """Every person with the sums."""
    return _page(complaint_or_404(number))


@blueprint.post("/complaints/<number>/ledger/<int:position>")
@needs(Permission.INVESTIGATE)
def keep_line(number: str, position: int) -> Response | tuple[str, int]:
    """Change a person's line, or add one behind the last."""
    found = complaint_or_404(number)
    form = LineForm()
    if not form.validate_on_submit():
        return _page(found, failed=form, failed_at=position), 422
    try:
        money.keep_line(
            db.session,
            found,
            by=me(),
            position=position,
            person=form.person.data or "",
            amounts=form.amounts(),
            reason=form.reason.data or "",
        )
    except ChangeUnexplained as refusal:
        words = "、".join(label(column).text for column in sorted(refusal.columns))
        form.reason.errors = [f"{words}是决定、办结时定的数，改它要写明为什么；会记在经过里"]
        db.session.rollback()
        return _page(complaint_or_404(number), failed=form, failed_at=position), 422
    return redirect(url_for("console.ledger", number=number), 303)


def _page(found: Complaint, *, failed: LineForm | None = None, failed_at: int = 0) -> str:
    lines = money.lines_of(db.session, found)
    forms = {line.position: _form_of(line) for line in lines}
    forms[len(lines) + 1] = LineForm(formdata=None)
    if failed is not None:
        forms[failed_at if failed_at in forms else len(lines) + 1] = failed
    return render_template(
        "console/ledger.html",
        complaint=found,
        lines=lines,
        forms=forms,
        figures=money.figures_of(db.session, found),
        failed_at=failed_at,
        Column=Column,
    )


def _form_of(line: LedgerLine) -> LineForm:
    """A line as one would type it."""
    amounts = {column: getattr(line, f"{column}_fen") for column in Column}
    typed = {c: "" if fen is None else plain_yuan(fen) for c, fen in amounts.items()}
    return LineForm(formdata=None, data={"person": line.person, **typed})
