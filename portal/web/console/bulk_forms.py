"""The forms of what is done with many at once, and the pass from their preview to the word."""

import json
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, request
from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError

from portal.domain import merge_fields, regions
from portal.domain.bulk import BulkKind
from portal.domain.codes import BadCode, parse
from portal.domain.reply_fields import ReplyField
from portal.extensions import db
from portal.labels.merge_fields import problem_said
from portal.models import ReplyTemplate, Staff
from portal.services.bulk import Planned, Promise, Wanted
from portal.web import passes, reading
from portal.web.access import me
from portal.web.console.forms import MAX_NOTE


class BulkReplyForm(FlaskForm):
    """The text for all of them; what stands in 【】 is each one's own."""

    template = SelectField("模板", validate_choice=False)
    note = TextAreaField(
        "回复内容（工友看得到）", filters=[reading.clean], validators=[reading.at_most(MAX_NOTE)]
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._templates = {
            str(each.id): each
            for each in db.session.scalars(ReplyTemplate.seen_from(me().region))
            if each.retired_at is None
        }
        offered = ((key, _title(each)) for key, each in self._templates.items())
        self.template.choices = reading.offer([("", "请选择"), *offered])

    def fill_in(self) -> None:
        """Put the template that was picked behind what was typed."""
        found = self._templates.get(self.template.data or "")
        if found is None:
            self.template.errors = ["请选一个模板"]
        else:
            self.note.data = "\n".join(part for part in (self.note.data, found.body) if part)

    def validate_note(self, field: Field) -> None:
        problems = merge_fields.check(field.data or "", ReplyField)
        if problems:
            raise ValidationError("；".join(problem_said(problem) for problem in problems))


class BulkAssignForm(FlaskForm):
    """To whom; a certificate is stated where none is known."""

    lead = SelectField("给谁（已受理的，做主办）", validate_choice=False)
    lead_certificate = StringField(
        "执法证号（不填就用上一次的）", filters=[reading.clean], validators=[reading.at_most(40)]
    )
    second = SelectField("协办（不选就不换；没受理的用不上）", validate_choice=False)
    second_certificate = StringField(
        "协办执法证号（不填就用上一次的）",
        filters=[reading.clean],
        validators=[reading.at_most(40)],
    )
    reason = StringField(
        "为什么（可不填，工友看不到）", filters=[reading.clean], validators=[reading.at_most(200)]
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        mine = me().region
        people = Staff.inspectors() if mine == regions.CITY else Staff.inspectors_of(mine)
        known = {str(each.id): each.display_name for each in db.session.scalars(people)}
        self.lead.choices = reading.offer([("", "请选择"), *known.items()])
        self.second.choices = reading.offer([("", "不换"), *known.items()])

    def validate_lead(self, field: Field) -> None:
        _known(field, "请选一个人", is_needed=True)

    def validate_second(self, field: Field) -> None:
        _known(field, "请选一个人", is_needed=False)
        if field.data and field.data == self.lead.data:
            raise ValidationError("要两名不同的监察员")

    def wanted(self) -> Wanted:
        """What was chosen, checked."""
        lead = int(self.lead.data)
        second = int(self.second.data) if self.second.data else None
        stated = {lead: self.lead_certificate.data or ""}
        if second is not None:
            stated[second] = self.second_certificate.data or ""
        return Wanted(lead, second, stated)


@dataclass(frozen=True)
class Agreed:
    """What a preview has shown: what was to be done, and of each what it would be."""

    kind: BulkKind
    token: str
    asked: Mapping[str, Any]
    promises: tuple[Promise, ...]


def issue(kind: BulkKind, asked: Mapping[str, Any], planned: Iterable[Planned]) -> str:
    """The sealed pass of a preview; those left out are not in it."""
    promises = [(p.number, p.seen, p.mark) for p in planned if p.left_out is None]
    agreed = {
        "kind": kind,
        "by": me().id,
        "token": secrets.token_urlsafe(12),
        "asked": dict(asked),
        "promises": promises,
    }
    return passes.issue("bulk", json.dumps(agreed, ensure_ascii=False))


def agreed_or_400() -> Agreed:
    """What the pass in the form says; a forged or old one, or somebody else's, is refused."""
    said = json.loads(passes.read("bulk", request.form.get("agreed")) or "{}")
    if said.get("by") != me().id:
        abort(400)
    promises = tuple(Promise(*each) for each in said["promises"])
    return Agreed(BulkKind(said["kind"]), said["token"], said["asked"], promises)


def ticked() -> list[str]:
    """The numbers that were ticked, each once, in their order; what is none is dropped."""
    numbers = []
    for text in request.form.getlist("number"):
        try:
            numbers.append(parse(text))
        except BadCode:
            continue
    return list(dict.fromkeys(numbers))


def _title(template: ReplyTemplate) -> str:
    """With its county, where one sees those of several."""
    if me().region != regions.CITY or template.region == regions.CITY:
        return template.title
    return f"{template.title}（{regions.name_of(template.region)}）"


def _known(field: Field, message: str, *, is_needed: bool) -> None:
    known = {value for value, _ in reading.pairs(field)}
    if (field.data or "") not in known or (is_needed and not field.data):
        raise ValidationError(message)
