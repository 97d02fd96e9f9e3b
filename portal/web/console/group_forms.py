"""The forms of a group case: which complaint, why, and what is to be remembered."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, SelectMultipleField, TextAreaField, ValidationError

from portal.domain import roles
from portal.domain.codes import spoken
from portal.models import Complaint, GroupCase
from portal.web import reading
from portal.web.access import me
from portal.web.console.forms import MAX_NOTE

PICK = ("", "请选择")


def called(complaint: Complaint) -> str:
    """A complaint as it is told from the others: its number, and as much of the name as lists
    show."""
    name = f"{complaint.worker_name[0]}**" if complaint.worker_name else "没留名"
    return f"{spoken(complaint.number)} {name}"


class ChildForm(FlaskForm):
    """One of the group."""

    number = SelectField("哪一件", validate_choice=False)

    def offer(self, complaints: Iterable[Complaint]) -> None:
        """Offer those that I see."""
        seen = [one for one in complaints if roles.covers(me().region, one.region)]
        self._numbers = {one.number for one in seen}
        self.number.choices = reading.offer([PICK, *((one.number, called(one)) for one in seen)])

    def validate_number(self, field: Field) -> None:
        if field.data not in self._numbers:
            raise ValidationError("请选一件")


class LeaveForm(ChildForm):
    """One that goes on alone, and why."""

    reason = TextAreaField(
        "为什么（只有同事看得到）",
        filters=[reading.clean],
        validators=[reading.at_most(500), reading.wanted],
    )


class GroupNoteForm(FlaskForm):
    """What is to be remembered of the group as a whole."""

    text = TextAreaField(
        "记什么（只有同事看得到）",
        filters=[reading.clean],
        validators=[reading.at_most(MAX_NOTE), reading.wanted],
    )


class DismissForm(FlaskForm):
    """Why there is nothing in an alarm."""

    reason = TextAreaField(
        "为什么不立群体案件（只有同事看得到）",
        filters=[reading.clean],
        validators=[reading.at_most(500)],
    )

    def validate_reason(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请写明看了什么、为什么不立")


class TakeUpForm(FlaskForm):
    """Which complaints, and which groups that workers opened, become one case."""

    complaints = SelectMultipleField("投诉举报", validate_choice=False)
    shared = SelectMultipleField("工友自己叫在一起的", validate_choice=False)

    def chosen(self, free: list[Complaint]) -> list[Complaint]:
        """Those ticked among those that are free."""
        return [one for one in free if one.number in set(self.complaints.data or ())]

    def adopted(self, offered: list[tuple[GroupCase, list[Complaint]]]) -> list[GroupCase]:
        """The groups ticked among those on offer."""
        return [group for group, _ in offered if group.code in set(self.shared.data or ())]
