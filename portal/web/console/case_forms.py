"""The forms of the steps from the hearing to what follows an unpaid order."""

from datetime import date
from typing import Any

from wtforms import BooleanField, Field, SelectField, StringField, TextAreaField, ValidationError

from portal.domain.casework import (
    LEAST_ADDITIONAL,
    MOST_ADDITIONAL,
    Doubt,
    Hearing,
    Measure,
    ServedHow,
    doubts_about,
)
from portal.domain.clocks import SERVICE_WORKING_DAYS
from portal.domain.complaint import Decision
from portal.domain.workdays import due_after
from portal.extensions import db
from portal.labels import choices, label
from portal.services.calendar import work_calendar
from portal.services.clock import today
from portal.services.document_facts import day_said
from portal.web import reading
from portal.web.console.forms import MAX_NOTE, PICK, DayField, InternalForm, NoteForm, one_of

_ORDER_ONLY = f"只有“{label(Decision.ORDER_TO_PAY)}”要填"


class HearForm(InternalForm):
    """When and how the employer was heard, and who spoke for it."""

    hearing = SelectField(
        "怎么听取的", choices=reading.offer(PICK + choices(Hearing)), validate_choice=False
    )
    heard_on = DayField("哪天", validators=[reading.past_day])
    note = TextAreaField(
        "谁来的、说了什么（工友看不到）",
        filters=[reading.clean],
        validators=[reading.at_most(MAX_NOTE)],
    )

    def validate_hearing(self, field: Field) -> None:
        one_of(Hearing, field)

    def facts(self) -> dict[str, Any]:
        heard_on = reading.day_of(self.heard_on.data)
        return {**super().facts(), "hearing": Hearing(self.hearing.data), "heard_on": heard_on}


class DecideForm(NoteForm):
    """What the investigation ends in, and what an order demands by when."""

    decision = SelectField(
        "决定", choices=reading.offer(PICK + choices(Decision)), validate_choice=False
    )
    ordered_yuan = StringField(
        "责令支付多少（元）",
        filters=[reading.clean],
        validators=[reading.amount],
        description=_ORDER_ONLY,
    )
    pay_by = DayField("最晚哪天付", validators=[reading.coming_day], description=_ORDER_ONLY)
    is_day_meant = BooleanField("看过提醒，付款就定这一天")
    is_minor_and_corrected = BooleanField("情节轻微，并且已经改正（撤销立案才勾）")
    note = TextAreaField(
        "说明（工友看得到）",
        filters=[reading.clean],
        validators=[reading.at_most(MAX_NOTE)],
    )

    def needed_for(self, name: str) -> tuple[str, ...]:
        return {
            "ordered_yuan": (Decision.ORDER_TO_PAY,),
            "pay_by": (Decision.ORDER_TO_PAY,),
            "is_day_meant": (Decision.ORDER_TO_PAY,),
            "is_minor_and_corrected": (Decision.REVOKED,),
        }.get(name, ())

    def validate_decision(self, field: Field) -> None:
        one_of(Decision, field)

    def validate_ordered_yuan(self, field: Field) -> None:
        if self._is_order and not field.data:
            raise ValidationError("责令支付要写明金额")

    def validate_pay_by(self, field: Field) -> None:
        if self._is_order and not field.data:
            raise ValidationError("责令支付要写明最晚哪天付")
        day = reading.day_of(field.data)
        if self._is_order and day and not self.is_day_meant.data:
            self._say_doubts(day)

    @staticmethod
    def _say_doubts(pay_by: date) -> None:
        """No rule forbids such a day, so it can be meant; but it is rarely."""
        calendar = work_calendar(db.session)
        doubts = doubts_about(pay_by, decided_on=today(), calendar=calendar)
        advice = {
            Doubt.CLOSED_DAY: f"下一个工作日是{day_said(due_after(pay_by, 1, calendar).on)}",
            Doubt.BEFORE_SERVICE: "送达最晚到"
            + day_said(due_after(today(), SERVICE_WORKING_DAYS, calendar).on),
        }
        if doubts:
            said = "；".join(f"{label(each)}，{advice[each]}" for each in doubts)
            raise ValidationError(f"{said}。改一天，或者勾选“看过提醒”")

    def validate_is_minor_and_corrected(self, field: Field) -> None:
        if self.decision.data == Decision.REVOKED and not field.data:
            raise ValidationError("只有情节轻微、并且已经改正的，才能撤销立案")

    @property
    def _is_order(self) -> bool:
        return bool(self.decision.data == Decision.ORDER_TO_PAY)

    def facts(self) -> dict[str, Any]:
        return {
            **super().facts(),
            "decision": Decision(self.decision.data),
            "ordered_fen": reading.fen_or_none(self.ordered_yuan.data),
            "pay_by": reading.day_of(self.pay_by.data),
            "is_minor_and_corrected": self.is_minor_and_corrected.data,
        }


class ServeForm(InternalForm):
    """How and when the decision reached the employer, and who took it."""

    served_how = SelectField(
        "送达方式", choices=reading.offer(PICK + choices(ServedHow)), validate_choice=False
    )
    served_on = DayField("哪天送达", validators=[reading.past_day])
    note = TextAreaField(
        "谁签收的（工友看不到）", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def validate_served_how(self, field: Field) -> None:
        one_of(ServedHow, field)

    def facts(self) -> dict[str, Any]:
        served_on = reading.day_of(self.served_on.data)
        how = ServedHow(self.served_how.data)
        return {**super().facts(), "served_how": how, "served_on": served_on}


class EnforceForm(InternalForm):
    """A measure that follows an unpaid order, with its day and document."""

    needs_note = False
    measure = SelectField(
        "措施", choices=reading.offer(PICK + choices(Measure)), validate_choice=False
    )
    taken_on = DayField("哪天", validators=[reading.past_day])
    document = StringField(
        "文号", filters=[reading.clean], validators=[reading.at_most(60), reading.wanted]
    )
    percent = StringField("加付百分之几（50–100）", filters=[reading.clean])
    note = TextAreaField(
        "内部说明（可不填，工友看不到）",
        filters=[reading.clean],
        validators=[reading.at_most(MAX_NOTE)],
    )

    def needed_for(self, name: str) -> tuple[str, ...]:
        return (Measure.ADDITIONAL_PAY,) if name == "percent" else ()

    def validate_measure(self, field: Field) -> None:
        one_of(Measure, field)

    def validate_percent(self, field: Field) -> None:
        is_needed = self.measure.data == Measure.ADDITIONAL_PAY
        if is_needed and not self._is_in_range(field.data or ""):
            raise ValidationError("加付赔偿金要写 50 到 100 之间的数")

    @staticmethod
    def _is_in_range(text: str) -> bool:
        is_number = text.isascii() and text.isdigit() and len(text) <= 3
        return is_number and LEAST_ADDITIONAL <= int(text) <= MOST_ADDITIONAL

    def facts(self) -> dict[str, Any]:
        measure = Measure(self.measure.data)
        is_more = measure is Measure.ADDITIONAL_PAY
        return {
            **super().facts(),
            "measure": measure,
            "taken_on": reading.day_of(self.taken_on.data),
            "document": self.document.data,
            "percent": int(self.percent.data) if is_more else None,
        }
