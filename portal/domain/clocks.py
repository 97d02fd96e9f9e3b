"""Which clock each step starts and stops, how long it runs, and when somebody is warned of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.complaint import Kind, Step
from portal.domain.deadlines import ACCEPTANCE_WORKING_DAYS, INVESTIGATION_WORKING_DAYS
from portal.domain.workdays import WorkCalendar, working_days_between


class ClockKind(StrEnum):
    """What must be done by a day. Several run beside one another."""

    ACCEPTANCE = "acceptance"
    ANSWER = "answer"
    INVESTIGATION = "investigation"
    DECISION = "decision"
    SERVICE = "service"
    TRANSFER_REPLY = "transfer_reply"
    PAYMENT = "payment"
    DISPUTE = "dispute"


class Urgency(StrEnum):
    """How near the day is; each is a reason of its own to warn somebody."""

    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"


class OfficeTarget(StrEnum):
    """What an office wants to have done some working days after receipt, beside the law."""

    CONTACT = "contact"
    DECIDE = "decide"
    FINISH = "finish"


# 劳动保障监察条例 17: once, with the reason and approval of the head of the department.
EXTENSION_WORKING_DAYS: Final = 30
# 行政处罚法 85: the seven days of service are working days.
SERVICE_WORKING_DAYS: Final = 7
WARN_WORKING_DAYS: Final = 2
ONE_DAY: Final = timedelta(days=1)
# Not in any law: how soon the office wants to answer a question, to hear from another office, to
# look at a dispute. Never shown as a legal period.
OFFICE_CLOCKS: Final = frozenset({ClockKind.ANSWER, ClockKind.TRANSFER_REPLY, ClockKind.DISPUTE})


@dataclass(frozen=True)
class Spans:
    """The lengths that a bureau may set, in working days; the statutory ones are constants."""

    decision: int = 15
    transfer_reply: int = 5
    dispute: int = 5
    answer: int = 5

    def of(self, kind: ClockKind) -> int:
        """How many working days a clock runs."""
        return {
            ClockKind.ACCEPTANCE: ACCEPTANCE_WORKING_DAYS,
            ClockKind.ANSWER: self.answer,
            ClockKind.INVESTIGATION: INVESTIGATION_WORKING_DAYS,
            ClockKind.DECISION: self.decision,
            ClockKind.SERVICE: SERVICE_WORKING_DAYS,
            ClockKind.TRANSFER_REPLY: self.transfer_reply,
            ClockKind.DISPUTE: self.dispute,
        }[kind]


def first_clock(kind: Kind) -> ClockKind:
    """What receipt starts: a question is answered; nobody decides whether to take it up."""
    return ClockKind.ANSWER if kind is Kind.ENQUIRY else ClockKind.ACCEPTANCE


# An order's own day of payment is in the order, so DECIDE starts that clock by itself.
STARTS: Final[Mapping[Step, ClockKind]] = MappingProxyType(
    {
        Step.ACCEPT: ClockKind.INVESTIGATION,
        Step.TRANSFER: ClockKind.TRANSFER_REPLY,
        Step.COMPLETE: ClockKind.DECISION,
        Step.DECIDE: ClockKind.SERVICE,
        Step.DISPUTE: ClockKind.DISPUTE,
        Step.REINVESTIGATE: ClockKind.INVESTIGATION,
    }
)
_ALL: Final = frozenset(ClockKind)
# Nothing but a step stops a clock, so every clock that stands names its reason.
STOPS: Final[Mapping[Step, frozenset[ClockKind]]] = MappingProxyType(
    {
        Step.ACCEPT: frozenset({ClockKind.ACCEPTANCE}),
        Step.REFUSE: _ALL,
        Step.NOTE_TAKEN: frozenset(
            {
                ClockKind.ACCEPTANCE,
                ClockKind.ANSWER,
                ClockKind.INVESTIGATION,
                ClockKind.TRANSFER_REPLY,
            }
        ),
        Step.TAKE_OVER: frozenset({ClockKind.TRANSFER_REPLY}),
        Step.RETURN: frozenset({ClockKind.TRANSFER_REPLY}),
        Step.ANSWER: _ALL,
        Step.COMPLETE: frozenset({ClockKind.INVESTIGATION}),
        Step.DECIDE: frozenset({ClockKind.DECISION}),
        Step.SERVE: frozenset({ClockKind.SERVICE}),
        Step.CLOSE: _ALL,
        Step.REINVESTIGATE: frozenset({ClockKind.DISPUTE}),
        Step.WITHDRAW: _ALL,
    }
)


def days_left(due_on: date, today: date, calendar: WorkCalendar) -> int:
    """Working days until a clock runs out: 0 on its last day, negative beyond it."""
    left = working_days_between(today, due_on, calendar)
    # A rest day between does not make a passed day a day in time.
    return min(left, -1) if due_on < today else left


def urgency(due_on: date, today: date, calendar: WorkCalendar) -> Urgency | None:
    """How near a clock is to its end; None while there is time."""
    if due_on < today:
        return Urgency.OVERDUE
    if due_on == today:
        return Urgency.TODAY
    is_soon = working_days_between(today, due_on, calendar) <= WARN_WORKING_DAYS
    return Urgency.SOON if is_soon else None
