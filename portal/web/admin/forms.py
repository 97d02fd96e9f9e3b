"""The form of one site. Its fields are the columns of a county's workbook, read by one reader."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, HiddenField, RadioField, SelectField, StringField

from portal.domain import money, phone, regions
from portal.domain.register_sheet import Problem, RowRefused, SiteFacts, read_row
from portal.domain.site import Industry, PartyRole, SiteStatus
from portal.labels import REASONS, choices, field_label
from portal.models import Site
from portal.services.site_changes import Change
from portal.web import reading
from portal.web.addresses import bounded_int
from portal.web.admin.crews import Crews

_PERSONS = ("developer", "general_contractor", "project_office", "regulator", "wage_officer")


def _line(name: str) -> StringField:
    return StringField(field_label(name), filters=[reading.clean])


# What the reader of rows is given; the subcontractors are read row by row.
_COLUMNS = frozenset(
    {"name", "region", "address", "industry", "status", "contract", "permit_no"}
    | {"longminggong_no", "started_on", "pay_day", "wage_officer_organisation"}
    | {role for role in _PERSONS if role != PartyRole.WAGE_OFFICER}
    | {f"{role}_{part}" for role in _PERSONS for part in ("person", "phone")}
)
# Fields of the register that have another name here.
_NAMES = {"contract_fen": "contract", "wage_officer": "wage_officer_organisation"}


class SiteForm(FlaskForm):
    """One site as its office states it; an unreadable field is told at the field."""

    # The last entry of the site's history that the form was filled with.
    seen = HiddenField()
    name = _line("name")
    region = SelectField("县区", choices=reading.offer([("", "请选择"), *regions.COUNTIES.items()]))
    address = _line("address")
    industry = RadioField(
        "行业类别", choices=reading.offer(choices(Industry)), default=Industry.HOUSING
    )
    status = RadioField(
        "项目状态", choices=reading.offer(choices(SiteStatus)), default=SiteStatus.ACTIVE
    )
    contract = StringField("合同价（万元）", filters=[reading.clean])
    permit_no = _line("permit_no")
    longminggong_no = _line("longminggong_no")
    started_on = _line("started_on")
    pay_day = _line("pay_day")
    developer = _line("developer")
    developer_person = _line("developer_person")
    developer_phone = _line("developer_phone")
    general_contractor = _line("general_contractor")
    general_contractor_person = _line("general_contractor_person")
    general_contractor_phone = _line("general_contractor_phone")
    project_office = _line("project_office")
    project_office_person = StringField("项目部负责人", filters=[reading.clean])
    project_office_phone = _line("project_office_phone")
    subcontractors = Crews()
    no_subcontractor = BooleanField("没有分包单位")
    regulator = _line("regulator")
    regulator_person = _line("regulator_person")
    regulator_phone = StringField("行业主管部门投诉电话", filters=[reading.clean])
    wage_officer_organisation = StringField("劳资专管员所属单位", filters=[reading.clean])
    wage_officer_person = StringField("劳资专管员姓名", filters=[reading.clean])
    wage_officer_phone = _line("wage_officer_phone")

    def facts(self, status: SiteStatus | None = None) -> SiteFacts | None:
        """The site as stated, or None with the reasons at their fields. With a `status` the form
        does not ask for one: the works of a site go on by steps."""
        row: dict[str, Any] = {
            field.name: field.data for field in self if field.name in _COLUMNS and field.data
        }
        if status is not None:
            row["status"] = str(status)
        self.validate()
        crews = self.subcontractors.facts()
        if crews and self.no_subcontractor.data:
            self.no_subcontractor.errors = ["上面写了分包单位，这里就不要勾"]
        try:
            facts, doubts = read_row(row)
        except RowRefused as refusal:
            self._tell(refusal.problems)
            return None
        self._tell(doubts)
        if any(field.errors for field in self.told()):
            return None
        parties = (*facts.parties, *crews)
        none_declared = bool(self.no_subcontractor.data)
        return replace(facts, parties=parties, no_subcontractor=none_declared)

    def told(self) -> list[Field]:
        """The fields at which something may be told, in the order of the page."""
        found: list[Field] = []
        for field in self:
            found += field.fields() if isinstance(field, Crews) else [field]
        return found

    @property
    def seen_event(self) -> int:
        """The entry of the history that was seen; 0, before all of them, for nonsense."""
        return bounded_int(self.seen.data) or 0

    def adopt(self, now: "SiteForm", changes: Iterable[Change]) -> None:
        """Take over what others have changed meanwhile, where nobody has typed anything else."""
        untouched: dict[str, str] = {}
        for change in changes:
            name = _NAMES.get(change.field, change.field)
            if name in _COLUMNS:
                untouched.setdefault(name, _shown(name, change.before))
        for name, before in untouched.items():
            if (self[name].data or "") == before:
                self[name].data = now[name].data
        self.seen.data = now.seen.data

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            field = self._fields.get(problem.field, self.name)
            field.errors = [_message(field, problem)]

    @classmethod
    def of(cls, site: Site, seen: int) -> "SiteForm":
        """The form filled with a site's facts, as its history stood at an entry."""
        values: dict[str, Any] = {
            "name": site.name,
            "region": site.region,
            "address": site.address,
            "industry": str(site.industry),
            "seen": str(seen),
            "contract": _shown("contract", site.contract_fen),
            "permit_no": site.permit_no,
            "longminggong_no": site.longminggong_no,
            "started_on": site.started_on.isoformat() if site.started_on else "",
            "pay_day": site.pay_day,
            "no_subcontractor": site.no_subcontractor,
            "subcontractors": Crews.rows_of(site),
        }
        for role in _PERSONS:
            party = site.party(PartyRole(role))
            if party is not None:
                is_officer = party.role is PartyRole.WAGE_OFFICER
                values[f"{role}_organisation" if is_officer else role] = party.organisation
                values[f"{role}_person"] = party.person
                values[f"{role}_phone"] = phone.spaced(party.phone)
        return cls(formdata=None, data=values)


def _message(field: Field, problem: Problem) -> str:
    return (
        f"“{problem.text}”{REASONS[problem.reason]}"
        if problem.text
        else "请填" + str(field.label.text)
    )


def _shown(name: str, value: object) -> str:
    """A value of the register as the form shows it."""
    if name == "contract" and isinstance(value, int):
        return money.in_wan(value)
    if name.endswith("_phone"):
        return phone.spaced(str(value))
    return "" if value is None else str(value)
