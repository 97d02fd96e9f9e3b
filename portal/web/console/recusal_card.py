"""What a case shows of declared interests, and the form to declare one."""

from dataclasses import dataclass

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, TextAreaField, ValidationError

from portal.domain import roles
from portal.domain.recusal import RecusalGround
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import choices
from portal.models import Complaint, Recusal, Staff
from portal.web import reading
from portal.web.access import me
from portal.web.console.forms import PICK, one_of


class RecusalForm(FlaskForm):
    """Who, on what ground, and what it is."""

    person = SelectField("谁", validate_choice=False)
    ground = SelectField(
        "理由", choices=reading.offer(PICK + choices(RecusalGround)), validate_choice=False
    )
    reason = TextAreaField(
        "什么关系（工友看不到）",
        filters=[reading.clean],
        validators=[reading.at_most(200), reading.wanted],
    )

    def prepare(self, complaint: Complaint) -> None:
        """Oneself; for whoever gives cases to people everybody who might get this one."""
        people = [me()]
        if me().may(Permission.ASSIGN_CASES):
            others = db.session.scalars(Staff.inspectors_of(complaint.region))
            people += [each for each in others if each.id != me().id]
        self._people = {str(each.id): each for each in people}
        self.person.choices = reading.offer((i, p.display_name) for i, p in self._people.items())

    def validate_person(self, field: Field) -> None:
        if field.data not in self._people:
            raise ValidationError("请选一个人")

    def validate_ground(self, field: Field) -> None:
        one_of(RecusalGround, field)

    def chosen(self) -> Staff:
        """Whom it is about, checked."""
        return self._people[self.person.data]


class LiftForm(FlaskForm):
    """Why there is no interest."""

    reason = TextAreaField(
        "为什么不用回避（工友看不到）",
        filters=[reading.clean],
        validators=[reading.at_most(200), reading.wanted],
    )


@dataclass(frozen=True)
class RecusalCard:
    """What stands on the page of a case: who has an interest, who of them has the case still, and
    the form; none for whoever inspects nothing there. `liftable` has a form for each whose recusal
    I may lift."""

    declared: list[Recusal]
    still: list[Recusal]
    form: RecusalForm | None
    liftable: dict[int, LiftForm]

    @property
    def is_mine(self) -> bool:
        """Whether I have an interest myself."""
        return any(each.staff_id == me().id for each in self.declared)


def recusal_card(
    complaint: Complaint,
    failed: RecusalForm | None = None,
    not_lifted: tuple[int, LiftForm] | None = None,
) -> RecusalCard:
    """The card of a case, with the form that was refused as it came in."""
    acting = complaint.hands.acting(complaint.status)
    form = failed
    is_here = roles.covers(me().region, complaint.region)
    if form is None and is_here and me().may(Permission.INVESTIGATE):
        form = RecusalForm(formdata=None)
        form.prepare(complaint)
    declared = complaint.recusals
    may_lift = (
        is_here and me().may(Permission.LIFT_RECUSALS) and me().id not in complaint.recused_ids
    )
    return RecusalCard(
        declared,
        [each for each in declared if each.staff_id in acting],
        form,
        {each.staff_id: LiftForm(formdata=None) for each in declared if may_lift}
        | dict([not_lifted] if not_lifted else []),
    )
