"""The form of a closure: the conclusion, and exactly what it must show."""

from datetime import date
from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError

from portal.domain.codes import BadCode, parse
from portal.domain.conclusion import PAID, Conclusion, Proof, open_conclusions
from portal.extensions import db
from portal.labels import label
from portal.models import Complaint
from portal.services import callbacks, conclusion_list
from portal.web import reading
from portal.web.console.forms import MAX_NOTE, PICK, DayField, NoteForm

_SHORT = [reading.at_most(200)]


def _proof(proof: Proof) -> StringField:
    return StringField(label(proof).text, filters=[reading.clean], validators=_SHORT)


class CloseForm(NoteForm):
    """How it ended. What the chosen conclusion need not show may stay empty."""

    conclusion = SelectField("办结结论", validate_choice=False)
    paid_yuan = StringField(
        label(Proof.PAID).text, filters=[reading.clean], validators=[reading.amount]
    )
    payment_proof = _proof(Proof.PAYMENT_PROOF)
    rest_advice = _proof(Proof.REST_ADVICE)
    findings = _proof(Proof.FINDINGS)
    receiver = _proof(Proof.RECEIVER)
    case_no = _proof(Proof.CASE_NO)
    confirmed_by = _proof(Proof.CONFIRMED_BY)
    first_call_on = DayField(label(Proof.FIRST_CALL_ON).text, validators=[reading.past_day_if_any])
    second_call_on = DayField(
        label(Proof.SECOND_CALL_ON).text, validators=[reading.past_day_if_any]
    )
    other_number = _proof(Proof.OTHER_NUMBER)
    note = TextAreaField(
        "给工友的说明（工友看得到）",
        filters=[reading.clean],
        validators=[reading.at_most(MAX_NOTE)],
    )

    def prepare(self, complaint: Complaint) -> None:
        """Offer what can be concluded now, and only the fields that one of those needs."""
        could = open_conclusions(complaint.status, complaint.kind, complaint.progress.decision)
        self._open = {
            one.conclusion: one.required
            for one in conclusion_list.current(db.session)
            if one.is_offered and one.conclusion in could
        }
        words = [(str(each), label(each).text) for each in self._open]
        self.conclusion.choices = reading.offer(PICK + words)
        for proof in Proof:
            needing = [each for each, required in self._open.items() if proof in required]
            if needing:
                wanted_by = "、".join(label(each).text for each in needing)
                self[_name(proof)].description = f"“{wanted_by}”要填"
            else:
                delattr(self, _name(proof))

    def suggest(self, complaint: Complaint) -> None:
        """The days of the calls that the log of calls back knows of."""
        if Conclusion.UNREACHABLE not in self._open:
            return
        days = callbacks.days_not_reached(db.session, complaint)
        for field, day in zip((self.first_call_on, self.second_call_on), _ends(days), strict=False):
            field.data = day.isoformat()
            field.description += "；按回拨记录填的，请核对"

    def needed_for(self, name: str) -> tuple[str, ...]:
        proof = Proof.PAID if name == "paid_yuan" else name
        return tuple(each for each, required in self._open.items() if proof in required)

    def validate_conclusion(self, field: Field) -> None:
        if field.data not in self._open:
            raise ValidationError("请选一项")

    def validate(self, extra_validators: Any = None) -> bool:
        """Every field that the conclusion needs is filled in."""
        is_right: bool = super().validate(extra_validators)
        if self.conclusion.data not in self._open:
            return False
        for proof in self._open[Conclusion(self.conclusion.data)]:
            field = self[_name(proof)]
            if not field.data:
                is_paid = proof is Proof.PAID
                field.errors = ["写了已付，就要填付了多少" if is_paid else "这个结论要填这一项"]
                is_right = False
        return is_right

    def validate_other_number(self, field: Field) -> None:
        if not field.data:
            return
        try:
            parse(field.data)
        except BadCode:
            raise ValidationError("登记号不对，请再看看") from None

    def facts(self) -> dict[str, Any]:
        conclusion = Conclusion(self.conclusion.data)
        is_paid = conclusion in PAID
        return {
            **super().facts(),
            "conclusion": conclusion,
            "paid_fen": reading.fen_or_none(self.paid_yuan.data) if is_paid else None,
            "proof": {
                proof: self[_name(proof)].data
                for proof in self._open[conclusion]
                if proof is not Proof.PAID
            },
        }


def _ends(days: list[date]) -> list[date]:
    return [days[0], days[-1]] if len(days) > 1 else days


def _name(proof: Proof) -> str:
    return "paid_yuan" if proof is Proof.PAID else str(proof)
