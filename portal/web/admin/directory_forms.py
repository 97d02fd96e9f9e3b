"""The forms of offices and minimum wages."""

from flask_wtf import FlaskForm
from wtforms import Field, SelectField, StringField, ValidationError

from portal.domain import phone, regions
from portal.domain.register_sheet import read_date
from portal.domain.site import OfficeKind
from portal.labels import choices
from portal.models import Office
from portal.services.directory import OfficeFacts
from portal.web import reading
from portal.web.access import me

_COUNTIES = [("", "请选择"), *regions.COUNTIES.items()]


def _needed(_form: FlaskForm, field: Field) -> None:
    if not field.data:
        raise ValidationError("请填" + str(field.label.text))


def _line(label: str, longest: int, *, is_needed: bool = False) -> StringField:
    checks = [reading.at_most(longest), *([_needed] if is_needed else [])]
    return StringField(label, filters=[reading.clean], validators=checks)


class _InMyCounty(FlaskForm):
    region = SelectField("县区", choices=reading.offer(_COUNTIES), validate_choice=False)

    def validate_region(self, field: Field) -> None:
        if field.data not in regions.COUNTIES:
            raise ValidationError("请选县区")
        if me().region not in (regions.CITY, field.data):
            raise ValidationError("您只能登记本县区的")


class OfficeForm(_InMyCounty):
    """One office. Saving it says: I have just called this number and it is right."""

    kind = SelectField("类别", choices=reading.offer(choices(OfficeKind)))
    name = _line("名称", 80, is_needed=True)
    phone = StringField(
        "电话", filters=[reading.clean], validators=[_needed, reading.reachable_phone]
    )
    address = _line("地址", 200)
    hours = _line("办公时间", 80)
    source = _line("核实依据", 200, is_needed=True)

    def facts(self) -> OfficeFacts:
        """The checked facts, the number as digits."""
        return OfficeFacts(
            region=self.region.data,
            kind=OfficeKind(self.kind.data),
            name=self.name.data,
            phone=phone.reachable(self.phone.data),
            address=self.address.data or "",
            hours=self.hours.data or "",
            source=self.source.data,
        )

    @classmethod
    def of(cls, office: Office) -> "OfficeForm":
        """The form filled with an office; what it was verified by is asked anew."""
        names = ("region", "name", "address", "hours")
        values = {name: getattr(office, name) for name in names}
        values |= {"kind": str(office.kind), "phone": phone.spaced(office.phone)}
        return cls(formdata=None, data=values)


class MinimumWageForm(_InMyCounty):
    """A county's minimum wage from a day on."""

    monthly = StringField(
        "每月（元）", filters=[reading.clean], validators=[_needed, reading.amount]
    )
    hourly = StringField(
        "每小时（元）", filters=[reading.clean], validators=[_needed, reading.amount]
    )
    effective_from = _line("哪天起执行", 20, is_needed=True)
    document = _line("文号", 80, is_needed=True)
    source = _line("核实依据", 200, is_needed=True)

    def validate_effective_from(self, field: Field) -> None:
        try:
            read_date(field.data or "")
        except ValueError:
            raise ValidationError("请写日期，比如 2026-07-01") from None
