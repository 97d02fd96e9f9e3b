"""The form of the call screen, in the order in which callers speak."""

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.domain import phone, regions
from portal.domain.calls import BreakReason
from portal.domain.complaint import Channel, Earlier, Headcount, Kind, Topic
from portal.labels import choices, label
from portal.services.intake import Answers
from portal.web import reading
from portal.web.months import is_month, months_offered

MAX_NARRATIVE = 2000
_CHANNELS = [(str(word), label(word).text) for word in (Channel.PHONE, Channel.COUNTER)]
# What a draft leaves out: the token belongs to a session, the button to one press of it.
_NOT_TYPED = frozenset({"csrf_token", "go"})


class CallForm(FlaskForm):
    """A complaint typed in for somebody else. Missing items never stop it (FACTS R3)."""

    submission_key = HiddenField(filters=[reading.clean], validators=[reading.at_most(80)])
    # A sealed moment: since when the screen is open.
    opened = HiddenField()
    channel = RadioField("来源", choices=reading.offer(_CHANNELS), default="phone")
    phone = StringField("来电号码", filters=[reading.clean], validators=[reading.reachable_phone])
    name = StringField("称呼", filters=[reading.clean], validators=[reading.at_most(40)])
    site_words = StringField("工地", filters=[reading.clean], validators=[reading.at_most(120)])
    site_code = HiddenField(filters=[reading.clean])
    region = SelectField(
        "县区",
        choices=reading.offer([("", "县区"), *regions.COUNTIES.items()]),
        validate_choice=False,
    )
    place = StringField("地点", filters=[reading.clean], validators=[reading.at_most(200)])
    employer = StringField("老板或公司", filters=[reading.clean], validators=[reading.at_most(120)])
    kind = RadioField("类别", choices=reading.offer(choices(Kind)), default="complaint")
    topic = SelectField("什么事", choices=reading.offer(choices(Topic)), default="wages")
    amount_yuan = StringField("欠多少（元）", filters=[reading.clean], validators=[reading.amount])
    amount_unsure = BooleanField("说不准")
    months = SelectMultipleField("哪几个月", validate_choice=False)
    earlier = RadioField(
        "更早的", choices=reading.offer(choices(Earlier)), default="", validate_choice=False
    )
    headcount = RadioField("几个人", choices=reading.offer(choices(Headcount)), default="1")
    confidential = RadioField(
        "保密", choices=reading.offer([("1", "保密"), ("0", "可告知工地")]), default="1"
    )
    narrative = TextAreaField(
        "原话", filters=[reading.clean], validators=[reading.at_most(MAX_NARRATIVE)]
    )
    text_receipt = BooleanField("发短信给他")
    reason = SelectField(
        "为什么没说完", choices=reading.offer(choices(BreakReason)), default="line_broke"
    )

    def validate_phone(self, field: Field) -> None:
        if not field.data and self.kind.data == Kind.COMPLAINT:
            raise ValidationError("投诉要留电话；不愿留的，类别选“举报”")

    def validate_region(self, field: Field) -> None:
        if not self.site_code.data and field.data not in regions.COUNTIES:
            raise ValidationError("没有选定工地，就要选县区")

    def validate_employer(self, field: Field) -> None:
        if not self.site_code.data and not (field.data or self.place.data):
            raise ValidationError("没有选定工地，就要写地点或老板、公司")

    def validate_amount_yuan(self, field: Field) -> None:
        is_owed = self.topic.data == Topic.WAGES and self.kind.data != Kind.ENQUIRY
        if is_owed and not field.data and not self.amount_unsure.data:
            raise ValidationError("问一句欠多少；说不清就勾“说不准”")

    @property
    def months_offered(self) -> list[str]:
        """The months to tick."""
        return months_offered(self.months.data)

    def phone_digits(self) -> str:
        """The digits of the number, or nothing while it is not one."""
        try:
            return phone.reachable(self.phone.data or "")
        except phone.BadPhone:
            return ""

    def fen_or_none(self) -> int | None:
        """The amount, or None while it is none."""
        try:
            return reading.fen_or_none(self.amount_yuan.data)
        except ValueError:
            return None

    def months_ticked(self) -> tuple[str, ...]:
        """The months that are ticked, oldest first."""
        return tuple(sorted(month for month in self.months.data or () if is_month(month)))

    def typed(self) -> list[tuple[str, str]]:
        """Name and value of everything typed and ticked, cleaned but not judged."""
        return [
            (field.name, reading.clean(str(value)))
            for field in self
            if field.name not in _NOT_TYPED
            for value in field.raw_data or ()
        ]

    def answers(self, site_region: str, site_code: str) -> Answers:
        """The checked answers as plain values."""
        digits = self.phone_digits()
        return Answers(
            kind=Kind(self.kind.data),
            topic=Topic(self.topic.data),
            region=site_region or self.region.data,
            site_code=site_code,
            amount_fen=None if self.amount_unsure.data else self.fen_or_none(),
            months=self.months_ticked(),
            earlier=Earlier(self.earlier.data) if self.earlier.data in set(Earlier) else Earlier.NO,
            headcount=Headcount(self.headcount.data),
            employer=self.employer.data or "",
            place=self.place.data or "",
            narrative=self.narrative.data or "",
            name=self.name.data or "",
            phone=digits,
            is_anonymous=not digits,
            is_confidential=self.confidential.data != "0",
        )
