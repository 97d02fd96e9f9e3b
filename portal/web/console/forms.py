"""The forms of operators and inspectors."""

import json
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.widgets import TextInput

from portal.models import Complaint
from portal.web import reading

MAX_NOTE = 2000
PICK = [("", "请选择")]


class SignInForm(FlaskForm):
    """Name, password, and the time code where the account has one."""

    username = StringField("账号", filters=[reading.clean])
    password = PasswordField("密码")
    totp = StringField("动态码", filters=[reading.clean])
    # A form that was sent after the session had ended: its address, and all that was typed.
    unsent = HiddenField()

    def unsent_form(self) -> tuple[str, list[tuple[str, str]]] | None:
        """What waits to be sent once somebody is in."""
        try:
            address, fields = json.loads(self.unsent.data or "null")
            return str(address), [(str(name), str(value)) for name, value in fields]
        except (TypeError, ValueError):
            return None


class DayField(StringField):
    """A day, kept as it was typed."""

    widget = TextInput(input_type="date")


class NoteForm(FlaskForm):
    """A step that needs no more than a word to the worker, or not even that."""

    needs_note = True
    note = TextAreaField(
        "说明（工友看得到）", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def validate_note(self, field: Field) -> None:
        if self.needs_note and not field.data:
            raise ValidationError("请写明")

    def prepare(self, complaint: Complaint) -> None:
        """Make ready what depends on the complaint; nothing, where nothing does."""

    def suggest(self, complaint: Complaint) -> None:
        """Fill in what is known already, where the form is offered; nothing, where nothing is."""

    def needed_for(self, name: str) -> tuple[str, ...]:
        """The choices of the form's list for which alone a field is meant; none, if for all."""
        del name
        return ()

    def facts(self) -> dict[str, Any]:
        """What the service call is given."""
        return {"note": self.note.data or ""}


class BriefForm(NoteForm):
    """The same where the word may be left out."""

    needs_note = False
    note = TextAreaField(
        "说明（可不填，工友看得到）",
        filters=[reading.clean],
        validators=[reading.at_most(MAX_NOTE)],
    )


class InternalForm(NoteForm):
    """A word that stays in the office."""

    note = TextAreaField(
        "内部说明（工友看不到）",
        filters=[reading.clean],
        validators=[reading.at_most(MAX_NOTE)],
    )


class ReplyForm(NoteForm):
    """What the worker will read."""

    note = TextAreaField(
        "回复内容（工友看得到）", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )


class RevealForm(FlaskForm):
    """Why one needs to see name and number."""

    reason = RadioField(
        "为什么要看",
        choices=reading.offer(
            [("call", "联系工友"), ("verify", "核对身份"), ("document", "制作文书")]
        ),
    )


class PurgeReasonForm(FlaskForm):
    """Why a case is kept, or let go again, or a batch is not purged."""

    reason = StringField("原因", filters=[reading.clean], validators=[reading.at_most(200)])

    def validate_reason(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请写明原因")


def one_of(words: Any, field: Field) -> None:
    """A word of a list, chosen."""
    if field.data not in set(words):
        raise ValidationError("请选一项")
