"""工钱算一算: sums worked by hand, and what holds for every sum."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.wage_claim import (
    hourly_from_daily,
    hourly_from_monthly,
    overtime,
    owed,
    work_done,
)
from portal.domain.working import (
    Article,
    Claim,
    Count,
    Grade,
    HourlyWage,
    Law,
    Line,
    LineKind,
    MinimumWage,
    PaidMonth,
    Source,
    WorkUnit,
)

PAID_MONTH = PaidMonth(Decimal("21.75"), Source("人社部发〔2025〕2号", Grade.C, date(2025, 1, 1)))
NOTICE = Source("甘政办发〔2023〕83号", Grade.C, date(2023, 11, 1))
MONTHLY_MINIMUM = MinimumWage(1910_00, WorkUnit.MONTH, NOTICE)
HOURLY_MINIMUM = MinimumWage(19_50, WorkUnit.HOUR, NOTICE)

rates = st.integers(0, 5000_00)
wages = st.integers(0, 50_000_00)
counts = st.decimals(0, 3000, places=2)
whole_counts = st.integers(0, 1500)
paids = st.integers(0, 1_000_000_00)
days = st.dates(date(2008, 1, 1), date(2090, 12, 31))
works = st.builds(work_done, st.sampled_from([WorkUnit.DAY, WorkUnit.HOUR]), counts, rates)


def _amounts(claim: Claim) -> list[int]:
    return [line.amount_fen for line in claim.lines]


def _balance(claim: Claim) -> int:
    return claim.due_fen - claim.paid_over_fen


# Work done


def test_days_times_the_rate_less_what_was_paid_is_owed() -> None:
    claim = owed([work_done(WorkUnit.DAY, Decimal("26.5"), 280_00)], paid_fen=3000_00)
    assert (claim.due_fen, claim.paid_over_fen) == (4420_00, 0)
    assert [line.kind for line in claim.lines] == [LineKind.DAYS, LineKind.PAID]
    assert _amounts(claim) == [7420_00, -3000_00]
    assert claim.articles == (Article(Law.WAGE_REGS, "13"), Article(Law.CONTRACT_LAW, "30"))


@pytest.mark.parametrize(
    ("unit", "count", "rate_fen", "due_fen"),
    [
        (WorkUnit.HOUR, 200, 22_50, 4500_00),
        (WorkUnit.PIECE, 1260, 3_80, 4788_00),
        (WorkUnit.MONTH, Decimal("2.5"), 6500_00, 16_250_00),
    ],
)
def test_hours_pieces_and_months_are_reckoned_alike(
    unit: WorkUnit, count: Count, rate_fen: int, due_fen: int
) -> None:
    assert owed([work_done(unit, count, rate_fen)]).due_fen == due_fen


def test_half_a_fen_is_rounded_up() -> None:
    assert work_done(WorkUnit.HOUR, Decimal("0.5"), 1).amount_fen == 1
    assert work_done(WorkUnit.HOUR, Decimal("0.49"), 1).amount_fen == 0


def test_an_overpayment_is_reported_and_nothing_is_owed() -> None:
    claim = owed([work_done(WorkUnit.DAY, 10, 300_00)], paid_fen=3200_00)
    assert (claim.due_fen, claim.paid_over_fen) == (0, 200_00)


def test_nothing_worked_and_nothing_paid_is_nothing() -> None:
    assert owed([]) == Claim(0, 0, (), ())


@given(works, works, paids)
def test_claims_add_up_line_by_line(one: Line, other: Line, paid_fen: int) -> None:
    together = owed([one, other], paid_fen)
    assert _balance(together) == _balance(owed([one])) + _balance(owed([other])) - paid_fen


@given(whole_counts, whole_counts, rates)
def test_working_twice_is_owed_as_working_once_as_long(a: int, b: int, rate_fen: int) -> None:
    apart = owed([work_done(WorkUnit.DAY, count, rate_fen) for count in (a, b)])
    assert apart.due_fen == owed([work_done(WorkUnit.DAY, a + b, rate_fen)]).due_fen


@given(counts, counts, rates, rates, paids)
def test_more_work_or_a_higher_rate_never_owes_less(
    a: Decimal, b: Decimal, x: int, y: int, paid_fen: int
) -> None:
    less = owed([work_done(WorkUnit.DAY, min(a, b), min(x, y))], paid_fen)
    more = owed([work_done(WorkUnit.DAY, max(a, b), max(x, y))], paid_fen)
    assert less.due_fen <= more.due_fen


@given(works, paids, paids)
def test_what_was_paid_reduces_the_sum_by_exactly_that(work: Line, paid: int, more: int) -> None:
    assert _balance(owed([work], paid + more)) == _balance(owed([work], paid)) - more


@given(st.lists(works, max_size=4), paids)
def test_a_sum_is_never_negative_and_is_the_sum_of_its_lines(work: list[Line], paid: int) -> None:
    claim = owed(work, paid)
    assert claim.due_fen >= 0
    assert claim.paid_over_fen >= 0
    assert 0 in (claim.due_fen, claim.paid_over_fen)
    assert _balance(claim) == sum(_amounts(claim))


# Overtime


def test_the_hourly_wage_is_the_monthly_wage_over_21_75_days_of_8_hours() -> None:
    hourly = hourly_from_monthly(6000_00, PAID_MONTH)
    assert hourly.fen == 34_48  # 6000 / 174 = 34.4827…
    assert hourly_from_monthly(5220_00, PAID_MONTH).fen == 30_00


def test_the_hourly_wage_of_a_day_worker_is_the_day_over_its_hours() -> None:
    assert hourly_from_daily(280_00, 8).fen == 35_00
    assert hourly_from_daily(280_00, 9).fen == 31_11


def test_overtime_is_paid_at_150_200_and_300_percent() -> None:
    hourly = hourly_from_monthly(6000_00, PAID_MONTH)
    claim = owed(overtime(hourly, workday=20, rest_day=16, holiday=8))
    assert _amounts(claim) == [1034_40, 1103_36, 827_52]
    assert claim.due_fen == 2965_28
    assert [line.percent for line in claim.lines] == [150, 200, 300]
    assert claim.articles == (Article(Law.LABOUR_LAW, "44"),)


def test_overtime_from_a_monthly_wage_carries_the_grade_of_the_paid_days() -> None:
    claim = owed(overtime(hourly_from_monthly(6000_00, PAID_MONTH), workday=1))
    assert [source.grade for source in claim.sources] == [Grade.C]
    assert owed(overtime(HourlyWage(20_00), workday=1)).sources == ()


def test_overtime_that_was_not_worked_has_no_line() -> None:
    (line,) = overtime(HourlyWage(20_00), rest_day=Decimal("7.5"))
    assert (line.kind, line.amount_fen) == (LineKind.REST_DAY_OVERTIME, 300_00)


def test_overtime_and_days_share_one_payment_and_name_both_laws() -> None:
    work = [work_done(WorkUnit.DAY, 20, 240_00), *overtime(HourlyWage(30_00), workday=10)]
    claim = owed(work, paid_fen=2000_00)
    assert claim.due_fen == 4800_00 + 450_00 - 2000_00
    assert {article.law for article in claim.articles} == {
        Law.WAGE_REGS,
        Law.CONTRACT_LAW,
        Law.LABOUR_LAW,
    }


@given(rates, st.decimals(0, 700, places=1))
def test_an_hour_on_a_holiday_is_twice_one_on_a_workday(fen: int, hours: Decimal) -> None:
    workday = owed(overtime(HourlyWage(fen), workday=hours)).due_fen
    rest_day = owed(overtime(HourlyWage(fen), rest_day=hours)).due_fen
    holiday = owed(overtime(HourlyWage(fen), holiday=hours)).due_fen
    assert workday <= rest_day <= holiday
    assert abs(holiday - 2 * workday) <= 1


@given(wages, wages)
def test_a_higher_monthly_wage_never_gives_a_lower_hourly_wage(a: int, b: int) -> None:
    low, high = (hourly_from_monthly(fen, PAID_MONTH).fen for fen in sorted((a, b)))
    assert low <= high


@given(wages)
def test_an_hourly_wage_is_within_half_a_fen_of_the_monthly_wage_shared_out(fen: int) -> None:
    assert abs(hourly_from_monthly(fen, PAID_MONTH).fen * 174 - fen) <= 87
