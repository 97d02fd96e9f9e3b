"""The calculator's forms: what is typed, read into plain figures."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from wtforms import Field, RadioField, StringField, ValidationError

from portal.domain import money, regions
from portal.domain.register_sheet import read_date
from portal.domain.working import WorkUnit
from portal.web import reading
from portal.web.public.forms import OpenForm

UNITS = (
    (WorkUnit.DAY, "按天"),
    (WorkUnit.HOUR, "按小时"),
    (WorkUnit.PIECE, "按件、按平方"),
    (WorkUnit.MONTH, "按月"),
)


def _money(_form: OpenForm, field: Field) -> None:
    if field.data:
        try:
            money.parse_yuan(field.data)
        except money.BadAmount:
            raise ValidationError("请写数字，比如 200 或 3千5") from None


def _count(_form: OpenForm, field: Field) -> None:
    if field.data:
        read_count(field.data)


def _date(_form: OpenForm, field: Field) -> None:
    if field.data:
        try:
            read_date(field.data)
        except ValueError:
            raise ValidationError("请写日期，比如 2026-03-01") from None


def _needed(message: str) -> Callable[[OpenForm, Field], None]:
    def check(_form: OpenForm, field: Field) -> None:
        if not field.data:
            raise ValidationError(message)

    return check


def read_count(text: str) -> Decimal:
    """A number of days, hours or pieces. Raises ValidationError."""
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        raise ValidationError("请写数字，比如 26 或 26.5") from None
    if not number.is_finite():
        raise ValidationError("请写数字，比如 26 或 26.5")
    return number


class CalculatorForm(OpenForm):
    """What all of them can do."""

    def fen(self, name: str) -> int:
        """A typed amount in 分; nothing typed is nothing."""
        return reading.fen_or_none(self[name].data) or 0

    def count(self, name: str) -> Decimal:
        """A typed count; nothing typed is nought."""
        return read_count(self[name].data or "0")

    def day(self, name: str) -> date | None:
        """A typed day."""
        return read_date(self[name].data) if self[name].data else None


class OwedForm(CalculatorForm):
    """Work done at a rate, less what was paid."""

    unit = RadioField(choices=reading.offer((str(unit), words) for unit, words in UNITS),
                      default=WorkUnit.DAY)  # fmt: skip
    count_done = StringField(filters=[reading.clean], validators=[_needed("请填干了多少"), _count])
    rate = StringField(filters=[reading.clean], validators=[_needed("请填说好多少钱"), _money])
    paid = StringField(filters=[reading.clean], validators=[_money])


class OvertimeForm(CalculatorForm):
    """Hours beyond the normal ones, on three kinds of days."""

    basis = RadioField(
        choices=reading.offer([("month", "按月说的"), ("day", "按天说的")]), default="day"
    )
    wage = StringField(filters=[reading.clean], validators=[_needed("请填工钱是多少"), _money])
    hours_per_day = StringField(filters=[reading.clean], validators=[_count], default="8")
    workday = StringField(filters=[reading.clean], validators=[_count])
    rest_day = StringField(filters=[reading.clean], validators=[_count])
    holiday = StringField(filters=[reading.clean], validators=[_count])

    def validate_workday(self, field: Field) -> None:
        if not (field.data or self.rest_day.data or self.holiday.data):
            raise ValidationError("至少填一种加班的小时数")


class ContractForm(CalculatorForm):
    """Months worked without a written contract."""

    started_on = StringField(
        filters=[reading.clean], validators=[_needed("请填哪天开始干的"), _date]
    )
    signed_on = StringField(filters=[reading.clean], validators=[_date])
    until = StringField(filters=[reading.clean], validators=[_date])
    monthly = StringField(filters=[reading.clean], validators=[_needed("请填一个月多少钱"), _money])


class MinimumForm(CalculatorForm):
    """What was paid for normal hours, against the county's minimum."""

    county = RadioField(choices=reading.offer(regions.COUNTIES.items()), validate_choice=False)
    per = RadioField(
        choices=reading.offer([("month", "按月"), ("hour", "按小时")]), default="month"
    )
    paid = StringField(filters=[reading.clean], validators=[_needed("请填实际拿到多少"), _money])

    def validate_county(self, field: Field) -> None:
        if field.data not in regions.COUNTIES:
            raise ValidationError("请选在哪个县区干活")
