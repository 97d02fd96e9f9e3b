"""The forms of the steps: what each must state, as an inspector fills it in."""

from typing import Any

from wtforms import (
    BooleanField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.domain import regions
from portal.domain.casework import MissingItem, RefusalGround
from portal.domain.complaint import Step, TransferTarget
from portal.extensions import db
from portal.labels import choices
from portal.models import CaseFile, Complaint, Staff
from portal.web import reading
from portal.web.access import me
from portal.web.console.case_forms import DecideForm, EnforceForm, HearForm, ServeForm
from portal.web.console.close_form import CloseForm
from portal.web.console.forms import (
    MAX_NOTE,
    PICK,
    BriefForm,
    DayField,
    InternalForm,
    NoteForm,
    ReplyForm,
    one_of,
)


class AcceptForm(BriefForm):
    """Two inspectors with their certificates, and that neither has an interest in the case."""

    lead = SelectField("主办监察员", validate_choice=False)
    lead_certificate = StringField(
        "主办执法证号", filters=[reading.clean], validators=[reading.at_most(40), reading.wanted]
    )
    second = SelectField("协办监察员", validate_choice=False)
    second_certificate = StringField(
        "协办执法证号", filters=[reading.clean], validators=[reading.at_most(40), reading.wanted]
    )
    is_free_of_interest = BooleanField("两人和本案都没有利害关系，不需要回避")
    note = TextAreaField(
        "说明（可不填，工友看得到）",
        filters=[reading.clean],
        validators=[reading.at_most(MAX_NOTE)],
    )

    def prepare(self, complaint: Complaint) -> None:
        """Offer who may inspect there."""
        people = [
            each
            for each in db.session.scalars(Staff.inspectors_of(complaint.region))
            if each.id not in complaint.recused_ids
        ]
        self._people = {str(person.id): person for person in people}
        offered = reading.offer(
            [("", "请选择"), *((i, p.display_name) for i, p in self._people.items())]
        )
        self.lead.choices = self.second.choices = offered

    def suggest(self, complaint: Complaint) -> None:
        """Who has it in hand, with whom and how that one worked last time."""
        lead_id = complaint.hands.allotted_id or me().id
        last = db.session.scalar(CaseFile.last_led_by(lead_id))
        self.lead.data = str(lead_id)
        if last is not None:
            self.lead_certificate.data = last.lead_certificate
            self.second.data = str(last.second_id)
            self.second_certificate.data = last.second_certificate

    def validate_lead(self, field: Field) -> None:
        self._known(field)

    def validate_second(self, field: Field) -> None:
        self._known(field)
        if field.data == self.lead.data:
            raise ValidationError("要两名不同的监察员")

    def validate_is_free_of_interest(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("要先声明不需要回避；要回避的，换人办")

    def _known(self, field: Field) -> None:
        if field.data not in self._people:
            raise ValidationError("请选一个人")

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "lead": self._people[self.lead.data],
            "second": self._people[self.second.data],
            "certificates": (self.lead_certificate.data, self.second_certificate.data),
            "is_free_of_interest": self.is_free_of_interest.data,
        }


class RefuseForm(NoteForm):
    """The ground, the wording of the written notice, and where to go instead."""

    ground = SelectField(
        "理由", choices=reading.offer(PICK + choices(RefusalGround)), validate_choice=False
    )
    wording = TextAreaField(
        "书面告知的正文（可不填，工友看得到）",
        filters=[reading.clean],
        validators=[reading.at_most(MAX_NOTE)],
    )
    note = TextAreaField(
        "告诉工友去哪里办", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def validate_ground(self, field: Field) -> None:
        one_of(RefusalGround, field)

    def facts(self) -> dict[str, Any]:
        ground = RefusalGround(self.ground.data)
        return {**super().facts(), "ground": ground, "wording": self.wording.data or ""}


class SupplementForm(NoteForm):
    """What is missing: ticked, in words, or both."""

    needs_note = False
    items = SelectMultipleField(
        "要补什么", choices=reading.offer(choices(MissingItem)), validate_choice=False
    )
    note = TextAreaField(
        "要问的话（工友看得到）", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def validate_items(self, field: Field) -> None:
        if not (set(field.data or ()) & set(MissingItem) or self.note.data):
            raise ValidationError("勾一项，或在下面写明")

    def facts(self) -> dict[str, Any]:
        ticked = set(self.items.data or ())
        return {**super().facts(), "items": [item for item in MissingItem if item in ticked]}


class TransferForm(NoteForm):
    """To whom, and why. A county of this city finds it on its own desk."""

    target = SelectField(
        "转给", choices=reading.offer(PICK + choices(TransferTarget)), validate_choice=False
    )
    county = SelectField("本市哪个县区（转给别的单位不选）", validate_choice=False)
    organisation = StringField(
        "接收单位全称", filters=[reading.clean], validators=[reading.at_most(80)]
    )
    note = TextAreaField(
        "转送原因（工友看得到）", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def prepare(self, complaint: Complaint) -> None:
        """Offer the other counties."""
        self._others = {c: n for c, n in regions.COUNTIES.items() if c != complaint.region}
        self.county.choices = reading.offer([("", "不是本市县区"), *self._others.items()])

    def validate_target(self, field: Field) -> None:
        one_of(TransferTarget, field)

    def validate_county(self, field: Field) -> None:
        if field.data and field.data not in self._others:
            raise ValidationError("请选一个县区")
        if field.data and self.target.data != TransferTarget.OTHER_COUNTY:
            raise ValidationError("转给县区劳动监察才选县区")

    def validate_organisation(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请写接收单位，工友要知道找谁")

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "target": TransferTarget(self.target.data),
            "organisation": self.organisation.data,
            "county": self.county.data or "",
        }


class TakenForm(InternalForm):
    """Who over there says since when that they deal with it."""

    taken_on = DayField("哪天接收的", validators=[reading.past_day])
    note = TextAreaField(
        "谁确认的、怎么确认的", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def facts(self) -> dict[str, Any]:
        return {**super().facts(), "taken_on": reading.day_of(self.taken_on.data)}


STEP_FORMS: dict[Step, type[NoteForm]] = {
    Step.ACCEPT: AcceptForm,
    Step.REFUSE: RefuseForm,
    Step.ASK_SUPPLEMENT: SupplementForm,
    Step.TRANSFER: TransferForm,
    Step.TAKE_OVER: BriefForm,
    Step.NOTE_TAKEN: TakenForm,
    Step.RETURN: InternalForm,
    Step.ANSWER: ReplyForm,
    Step.INVESTIGATE: BriefForm,
    Step.RECORD: InternalForm,
    Step.HEAR: HearForm,
    Step.EXTEND: NoteForm,
    Step.COMPLETE: InternalForm,
    Step.DECIDE: DecideForm,
    Step.SERVE: ServeForm,
    Step.ENFORCE: EnforceForm,
    Step.CLOSE: CloseForm,
    Step.REINVESTIGATE: BriefForm,
}


def empty_form(step: Step, complaint: Complaint) -> NoteForm:
    """The form of a step as it is offered."""
    form = STEP_FORMS[step](formdata=None)
    form.prepare(complaint)
    form.suggest(complaint)
    return form


def sent_form(step: Step, complaint: Complaint) -> NoteForm:
    """The form of a step as it came in."""
    form = STEP_FORMS[step]()
    form.prepare(complaint)
    return form
