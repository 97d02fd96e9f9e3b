"""The worker's forms. Field names are fixed: an old page kept open must still work."""

from collections.abc import Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Field,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)

from portal.domain import phone, regions
from portal.domain.complaint import Earlier, Headcount, Kind, Topic
from portal.labels import choices
from portal.services.intake import Answers
from portal.web import reading
from portal.web.months import is_month, months_offered

MAX_NARRATIVE = 2000
MAX_WORDS = 60
MONTHS_KEPT = 60
# Written out by the page itself, or never sent back.
NOT_CARRIED = ("submission_key", "kind", "topic", "group", "page_made", "company_website")
# Asked a dozen times for each form.
_TOPICS = {each.value: each for each in Topic}
_KINDS = {each.value: each for each in Kind}


class OpenForm(FlaskForm):
    """A form of a page without a session; see portal.web.public.init_app."""

    class Meta:
        csrf = False


class IntakeForm(OpenForm):
    """All that may be answered before the receipt; each step validates its own fields."""

    submission_key = StringField(filters=[reading.clean], validators=[reading.at_most(80)])
    group = StringField(filters=[reading.clean])
    kind = StringField(default=Kind.COMPLAINT, filters=[reading.clean])
    topic = StringField(default=Topic.WAGES, filters=[reading.clean])
    region = RadioField(choices=reading.offer(regions.COUNTIES.items()), validate_choice=False)
    site_words = StringField(filters=[reading.clean], validators=[reading.at_most(MAX_WORDS)])
    looked_up = StringField(filters=[reading.clean])
    employer = StringField(filters=[reading.clean], validators=[reading.at_most(120)])
    place = StringField(filters=[reading.clean], validators=[reading.at_most(200)])
    amount_yuan = StringField(filters=[reading.clean])
    amount_unsure = BooleanField()
    months = SelectMultipleField(validate_choice=False)
    earlier = RadioField(choices=reading.offer(choices(Earlier)), default="", validate_choice=False)
    headcount = RadioField(
        choices=reading.offer(choices(Headcount)), default="1", validate_choice=False
    )
    phone = StringField(filters=[reading.clean])
    name = StringField(filters=[reading.clean], validators=[reading.at_most(40)])
    narrative = TextAreaField(filters=[reading.clean], validators=[reading.at_most(MAX_NARRATIVE)])
    confidential = RadioField(
        choices=reading.offer([("1", "保密"), ("0", "可以告诉工地")]),
        default="1",
        validate_choice=False,
    )
    anonymous = BooleanField()
    page_made = StringField(filters=[reading.clean])
    # People do not see it, and programs fill in whatever they find.
    company_website = StringField()

    def validate_region(self, field: Field) -> None:
        if field.data not in regions.COUNTIES:
            raise ValidationError("请选工地在哪个县区")

    def validate_place(self, field: Field) -> None:
        if not (field.data or self.employer.data or self.site_words.data):
            raise ValidationError("请写工地叫什么、在哪里，或者老板、公司叫什么")

    def validate_amount_yuan(self, field: Field) -> None:
        if field.data:
            if not self.amount_unsure.data:
                reading.amount(self, field)
        elif not self.amount_unsure.data:
            raise ValidationError("请填欠多少钱，或点“说不准”")

    def validate_months(self, field: Field) -> None:
        field.data = [month for month in field.data or () if is_month(month)][:MONTHS_KEPT]

    def validate_phone(self, field: Field) -> None:
        if self.anonymous.data:
            return
        if not field.data:
            instead = "自己来查" if self.kind_word is Kind.ENQUIRY else "匿名"
            raise ValidationError(f"请留一个手机号；不想留，就选“{instead}”")
        reading.reachable_phone(self, field)

    def validate_narrative(self, field: Field) -> None:
        if not self.is_own_wages and not field.data:
            raise ValidationError("请写一句话，说个大概就行")

    @property
    def topic_word(self) -> Topic:
        """The topic; a word that we do not know is 其他."""
        return _TOPICS.get(self.topic.data, Topic.OTHER)

    @property
    def kind_word(self) -> Kind:
        """The kind that was chosen; where none was asked for, a complaint."""
        return _KINDS.get(self.kind.data, Kind.COMPLAINT)

    @property
    def kept_kind(self) -> Kind:
        """The kind that it will be. Without a number it is a report: a complaint is named and
        signed (劳社部令第25号; FACTS R2, 2.3)."""
        is_report = self.kind_word is Kind.COMPLAINT and bool(self.anonymous.data)
        return Kind.REPORT if is_report else self.kind_word

    @property
    def known_region(self) -> str | None:
        """The county, once one of ours is chosen."""
        return self.region.data if self.region.data in regions.COUNTIES else None

    @property
    def stated_place(self) -> str:
        """Where it is, in the worker's own words: what was typed as its name counts too."""
        return "，".join(text for text in (self.site_words.data, self.place.data) if text)

    @property
    def is_own_wages(self) -> bool:
        """Whether it is about wages that this person is owed."""
        return self.topic_word is Topic.WAGES and self.kind_word is Kind.COMPLAINT

    @property
    def months_offered(self) -> list[str]:
        """The last six months, newest first, and any other that was ticked on an older page."""
        return months_offered(self.months.data)

    def is_step_valid(self, names: tuple[str, ...]) -> bool:
        """Check the fields of one step; the others carry no errors."""
        results = [self[name].validate(self, _own_check(self, name)) for name in names]
        return all(results)

    def forgive(self) -> None:
        """Forget what was wrong, where it has not been asked yet."""
        for field in self:
            field.errors = ()

    def carried(self, shown: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Name and value of every answer that the step does not show, cleaned but not judged."""
        yield "kind", self.kind_word.value
        yield "topic", self.topic_word.value
        if self.group.data:
            yield "group", self.group.data
        for field in self:
            if field.name not in (*shown, *NOT_CARRIED):
                for value in field.raw_data or ():
                    yield field.name, reading.clean(str(value))

    def answers(self, region: str, site_code: str) -> Answers:
        """The checked answers as plain values; what was not asked is not among them."""
        is_anonymous = bool(self.anonymous.data)
        is_named = not is_anonymous and self.kind_word is not Kind.ENQUIRY
        is_wages = self.is_own_wages
        return Answers(
            kind=self.kept_kind,
            topic=self.topic_word,
            region=region,
            site_code=site_code,
            amount_fen=reading.fen_or_none(self.amount_yuan.data)
            if is_wages and not self.amount_unsure.data
            else None,
            months=tuple(sorted(self.months.data or ())) if is_wages else (),
            earlier=_word(Earlier, self.earlier.data, Earlier.NO) if is_wages else Earlier.NO,
            headcount=_word(Headcount, self.headcount.data, Headcount.ONE),
            employer=self.employer.data or "",
            place=self.place.data or "" if site_code else self.stated_place,
            narrative=self.narrative.data or "",
            name=self.name.data or "" if is_named else "",
            phone="" if is_anonymous else phone.reachable(self.phone.data or ""),
            is_anonymous=is_anonymous,
            is_confidential=not is_named or self.confidential.data != "0",
        )


class FollowForm(OpenForm):
    """Number and code; what is wrong with them is never said apart."""

    number = StringField(filters=[reading.clean], validators=[reading.at_most(20)])
    query_code = StringField(filters=[reading.clean], validators=[reading.at_most(20)])


class WorkerNoteForm(OpenForm):
    """What the worker writes on the case: an addition, a dispute, a withdrawal."""

    case_pass = StringField()
    note = TextAreaField(filters=[reading.clean], validators=[reading.at_most(MAX_NARRATIVE)])

    def validate_note(self, field: Field) -> None:
        if not field.data:
            raise ValidationError("请写一句话")


def _own_check(form: IntakeForm, name: str) -> list[Any]:
    """The form's own check of a field, in the shape in which a field calls it."""
    check = getattr(form, f"validate_{name}", None)
    return [lambda _form, field: check(field)] if check else []


def _word(words: Any, value: str | None, otherwise: Any) -> Any:
    return words(value) if value in set(words) else otherwise
