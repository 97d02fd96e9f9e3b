"""The working of a sum of wages: its lines, its articles, and where its figures come from.

Money is integer 分. A line is rounded once, half up, and whatever follows goes on from the rounded
figure, so that the working can be checked on a telephone.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType
from typing import Final, Literal

from portal.domain.money import MAX_OWED_FEN

Count = Decimal | int
Reason = Literal["negative", "too_small", "too_large", "too_fine"]


class Law(StrEnum):
    """The laws that a wage claim names; the values are the codes of the law registry."""

    WAGE_REGS = "wage-regs"
    INSPECTION_REGS = "inspection-regs"
    LABOUR_LAW = "labour-law"
    CONTRACT_LAW = "contract-law"
    ARBITRATION_LAW = "arbitration-law"


@dataclass(frozen=True)
class Article:
    """One article of a law."""

    law: Law
    article: str


class Grade(StrEnum):
    """How well a number is attested: in the law's text, on an official page, or second-hand."""

    A = "A"
    B = "B"
    C = "C"


@dataclass(frozen=True)
class Source:
    """The document that a changeable number comes from, and how well that is attested."""

    document: str
    grade: Grade
    in_force_on: date | None = None


class LineKind(StrEnum):
    """What a line of the working counts."""

    DAYS = "days"
    HOURS = "hours"
    PIECES = "pieces"
    MONTHS = "months"
    WORKDAY_OVERTIME = "workday_overtime"
    REST_DAY_OVERTIME = "rest_day_overtime"
    HOLIDAY_OVERTIME = "holiday_overtime"
    NO_CONTRACT_MONTHS = "no_contract_months"
    NO_CONTRACT_DAYS = "no_contract_days"
    MINIMUM_WAGE = "minimum_wage"
    PAID = "paid"


class WorkUnit(StrEnum):
    """What wages are reckoned by; the values are those of the lines that they give."""

    DAY = "days"
    HOUR = "hours"
    PIECE = "pieces"
    MONTH = "months"


class Figure(StrEnum):
    """A number that somebody typed, or the sum that it led to."""

    DAYS = "days"
    HOURS = "hours"
    PIECES = "pieces"
    MONTHS = "months"
    SPAN = "span"
    HOURS_PER_DAY = "hours_per_day"
    RATE = "rate"
    PAID = "paid"
    SUM = "sum"


_WORK = (Article(Law.WAGE_REGS, "13"), Article(Law.CONTRACT_LAW, "30"))
_OVERTIME = (Article(Law.LABOUR_LAW, "44"),)
_NO_CONTRACT = (Article(Law.CONTRACT_LAW, "10"), Article(Law.CONTRACT_LAW, "82"))
ARTICLES: Final = MappingProxyType(
    {
        LineKind.DAYS: _WORK,
        LineKind.HOURS: _WORK,
        LineKind.PIECES: _WORK,
        LineKind.MONTHS: _WORK,
        LineKind.WORKDAY_OVERTIME: _OVERTIME,
        LineKind.REST_DAY_OVERTIME: _OVERTIME,
        LineKind.HOLIDAY_OVERTIME: _OVERTIME,
        LineKind.NO_CONTRACT_MONTHS: _NO_CONTRACT,
        LineKind.NO_CONTRACT_DAYS: _NO_CONTRACT,
        LineKind.MINIMUM_WAGE: (Article(Law.LABOUR_LAW, "48"), Article(Law.CONTRACT_LAW, "85")),
        LineKind.PAID: (),
    }
)


class BadFigure(ValueError):
    """A figure is out of bounds or has more than two decimals; `most` is the most there can be."""

    def __init__(self, figure: Figure, value: Count, reason: Reason, most: Count) -> None:
        super().__init__(f"{figure} {reason}")
        self.figure = figure
        self.value = value
        self.reason: Reason = reason
        self.most = most


@dataclass(frozen=True)
class PaidMonth:
    """The days of a month that are paid (月计薪天数) and the hours of each, with their source."""

    days: Decimal
    source: Source
    hours_per_day: int = 8

    def __post_init__(self) -> None:
        if not (1 <= self.days <= 31 and 1 <= self.hours_per_day <= 24):
            raise ValueError("a paid month has 1 to 31 days of 1 to 24 hours")


@dataclass(frozen=True)
class HourlyWage:
    """An hourly wage, with the monthly or the daily wage that it was worked out from, if any."""

    fen: int
    monthly_fen: int | None = None
    paid_month: PaidMonth | None = None
    daily_fen: int | None = None
    hours_per_day: Count | None = None


@dataclass(frozen=True)
class MinimumWage:
    """A county's minimum for a month or an hour of normal work, with its document."""

    fen: int
    per: Literal[WorkUnit.MONTH, WorkUnit.HOUR]
    source: Source


@dataclass(frozen=True)
class Line:
    """One step: count × rate × percent, over `days_in_month` where days are part of a month."""

    kind: LineKind
    count: Count
    rate_fen: int
    percent: int = 100
    days_in_month: int | None = None
    first_on: date | None = None
    last_on: date | None = None
    hourly: HourlyWage | None = None
    source: Source | None = None

    @property
    def amount_fen(self) -> int:
        """What the line comes to, half up to the 分; what was paid counts below zero."""
        exact = Fraction(self.count) * self.rate_fen * self.percent / 100
        amount = half_up(exact / (self.days_in_month or 1))
        return -amount if self.kind is LineKind.PAID else amount


@dataclass(frozen=True)
class Claim:
    """A sum, its working and its articles; `due_fen - paid_over_fen` is the sum of the lines.

    `paid_over_fen` is what was paid beyond the amount due; one of the two is always zero.
    """

    due_fen: int
    paid_over_fen: int
    lines: tuple[Line, ...]
    articles: tuple[Article, ...]

    @property
    def sources(self) -> tuple[Source, ...]:
        """The documents behind the figures that may change, each once."""
        return tuple(dict.fromkeys(line.source for line in self.lines if line.source))


def settle(lines: tuple[Line, ...], articles: tuple[Article, ...]) -> Claim:
    """The claim that the lines come to. Raises BadFigure where their sum cannot be meant."""
    earned = sum(line.amount_fen for line in lines if line.kind is not LineKind.PAID)
    check(Figure.SUM, earned, MAX_OWED_FEN)
    balance = sum(line.amount_fen for line in lines)
    return Claim(max(balance, 0), max(-balance, 0), lines, articles)


def half_up(exact: Fraction) -> int:
    """An amount of zero or more, rounded half up to the 分."""
    return int(exact + Fraction(1, 2))


def check(figure: Figure, value: Count, most: Count, *, least: Count = 0) -> None:
    """Raises BadFigure unless the value lies within bounds, to two decimals at most."""
    number = Decimal(value)
    if not number.is_finite() or number > most:
        raise BadFigure(figure, value, "too_large", most)
    if number < 0:
        raise BadFigure(figure, value, "negative", most)
    if number < least:
        raise BadFigure(figure, value, "too_small", most)
    if number != number.normalize() or int(number.normalize().as_tuple().exponent) < -2:
        raise BadFigure(figure, value, "too_fine", most)
