"""工钱算一算: four small sums without a script, each with its working and its articles."""

from collections.abc import Callable
from typing import Final

from flask import abort, render_template, request
from wtforms import Field

from portal.content.figures import load_paid_month
from portal.domain import wage_claim
from portal.domain.working import (
    BadFigure,
    Claim,
    Grade,
    MinimumWage,
    PaidMonth,
    Source,
    WorkUnit,
)
from portal.extensions import db
from portal.models import MinimumWage as MinimumWageRow
from portal.services.clock import today
from portal.web.access import open_to_all
from portal.web.library import library
from portal.web.public import blueprint
from portal.web.public.calculator_forms import (
    CalculatorForm,
    ContractForm,
    MinimumForm,
    OvertimeForm,
    OwedForm,
)
from portal.web.public.hotline import hotline_for
from portal.web.public.place import place
from portal.web.reading import first_errors

_FIELD_OF_FIGURE: Final = {
    "rate": ("rate", "wage", "monthly"),
    "paid": ("paid",),
    "hours_per_day": ("hours_per_day",),
}


class NoStandard(Exception):
    """Nobody has verified the county's minimum wage yet."""


@blueprint.get("/calculator")
@open_to_all
def calculator() -> str:
    """Which sum?"""
    return render_template(
        "public/calculator.html", place=place(), hotline=hotline_for(place().region or None)
    )


@blueprint.get("/calculator/<kind>")
@open_to_all
def calculation(kind: str) -> tuple[str, int] | str:
    """One sum. All is in the address, none of it personal, so back and reload cost nothing."""
    if kind not in KINDS:
        abort(404)
    make, work_out = KINDS[kind]
    is_sent = "go" in request.args
    form = make(formdata=request.args if is_sent else None)
    claim, is_unverified = None, False
    if is_sent and form.validate():
        try:
            claim = work_out(form)
        except NoStandard:
            is_unverified = True
        except (BadFigure, wage_claim.DateOutOfRange, wage_claim.DatesOutOfOrder) as bad:
            _tell(form, bad)
    elif not is_sent and kind == "minimum" and place().region:
        form.county.data = place().region
    page = _page(kind, form, claim, is_unverified)
    return (page, 422) if is_sent and form.errors else page


def _owed(form: CalculatorForm) -> Claim:
    unit = WorkUnit(form.unit.data)
    line = wage_claim.work_done(unit, form.count("count_done"), form.fen("rate"))
    return wage_claim.owed([line], form.fen("paid"))


def _overtime(form: CalculatorForm) -> Claim:
    if form.basis.data == "month":
        hourly = wage_claim.hourly_from_monthly(form.fen("wage"), paid_month())
    else:
        hourly = wage_claim.hourly_from_daily(form.fen("wage"), form.count("hours_per_day"))
    lines = wage_claim.overtime(
        hourly,
        workday=form.count("workday"),
        rest_day=form.count("rest_day"),
        holiday=form.count("holiday"),
    )
    return wage_claim.owed(lines)


def _no_contract(form: CalculatorForm) -> Claim:
    started_on = form.day("started_on")
    assert started_on is not None, "checked by the form"
    until = form.day("until") or today()
    return wage_claim.no_contract_pay(started_on, until, form.fen("monthly"), form.day("signed_on"))


def _minimum(form: CalculatorForm) -> Claim:
    row = db.session.scalar(MinimumWageRow.in_force(form.county.data, today()))
    if row is None:
        raise NoStandard
    source = Source(row.document, Grade.C, row.effective_from)
    if form.per.data == "hour":
        return wage_claim.below_minimum(
            MinimumWage(row.hourly_fen, WorkUnit.HOUR, source), form.fen("paid")
        )
    return wage_claim.below_minimum(
        MinimumWage(row.monthly_fen, WorkUnit.MONTH, source), form.fen("paid")
    )


KINDS: Final[dict[str, tuple[type[CalculatorForm], Callable[[CalculatorForm], Claim]]]] = {
    "owed": (OwedForm, _owed),
    "overtime": (OvertimeForm, _overtime),
    "no-contract": (ContractForm, _no_contract),
    "minimum": (MinimumForm, _minimum),
}


def paid_month() -> PaidMonth:
    """The paid days of a month, as configured."""
    figure = load_paid_month()
    return PaidMonth(figure.days, Source(figure.document, Grade(figure.grade), figure.in_force_on))


def _tell(form: CalculatorForm, bad: Exception) -> None:
    """Put what the rules refused at the field that it is about."""
    fields: dict[str, Field] = form._fields
    first = next(name for name in fields if name not in ("unit", "basis", "county", "per"))
    names: tuple[str, ...] = (first,)
    message = "请看看日期写对没有"
    if isinstance(bad, wage_claim.DatesOutOfOrder):
        message = "后面的日期不能早于开始干活的日期"
    elif isinstance(bad, BadFigure):
        names = _FIELD_OF_FIGURE.get(bad.figure, (first,))
        message = {"too_large": "这个数太大了", "too_fine": "最多写两位小数"}.get(
            bad.reason, "这个数太小了"
        )
    name = next((name for name in names if name in fields), first)
    fields[name].errors = [message]


def _page(kind: str, form: CalculatorForm, claim: Claim | None, is_unverified: bool) -> str:
    can_be_ordered = claim is not None and claim.due_fen and kind != "no-contract"
    return render_template(
        "public/calculation.html",
        kind=kind,
        form=form,
        claim=claim,
        is_unverified=is_unverified,
        additional=wage_claim.additional_pay(claim) if claim and can_be_ordered else None,
        laws=library().laws,
        errors=first_errors(form),
        place=place(),
        hotline=hotline_for(place().region or None),
        Grade=Grade,
    )
