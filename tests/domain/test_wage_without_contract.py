"""工钱算一算: double pay without a written contract."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.wage_claim import (
    EARLIEST,
    MAX_EXTRA_MONTHS,
    NotWages,
    additional_pay,
    no_contract_pay,
    work_done,
)
from portal.domain.working import (
    Article,
    Claim,
    Grade,
    Law,
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


# No written contract


def test_a_year_without_a_contract_gives_eleven_extra_months() -> None:
    claim = no_contract_pay(date(2023, 3, 1), date(2024, 12, 31), 5000_00)
    assert claim.due_fen == 55_000_00
    (line,) = claim.lines
    assert (line.kind, line.count) == (LineKind.NO_CONTRACT_MONTHS, 11)
    assert (line.first_on, line.last_on) == (date(2023, 4, 1), date(2024, 2, 29))
    assert claim.articles == (Article(Law.CONTRACT_LAW, "10"), Article(Law.CONTRACT_LAW, "82"))


def test_extra_pay_ends_the_day_before_the_contract_is_signed() -> None:
    claim = no_contract_pay(date(2025, 9, 1), date(2026, 5, 31), 12_000_00, date(2026, 2, 1))
    assert claim.due_fen == 48_000_00
    assert claim.lines[-1].last_on == date(2026, 1, 31)


def test_days_that_do_not_fill_a_month_count_over_the_days_of_that_month() -> None:
    claim = no_contract_pay(date(2025, 3, 10), date(2025, 7, 20), 6200_00)
    months, left = claim.lines
    assert (months.count, months.last_on) == (3, date(2025, 7, 9))
    assert (left.kind, left.count, left.days_in_month) == (LineKind.NO_CONTRACT_DAYS, 11, 31)
    assert (left.first_on, left.last_on) == (date(2025, 7, 10), date(2025, 7, 20))
    assert _amounts(claim) == [18_600_00, 2200_00]


@pytest.mark.parametrize("until", [date(2025, 3, 1), date(2025, 3, 31)])
def test_the_first_month_gives_no_extra_pay_but_still_names_the_law(until: date) -> None:
    claim = no_contract_pay(date(2025, 3, 1), until, 6000_00)
    assert (claim.due_fen, claim.lines) == (0, ())
    assert claim.articles


def test_the_first_day_after_the_first_month_is_the_first_to_count() -> None:
    (line,) = no_contract_pay(date(2025, 3, 1), date(2025, 4, 1), 6000_00).lines
    assert (line.count, line.days_in_month, line.amount_fen) == (1, 30, 200_00)


@pytest.mark.parametrize("signed_on", [date(2024, 12, 20), date(2025, 3, 1), date(2025, 4, 1)])
def test_a_contract_signed_within_the_first_month_leaves_nothing(signed_on: date) -> None:
    assert no_contract_pay(date(2025, 3, 1), date(2025, 12, 1), 6000_00, signed_on).due_fen == 0


@pytest.mark.parametrize(
    ("started_on", "first_on", "last_on"),
    [
        (date(2025, 1, 31), date(2025, 3, 1), date(2026, 1, 30)),
        (date(2024, 2, 29), date(2024, 3, 29), date(2025, 2, 28)),
        (date(2023, 3, 31), date(2023, 5, 1), date(2024, 3, 30)),
    ],
)
def test_a_start_at_the_end_of_a_month_still_gives_eleven_months(
    started_on: date, first_on: date, last_on: date
) -> None:
    (line,) = no_contract_pay(started_on, date(2027, 1, 1), 100_00).lines
    assert (line.first_on, line.last_on, line.count) == (first_on, last_on, 11)


def test_the_bureau_orders_nothing_on_top_of_extra_pay_for_a_missing_contract() -> None:
    with pytest.raises(NotWages) as raised:
        additional_pay(no_contract_pay(date(2023, 3, 1), date(2023, 12, 31), 5000_00))
    assert raised.value.kind is LineKind.NO_CONTRACT_MONTHS


@given(days, st.integers(0, 900), st.integers(-40, 900) | st.none(), wages)
def test_extra_pay_is_never_more_than_eleven_months(
    started_on: date, worked: int, signed_after: int | None, monthly_fen: int
) -> None:
    until = started_on + timedelta(days=worked)
    signed_on = None
    if signed_after is not None:
        signed_on = max(EARLIEST, started_on + timedelta(days=signed_after))
    claim = no_contract_pay(started_on, until, monthly_fen, signed_on)
    assert 0 <= claim.due_fen <= MAX_EXTRA_MONTHS * monthly_fen
    for line in claim.lines:
        assert line.first_on is not None
        assert line.last_on is not None
        assert started_on + timedelta(days=28) <= line.first_on <= line.last_on <= until
        assert line.days_in_month is None or line.count < line.days_in_month


@given(days, st.integers(0, 800), wages)
def test_another_day_without_a_contract_never_gives_less(
    started_on: date, worked: int, monthly_fen: int
) -> None:
    until = started_on + timedelta(days=worked)
    today = no_contract_pay(started_on, until, monthly_fen).due_fen
    tomorrow = no_contract_pay(started_on, until + timedelta(days=1), monthly_fen).due_fen
    assert today <= tomorrow


@given(days, st.integers(0, 800), wages)
def test_the_lines_cover_every_day_once_without_a_gap(
    started_on: date, worked: int, monthly_fen: int
) -> None:
    claim = no_contract_pay(started_on, started_on + timedelta(days=worked), monthly_fen)
    for one, other in zip(claim.lines, claim.lines[1:], strict=False):
        assert one.last_on is not None
        assert other.first_on == one.last_on + timedelta(days=1)


@given(days, st.integers(0, 800), wages)
def test_signing_is_worth_as_much_as_leaving_the_day_before(
    started_on: date, worked: int, monthly_fen: int
) -> None:
    left_on = started_on + timedelta(days=worked)
    signed_on = left_on + timedelta(days=1)
    signed = no_contract_pay(started_on, date(2099, 1, 1), monthly_fen, signed_on)
    assert signed == no_contract_pay(started_on, left_on, monthly_fen)
