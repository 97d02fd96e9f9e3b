"""工钱算一算: minimum wage, what may be ordered on top, time limits, what cannot be meant."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.wage_claim import (
    EARLIEST,
    LATEST,
    MAX_RATE_FEN,
    DateOutOfRange,
    DatesOutOfOrder,
    additional_pay,
    arbitration_limit,
    below_minimum,
    hourly_from_daily,
    hourly_from_monthly,
    inspection_limit,
    no_contract_pay,
    overtime,
    owed,
    work_done,
)
from portal.domain.working import (
    Article,
    BadFigure,
    Claim,
    Count,
    Figure,
    Grade,
    HourlyWage,
    Law,
    Line,
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


# Minimum wage


def test_a_month_paid_below_the_minimum_falls_short_by_the_difference() -> None:
    claim = below_minimum(MONTHLY_MINIMUM, 1700_00, 3)
    assert (claim.due_fen, claim.paid_over_fen) == (630_00, 0)
    assert _amounts(claim) == [5730_00, -5100_00]
    assert claim.sources == (NOTICE,)
    assert claim.articles == (Article(Law.LABOUR_LAW, "48"), Article(Law.CONTRACT_LAW, "85"))


def test_hours_below_the_hourly_minimum_fall_short() -> None:
    assert below_minimum(HOURLY_MINIMUM, 18_00, Decimal("120.5")).due_fen == 180_75


def test_pay_at_the_minimum_does_not_fall_short() -> None:
    assert below_minimum(MONTHLY_MINIMUM, 1910_00).due_fen == 0


@given(st.integers(0, 5000_00), st.integers(1, 120))
def test_paying_the_shortfall_reaches_the_minimum_exactly(paid_fen: int, months: int) -> None:
    claim = below_minimum(MONTHLY_MINIMUM, paid_fen, months)
    assert claim.due_fen == months * max(0, 1910_00 - paid_fen)
    assert below_minimum(MONTHLY_MINIMUM, paid_fen + claim.due_fen // months, months).due_fen == 0


# What the bureau may order on top


def test_the_bureau_may_order_half_to_all_of_the_amount_due_on_top() -> None:
    extra = additional_pay(owed([work_done(WorkUnit.DAY, 10, 300_01)]))
    assert (extra.due_fen, extra.low_fen, extra.high_fen) == (3000_10, 1500_05, 3000_10)
    assert (extra.low_percent, extra.high_percent) == (50, 100)
    assert extra.articles == (
        Article(Law.INSPECTION_REGS, "26"),
        Article(Law.CONTRACT_LAW, "85"),
    )


@given(st.lists(works, max_size=3), paids)
def test_the_range_runs_from_half_of_the_amount_due_to_all_of_it(work: list[Line], p: int) -> None:
    extra = additional_pay(owed(work, p))
    assert 0 <= extra.low_fen <= extra.high_fen <= extra.due_fen
    assert 0 <= 2 * extra.low_fen - extra.due_fen <= 1


# Time limits


def test_the_bureau_looks_into_what_was_due_within_two_years() -> None:
    limit = inspection_limit(date(2024, 5, 15), as_of=date(2026, 5, 15))
    assert (limit.last_on, limit.is_past, limit.days_left) == (date(2026, 5, 15), False, 0)
    assert limit.article == Article(Law.INSPECTION_REGS, "20")
    assert inspection_limit(date(2024, 5, 15), as_of=date(2026, 5, 16)).is_past


def test_no_inspection_limit_runs_while_the_breach_continues() -> None:
    limit = inspection_limit(None, as_of=date(2026, 5, 15))
    assert (limit.counts_from, limit.last_on, limit.days_left) == (None, None, None)
    assert not limit.is_past


def test_arbitration_is_open_for_a_year_after_leaving() -> None:
    limit = arbitration_limit(date(2025, 3, 1), as_of=date(2026, 2, 1))
    assert (limit.last_on, limit.is_past, limit.days_left) == (date(2026, 3, 1), False, 28)
    assert limit.article == Article(Law.ARBITRATION_LAW, "27")


def test_no_arbitration_limit_runs_while_employed() -> None:
    assert arbitration_limit(None, as_of=date(2026, 2, 1)).last_on is None


def test_a_limit_from_29_february_ends_on_28_february() -> None:
    leap_day = date(2024, 2, 29)
    assert inspection_limit(leap_day, leap_day).last_on == date(2026, 2, 28)
    assert arbitration_limit(leap_day, leap_day).last_on == date(2025, 2, 28)
    assert inspection_limit(date(2022, 2, 28), leap_day).last_on == date(2024, 2, 28)


@given(days, days)
def test_a_limit_is_past_exactly_when_no_days_are_left(counts_from: date, as_of: date) -> None:
    limit = inspection_limit(counts_from, as_of)
    assert limit.days_left is not None
    assert limit.last_on is not None
    assert limit.is_past == (limit.days_left < 0)
    assert 730 <= (limit.last_on - counts_from).days <= 731


@given(days, days)
def test_a_later_day_never_ends_a_limit_sooner(a: date, b: date) -> None:
    ends = [arbitration_limit(day, a).last_on for day in sorted((a, b))]
    assert None not in ends
    assert ends == sorted(end for end in ends if end)


# What cannot be meant


@pytest.mark.parametrize(
    ("unit", "count", "months", "reason", "most"),
    [
        (WorkUnit.DAY, 32, 1, "too_large", 31),
        (WorkUnit.DAY, Decimal("62.01"), 2, "too_large", 62),
        (WorkUnit.HOUR, 745, 1, "too_large", 744),
        (WorkUnit.MONTH, 121, 120, "too_large", 120),
        (WorkUnit.PIECE, 1_000_001, 1, "too_large", 1_000_000),
        (WorkUnit.DAY, -1, 1, "negative", 31),
        (WorkUnit.DAY, Decimal("0.125"), 1, "too_fine", 31),
        (WorkUnit.DAY, Decimal("1e-999999"), 1, "too_fine", 31),
        (WorkUnit.DAY, Decimal("1." + "0" * 40 + "1"), 1, "too_fine", 31),
        (WorkUnit.DAY, Decimal("1e999999"), 1, "too_large", 31),
        (WorkUnit.DAY, Decimal("NaN"), 1, "too_large", 31),
        (WorkUnit.DAY, Decimal("Infinity"), 1, "too_large", 31),
    ],
)
def test_a_count_that_cannot_be_meant_is_refused_with_its_bound(
    unit: WorkUnit, count: Count, months: int, reason: str, most: int
) -> None:
    with pytest.raises(BadFigure) as raised:
        work_done(unit, count, 100, months=months)
    assert raised.value.figure == unit.value
    assert raised.value.value is count
    assert (raised.value.reason, raised.value.most) == (reason, most)


def test_a_full_month_and_a_zero_written_long_are_taken() -> None:
    assert work_done(WorkUnit.DAY, 31, 1, months=1).amount_fen == 31
    assert work_done(WorkUnit.DAY, Decimal("0.000"), 1).amount_fen == 0
    assert work_done(WorkUnit.DAY, Decimal("1E+1"), 1).amount_fen == 10


@pytest.mark.parametrize(
    ("rate_fen", "reason"), [(-1, "negative"), (MAX_RATE_FEN + 1, "too_large")]
)
def test_a_rate_that_cannot_be_meant_is_refused(rate_fen: int, reason: str) -> None:
    with pytest.raises(BadFigure) as raised:
        work_done(WorkUnit.DAY, 1, rate_fen)
    assert (raised.value.figure, raised.value.reason) == (Figure.RATE, reason)
    with pytest.raises(BadFigure):
        hourly_from_monthly(rate_fen, PAID_MONTH)
    with pytest.raises(BadFigure):
        no_contract_pay(date(2025, 1, 1), date(2025, 6, 1), rate_fen)


def test_a_negative_payment_is_refused() -> None:
    with pytest.raises(BadFigure) as raised:
        owed([], paid_fen=-1)
    assert raised.value.figure is Figure.PAID
    with pytest.raises(BadFigure):
        below_minimum(MONTHLY_MINIMUM, -1)


def test_a_sum_that_no_complaint_can_carry_is_refused() -> None:
    with pytest.raises(BadFigure) as raised:
        owed([work_done(WorkUnit.PIECE, 1_000_000, MAX_RATE_FEN)])
    assert raised.value.figure is Figure.SUM


def test_overtime_hours_are_bounded_together() -> None:
    with pytest.raises(BadFigure) as raised:
        overtime(HourlyWage(20_00), workday=400, rest_day=400, months=1)
    assert (raised.value.value, raised.value.most) == (800, 744)


@pytest.mark.parametrize(("hours", "reason"), [(0, "too_small"), (25, "too_large")])
def test_a_working_day_has_1_to_24_hours(hours: int, reason: str) -> None:
    with pytest.raises(BadFigure) as raised:
        hourly_from_daily(280_00, hours)
    assert raised.value.reason == reason


@pytest.mark.parametrize("months", [0, 121])
def test_a_claim_spans_1_to_120_months(months: int) -> None:
    with pytest.raises(BadFigure) as raised:
        work_done(WorkUnit.DAY, 1, 1, months=months)
    assert raised.value.figure is Figure.SPAN


def test_a_paid_month_of_no_days_is_refused() -> None:
    with pytest.raises(ValueError, match="paid month"):
        PaidMonth(Decimal(0), NOTICE)


def test_leaving_before_starting_is_refused() -> None:
    with pytest.raises(DatesOutOfOrder) as raised:
        no_contract_pay(date(2025, 3, 2), date(2025, 3, 1), 100)
    assert (raised.value.first_on, raised.value.last_on) == (date(2025, 3, 2), date(2025, 3, 1))


@pytest.mark.parametrize("day", [date(2007, 12, 31), date(2100, 1, 1), date.min, date.max])
def test_a_day_outside_the_years_of_the_laws_is_refused(day: date) -> None:
    with pytest.raises(DateOutOfRange) as raised:
        inspection_limit(day, as_of=date(2026, 1, 1))
    assert (raised.value.day, raised.value.earliest, raised.value.latest) == (day, EARLIEST, LATEST)
    with pytest.raises(DateOutOfRange):
        arbitration_limit(None, as_of=day)
    with pytest.raises(DateOutOfRange):
        no_contract_pay(date(2025, 1, 1), date(2025, 6, 1), 100, signed_on=day)
