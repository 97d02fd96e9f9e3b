"""工钱算一算: what is owed for work done, what the law adds to it, and until when to claim it."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from portal.domain.money import FEN_PER_YUAN, MAX_OWED_FEN
from portal.domain.working import (
    ARTICLES,
    Article,
    Claim,
    Count,
    Figure,
    HourlyWage,
    Law,
    Line,
    LineKind,
    MinimumWage,
    PaidMonth,
    WorkUnit,
    check,
    half_up,
    settle,
)

MAX_MONTHS: Final = 120
MAX_RATE_FEN: Final = 1_000_000 * FEN_PER_YUAN
MAX_PIECES: Final = 1_000_000
EARLIEST: Final = date(2008, 1, 1)  # 劳动合同法 in force
LATEST: Final = date(2099, 12, 31)
MAX_EXTRA_MONTHS: Final = 11
_DAYS_PER_MONTH, _HOURS_PER_DAY = 31, 24
# 劳动法 44, in percent of the hourly wage.
OVERTIME_PERCENT: Final = MappingProxyType(
    {
        LineKind.WORKDAY_OVERTIME: 150,
        LineKind.REST_DAY_OVERTIME: 200,
        LineKind.HOLIDAY_OVERTIME: 300,
    }
)
_ORDER_PERCENT = (50, 100)
_INSPECTION_MONTHS, _ARBITRATION_MONTHS = 24, 12
_NO_CONTRACT = frozenset({LineKind.NO_CONTRACT_MONTHS, LineKind.NO_CONTRACT_DAYS})


class DateOutOfRange(ValueError):
    """A day before the laws were in force, or too far ahead to be meant."""

    def __init__(self, day: date) -> None:
        super().__init__(day.isoformat())
        self.day = day
        self.earliest = EARLIEST
        self.latest = LATEST


class DatesOutOfOrder(ValueError):
    """The last day lies before the first."""

    def __init__(self, first_on: date, last_on: date) -> None:
        super().__init__(f"{last_on} before {first_on}")
        self.first_on = first_on
        self.last_on = last_on


class NotWages(ValueError):
    """The bureau's additional pay is reckoned on wages, not on the extra pay of 劳动合同法 82."""

    def __init__(self, kind: LineKind) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True)
class AdditionalPay:
    """What the bureau may order on top when its payment order is not obeyed; never a promise."""

    due_fen: int
    low_fen: int
    high_fen: int
    low_percent: int
    high_percent: int
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class TimeLimit:
    """A time limit as it stands on `as_of`; both dates are None while none runs.

    `last_on` is the last day in time. A rest day does not move it on here, nor an interruption,
    after which an arbitration limit starts afresh: the day shown may be early, never late.
    """

    counts_from: date | None
    last_on: date | None
    as_of: date
    article: Article

    @property
    def is_past(self) -> bool:
        """Whether the last day lies before `as_of`."""
        return self.last_on is not None and self.last_on < self.as_of

    @property
    def days_left(self) -> int | None:
        """Days from `as_of` to the last day: 0 on it, negative after it, None without a limit."""
        return None if self.last_on is None else (self.last_on - self.as_of).days


def work_done(unit: WorkUnit, count: Count, rate_fen: int, *, months: int = MAX_MONTHS) -> Line:
    """Days, hours, pieces or months at a rate, all within so many calendar months.

    No more than 31 days or 744 hours fit into a month. Raises BadFigure.
    """
    check(Figure(unit), count, _most(unit, months))
    check(Figure.RATE, rate_fen, MAX_RATE_FEN)
    return Line(LineKind(unit), count, rate_fen)


def hourly_from_monthly(monthly_fen: int, paid_month: PaidMonth) -> HourlyWage:
    """The monthly wage over the paid days and their hours, half up to the 分. Raises BadFigure."""
    check(Figure.RATE, monthly_fen, MAX_RATE_FEN)
    hours = Fraction(paid_month.days) * paid_month.hours_per_day
    return HourlyWage(half_up(monthly_fen / hours), monthly_fen, paid_month)


def hourly_from_daily(daily_fen: int, hours_per_day: Count) -> HourlyWage:
    """The daily wage over the hours that it pays for, half up to the 分. Raises BadFigure."""
    check(Figure.RATE, daily_fen, MAX_RATE_FEN)
    check(Figure.HOURS_PER_DAY, hours_per_day, _HOURS_PER_DAY, least=1)
    fen = half_up(daily_fen / Fraction(hours_per_day))
    return HourlyWage(fen, daily_fen=daily_fen, hours_per_day=hours_per_day)


def overtime(
    hourly: HourlyWage,
    *,
    workday: Count = 0,
    rest_day: Count = 0,
    holiday: Count = 0,
    months: int = MAX_MONTHS,
) -> tuple[Line, ...]:
    """A line for each kind of overtime that was worked (劳动法 44).

    150 % on a workday, 200 % on a rest day without time off in lieu, 300 % on a statutory holiday.
    Raises BadFigure, for the hours together as for each.
    """
    check(Figure.RATE, hourly.fen, MAX_RATE_FEN)
    most = _most(WorkUnit.HOUR, months)
    worked = dict(zip(OVERTIME_PERCENT, (workday, rest_day, holiday), strict=True))
    for hours in worked.values():
        check(Figure.HOURS, hours, most)
    check(Figure.HOURS, workday + rest_day + holiday, most)
    source = hourly.paid_month.source if hourly.paid_month else None
    return tuple(
        Line(kind, hours, hourly.fen, OVERTIME_PERCENT[kind], hourly=hourly, source=source)
        for kind, hours in worked.items()
        if hours
    )


def owed(work: Iterable[Line], paid_fen: int = 0) -> Claim:
    """Work done and overtime together, less what was paid, never below zero.

    保障农民工工资支付条例 13, 劳动合同法 30. Raises BadFigure.
    """
    check(Figure.PAID, paid_fen, MAX_OWED_FEN)
    lines = tuple(work)
    articles = tuple(dict.fromkeys(article for line in lines for article in ARTICLES[line.kind]))
    paid = (Line(LineKind.PAID, 1, paid_fen),) if paid_fen else ()
    return settle(lines + paid, articles)


def no_contract_pay(
    started_on: date, until: date, monthly_fen: int, signed_on: date | None = None
) -> Claim:
    """The second wage for each month without a written contract (劳动合同法 10, 82).

    It runs from the day after the first month is full to the day before signing, the last day of
    the first year or `until` (the last day worked, or today), whichever is first: 11 months at
    most. A start on 1 March gives 1 April to the end of February. Days that do not fill a month
    count as calendar days over the days of that month; a tribunal counts the days really worked,
    so such a line is an estimate. Raises BadFigure, DatesOutOfOrder, DateOutOfRange.
    """
    for day in (started_on, until, signed_on or until):
        _check_date(day)
    if until < started_on:
        raise DatesOutOfOrder(started_on, until)
    check(Figure.RATE, monthly_fen, MAX_RATE_FEN)
    starts = [_service_month(started_on, n) for n in range(1, MAX_EXTRA_MONTHS + 2)]
    end = min(until + timedelta(days=1), signed_on or starts[-1], starts[-1])
    whole = max(sum(start <= end for start in starts) - 1, 0)
    lines = []
    if whole:
        kind, last_on = LineKind.NO_CONTRACT_MONTHS, starts[whole] - timedelta(days=1)
        lines.append(Line(kind, whole, monthly_fen, first_on=starts[0], last_on=last_on))
    if starts[whole] < end:
        lines.append(
            Line(
                LineKind.NO_CONTRACT_DAYS,
                (end - starts[whole]).days,
                monthly_fen,
                days_in_month=(starts[whole + 1] - starts[whole]).days,
                first_on=starts[whole],
                last_on=end - timedelta(days=1),
            )
        )
    return settle(tuple(lines), ARTICLES[LineKind.NO_CONTRACT_MONTHS])


def below_minimum(minimum: MinimumWage, paid_fen: int, count: Count = 1) -> Claim:
    """How far the pay for normal hours lies below the minimum, over so many months or hours.

    `paid_fen` is for one month or hour, without overtime pay. It is a check (劳动法 48): where
    wages are also owed, part of it is among them, so the two are not added. Raises BadFigure.
    """
    check(Figure(minimum.per), count, _most(minimum.per, MAX_MONTHS))
    check(Figure.RATE, minimum.fen, MAX_RATE_FEN)
    check(Figure.PAID, paid_fen, MAX_RATE_FEN)
    due = Line(LineKind.MINIMUM_WAGE, count, minimum.fen, source=minimum.source)
    return settle((due, Line(LineKind.PAID, count, paid_fen)), ARTICLES[LineKind.MINIMUM_WAGE])


def additional_pay(claim: Claim) -> AdditionalPay:
    """50 to 100 % of wages due: what the bureau may order when they are not paid by its deadline.

    劳动保障监察条例 26, 劳动合同法 85. Raises NotWages for the extra pay of `no_contract_pay`.
    """
    for line in claim.lines:
        if line.kind in _NO_CONTRACT:
            raise NotWages(line.kind)
    low, high = (half_up(Fraction(claim.due_fen * percent, 100)) for percent in _ORDER_PERCENT)
    articles = (Article(Law.INSPECTION_REGS, "26"), Article(Law.CONTRACT_LAW, "85"))
    return AdditionalPay(claim.due_fen, low, high, *_ORDER_PERCENT, articles)


def inspection_limit(counts_from: date | None, as_of: date) -> TimeLimit:
    """The two years in which the bureau looks into a breach (劳动保障监察条例 20).

    They count from the breach, for wages the day on which they were due; from the end of one that
    continued; None while it continues. Which of these it is, the bureau decides.
    Raises DateOutOfRange.
    """
    article = Article(Law.INSPECTION_REGS, "20")
    return _limit(counts_from, _INSPECTION_MONTHS, as_of, article)


def arbitration_limit(left_on: date | None, as_of: date) -> TimeLimit:
    """The year after leaving in which to go to arbitration over wages (调解仲裁法 27).

    None while still employed: then no limit runs for wages. Raises DateOutOfRange.
    """
    return _limit(left_on, _ARBITRATION_MONTHS, as_of, Article(Law.ARBITRATION_LAW, "27"))


def _limit(counts_from: date | None, months: int, as_of: date, article: Article) -> TimeLimit:
    _check_date(as_of)
    if counts_from is None:
        return TimeLimit(None, None, as_of, article)
    _check_date(counts_from)
    return TimeLimit(counts_from, _months_after(counts_from, months), as_of, article)


def _months_after(day: date, months: int) -> date:
    """The corresponding day, or the last of a month that has none (民法典 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _service_month(started_on: date, n: int) -> date:
    """The first day of the worker's month `n`, from 0; a start on the 31st gives 1 March."""
    day = _months_after(started_on, n)
    return day if day.day == started_on.day else day + timedelta(days=1)


def _check_date(day: date) -> None:
    if not EARLIEST <= day <= LATEST:
        raise DateOutOfRange(day)


def _most(unit: WorkUnit, months: int) -> int:
    check(Figure.SPAN, months, MAX_MONTHS, least=1)
    days = _DAYS_PER_MONTH * months
    return {
        WorkUnit.DAY: days,
        WorkUnit.HOUR: days * _HOURS_PER_DAY,
        WorkUnit.PIECE: MAX_PIECES,
        WorkUnit.MONTH: months,
    }[unit]
