"""The subcontractors of a site in its form: a row each, added, removed and moved without script."""

from typing import Any

from wtforms import Field, FieldList, Form, FormField, StringField

from portal.domain import phone
from portal.domain.register_sheet import (
    MAX_ORGANISATION,
    MAX_PERSON,
    PartyFacts,
    split_organisations,
)
from portal.domain.site import PartyRole
from portal.models import Site
from portal.web import reading

MOST = 60
_NONE = ("无", "没有", "无分包", "无分包单位")
_FIELDS = ("organisation", "person", "phone")


class CrewForm(Form):
    """One subcontractor; a row with nothing in it is left out."""

    organisation = StringField("分包单位", filters=[reading.clean])
    person = StringField("联系人", filters=[reading.clean])
    phone = StringField("电话", filters=[reading.clean])

    def facts(self) -> PartyFacts:
        """The row as stated; what is wrong with it stands at its fields."""
        organisation, person, number = (self[name].data or "" for name in _FIELDS)
        if not organisation:
            _tell(self.organisation, "请填分包单位的名称")
        elif len(organisation) > MAX_ORGANISATION:
            _tell(self.organisation, f"名称最多 {MAX_ORGANISATION} 个字")
        elif organisation in _NONE:
            _tell(self.organisation, "没有分包单位，就删去这一行，勾选下面的“没有分包单位”")
        elif split_organisations(organisation) != (organisation,):
            _tell(self.organisation, "一行只写一家，名称里不要有顿号、逗号、分号")
        if len(person) > MAX_PERSON:
            _tell(self.person, f"姓名最多 {MAX_PERSON} 个字")
        try:
            number = phone.reachable(number) if number else ""
        except phone.BadPhone:
            _tell(self.phone, f"“{number}”不是电话号码")
        return PartyFacts(PartyRole.SUBCONTRACTOR, organisation, person, number)


class Crews(FieldList):
    """All rows of the form."""

    def __init__(self, **bound: Any) -> None:
        super().__init__(FormField(CrewForm), "分包单位", min_entries=1, max_entries=MOST, **bound)

    def facts(self) -> tuple[PartyFacts, ...]:
        """The rows that state something, in order."""
        stated = [entry.form for entry in self.entries if any(entry.data.values())]
        found = [form.facts() for form in stated]
        names = [facts.organisation for facts in found]
        for place, form in enumerate(stated):
            if names[place] and names[place] in names[:place]:
                _tell(form.organisation, "这一家上面已经写过了")
        return tuple(found)

    def fields(self) -> list[Field]:
        """The fields of all rows, for the list of what is wrong."""
        return [entry.form[name] for entry in self.entries for name in _FIELDS]

    def rearrange(self, go: str) -> None:
        """`add` a row, or `up-2`, `down-2`, `remove-2`: rows are counted from 0. What cannot be
        done is not done."""
        rows: list[dict[str, Any]] = [entry.data for entry in self.entries]
        step, _, number = go.partition("-")
        at = int(number) if number.isascii() and number.isdigit() and len(number) < 4 else 0
        if step == "add" and len(rows) < MOST:
            rows.append({})
        elif step == "remove" and at < len(rows):
            rows.pop(at)
        elif step == "up" and 0 < at < len(rows):
            rows.insert(at - 1, rows.pop(at))
        elif step == "down" and at < len(rows) - 1:
            rows.insert(at + 1, rows.pop(at))
        self.show(rows)

    def show(self, rows: list[dict[str, Any]]) -> None:
        """Put these rows in place of what stands there."""
        self.process(None, rows)

    @staticmethod
    def rows_of(site: Site) -> list[dict[str, str]]:
        """The rows of a site as it is kept."""
        return [
            {
                "organisation": party.organisation,
                "person": party.person,
                "phone": phone.spaced(party.phone),
            }
            for party in site.parties
            if party.role is PartyRole.SUBCONTRACTOR
        ]


def _tell(field: Field, message: str) -> None:
    field.errors = [message]
