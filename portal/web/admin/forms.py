"""The form of one site. Its fields are the columns of a county's workbook, read by one reader."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, RadioField, SelectField, StringField, TextAreaField

from portal.domain import money, phone, regions
from portal.domain.register_sheet import Problem, RowRefused, SiteFacts, read_row
from portal.domain.site import Industry, PartyRole, SiteStatus
from portal.labels import REASONS, choices, field_label, label
from portal.models import Site
from portal.web import reading

_PERSONS = ("developer", "general_contractor", "project_office", "regulator", "wage_officer")


def _line(name: str) -> StringField:
    return StringField(field_label(name), filters=[reading.clean])


class SiteForm(FlaskForm):
    """One site as its office states it; an unreadable field is told at the field."""

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
    subcontractor = TextAreaField("分包单位（一行一家）", filters=[reading.clean])
    no_subcontractor = BooleanField("没有分包单位")
    regulator = _line("regulator")
    regulator_person = _line("regulator_person")
    regulator_phone = StringField("行业主管部门投诉电话", filters=[reading.clean])
    wage_officer_person = StringField("劳资专管员姓名", filters=[reading.clean])
    wage_officer_phone = _line("wage_officer_phone")

    def facts(self) -> SiteFacts | None:
        """The site as stated, or None with the reasons at their fields."""
        row: dict[str, Any] = {
            field.name: field.data
            for field in self
            if isinstance(field.data, str) and field.name != "csrf_token"
        }
        if self.no_subcontractor.data and not self.subcontractor.data:
            row["subcontractor"] = "无"
        self.validate()
        try:
            facts, doubts = read_row(row)
        except RowRefused as refusal:
            self._tell(refusal.problems)
            return None
        self._tell(doubts)
        return None if doubts or self.errors else facts

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            field = self._fields.get(problem.field, self.name)
            field.errors = [_message(field, problem)]

    @classmethod
    def of(cls, site: Site) -> "SiteForm":
        """The form filled with a site's facts."""
        values: dict[str, Any] = {
            "name": site.name,
            "region": site.region,
            "address": site.address,
            "industry": str(site.industry),
            "status": label(site.status).text,
            "contract": money.in_wan(site.contract_fen) if site.contract_fen else "",
            "permit_no": site.permit_no,
            "longminggong_no": site.longminggong_no,
            "started_on": site.started_on.isoformat() if site.started_on else "",
            "pay_day": site.pay_day,
            "no_subcontractor": site.no_subcontractor,
            "subcontractor": "\n".join(
                party.organisation
                for party in site.parties
                if party.role is PartyRole.SUBCONTRACTOR
            ),
        }
        values["status"] = str(site.status)
        for role in _PERSONS:
            party = site.party(PartyRole(role))
            if party is not None:
                values[role] = party.organisation
                values[f"{role}_person"] = party.person
                values[f"{role}_phone"] = phone.spaced(party.phone)
        return cls(formdata=None, data=values)


def _message(field: Field, problem: Problem) -> str:
    return (
        f"“{problem.text}”{REASONS[problem.reason]}"
        if problem.text
        else "请填" + str(field.label.text)
    )
