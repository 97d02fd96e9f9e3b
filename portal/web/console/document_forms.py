"""The form of a document: its blanks, filled in with what is known until somebody writes more."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field as FormField
from wtforms import SelectField, StringField, TextAreaField, ValidationError

from portal.domain.document_fields import Blank, Counterpart, Field, Shape
from portal.domain.document_kinds import RULES, DocumentKind
from portal.labels import choices, label
from portal.services.document_facts import day_said
from portal.web import reading
from portal.web.console.forms import PICK, DayField, one_of

LONGEST_LINE, LONGEST_TEXT = 120, 4000


class DocumentForm(FlaskForm):
    """The blanks of a kind; a class of its own is made for each."""

    def typed(self) -> dict[Field, str]:
        """What is written in the blanks, days as they are said."""
        return {Field(name): self._said(name) for name in self.blanks()}

    def blanks(self) -> list[str]:
        """The fields that somebody fills in."""
        return [name for name in self._fields if name != "csrf_token"]

    def _said(self, name: str) -> str:
        field = self[name]
        day = reading.day_of(field.data) if isinstance(field, DayField) else None
        return day_said(day) if day else (field.data or "")


class CancelForm(FlaskForm):
    """Why a document counts no longer."""

    reason = StringField(
        "为什么作废", filters=[reading.clean], validators=[reading.at_most(200), reading.wanted]
    )


def form_of(kind: DocumentKind) -> type[DocumentForm]:
    """The form of a kind."""
    fields = {blank.field.value: _field(blank) for blank in RULES[kind].blanks}
    return type("DocumentFormOfKind", (DocumentForm,), fields)


def _field(blank: Blank) -> Any:
    words = label(blank.field).text + ("" if blank.is_required else "（可不填）")
    needed = [reading.wanted] if blank.is_required else []
    if blank.shape is Shape.DAY:
        return DayField(words, filters=[reading.clean], validators=[*needed, _day])
    if blank.shape is Shape.CHOICE:
        offered = reading.offer(PICK + choices(Counterpart))
        return SelectField(words, choices=offered, validate_choice=False, validators=[_counterpart])
    is_text = blank.shape is Shape.TEXT
    most = reading.at_most(LONGEST_TEXT if is_text else LONGEST_LINE)
    kind = TextAreaField if is_text else StringField
    return kind(words, filters=[reading.clean], validators=[most, *needed])


def _counterpart(_form: Any, field: FormField) -> None:
    one_of(Counterpart, field)


def _day(_form: Any, field: FormField) -> None:
    if field.data and reading.day_of(field.data) is None:
        raise ValidationError("日期写成 2026-11-24 这样")
