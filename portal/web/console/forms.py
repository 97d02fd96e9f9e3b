"""The forms of operators and inspectors."""

import json
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    Field,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.domain.complaint import (
    PAID,
    Conclusion,
    Decision,
    RefusalGround,
    Step,
    TransferTarget,
)
from portal.labels import choices
from portal.web import reading

MAX_NOTE = 2000
_PICK = [("", "请选择")]


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


class NoteForm(FlaskForm):
    """A step that needs no more than a word to the worker, or not even that."""

    needs_note = True
    note = TextAreaField(
        "说明（工友看得到）", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def validate_note(self, field: Field) -> None:
        if self.needs_note and not field.data:
            raise ValidationError("请写明")

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


class RefuseForm(NoteForm):
    """The ground, and where to go instead."""

    ground = SelectField(
        "理由", choices=reading.offer(_PICK + choices(RefusalGround)), validate_choice=False
    )
    note = TextAreaField(
        "告诉工友去哪里办", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def validate_ground(self, field: Field) -> None:
        _one_of(RefusalGround, field)

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "ground": RefusalGround(self.ground.data)}


class TransferForm(NoteForm):
    """To whom, and why."""

    target = SelectField(
        "转给", choices=reading.offer(_PICK + choices(TransferTarget)), validate_choice=False
    )
    organisation = StringField(
        "接收单位全称", filters=[reading.clean], validators=[reading.at_most(80)]
    )
    note = TextAreaField(
        "转送原因（工友看得到）", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def validate_target(self, field: Field) -> None:
        _one_of(TransferTarget, field)

    def validate_organisation(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请写接收单位，工友要知道找谁")

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "target": TransferTarget(self.target.data),
            "organisation": self.organisation.data,
        }


class DecideForm(NoteForm):
    """What the investigation ends in."""

    decision = SelectField(
        "决定", choices=reading.offer(_PICK + choices(Decision)), validate_choice=False
    )

    def validate_decision(self, field: Field) -> None:
        _one_of(Decision, field)

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "decision": Decision(self.decision.data)}


class CloseForm(NoteForm):
    """How it ended; 'paid' needs the amount."""

    conclusion = SelectField(
        "办结结论", choices=reading.offer(_PICK + choices(Conclusion)), validate_choice=False
    )
    paid_yuan = StringField("已付金额（元）", filters=[reading.clean], validators=[reading.amount])

    def validate_conclusion(self, field: Field) -> None:
        _one_of(Conclusion, field)
        if field.data in PAID and not self.paid_yuan.data:
            raise ValidationError("写了已付，就要填付了多少")

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "conclusion": Conclusion(self.conclusion.data),
            "paid_fen": reading.fen_or_none(self.paid_yuan.data),
        }


class RevealForm(FlaskForm):
    """Why one needs to see name and number."""

    reason = RadioField(
        "为什么要看",
        choices=reading.offer(
            [("call", "联系工友"), ("verify", "核对身份"), ("document", "制作文书")]
        ),
    )


STEP_FORMS: dict[Step, type[NoteForm]] = {
    Step.ACCEPT: BriefForm,
    Step.REFUSE: RefuseForm,
    Step.ASK_SUPPLEMENT: NoteForm,
    Step.TRANSFER: TransferForm,
    Step.RETURN: InternalForm,
    Step.ANSWER: ReplyForm,
    Step.INVESTIGATE: BriefForm,
    Step.DECIDE: DecideForm,
    Step.CLOSE: CloseForm,
    Step.REINVESTIGATE: BriefForm,
}


def _one_of(words: Any, field: Field) -> None:
    if field.data not in set(words):
        raise ValidationError("请选一项")
