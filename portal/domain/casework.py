"""What single steps must state: the ground, who inspects, what is missing, how it was served."""

from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from portal.domain.clocks import ONE_DAY, SERVICE_WORKING_DAYS
from portal.domain.complaint import Decision, Progress, Topic
from portal.domain.workdays import WorkCalendar, due_after


class RefusalGround(StrEnum):
    """Why a complaint is not taken up; a missing item is never among them (FACTS R3, R8)."""

    OVER_TWO_YEARS = "over_two_years"
    IN_PROCEEDINGS = "in_proceedings"
    NOT_INSPECTION = "not_inspection"


# Matters of labour inspection (劳动保障监察条例 11, 劳动合同法 74): for these, 'not ours' is no
# ground.
INSPECTION_TOPICS: Final = frozenset(
    {Topic.WAGES, Topic.NO_CONTRACT, Topic.DEDUCTION, Topic.INSURANCE, Topic.RETALIATION}
)


class MissingItem(StrEnum):
    """What may be asked for afterwards (劳社部令第25号; FACTS R3); never a ground to refuse."""

    NAME = "name"
    ADDRESS = "address"
    EMPLOYER = "employer"
    PERSON_IN_CHARGE = "person_in_charge"
    SITE = "site"
    DAYS_WORKED = "days_worked"
    AMOUNT = "amount"
    REQUEST = "request"
    EVIDENCE = "evidence"
    SIGNATURE = "signature"


class Hearing(StrEnum):
    """How the employer was heard (劳动保障监察条例 19)."""

    IN_PERSON = "in_person"
    IN_WRITING = "in_writing"
    WAIVED = "waived"
    ABSENT = "absent"


class ServedHow(StrEnum):
    """How a document reached the employer."""

    HANDED_OVER = "handed_over"
    LEFT = "left"
    POSTED = "posted"
    ELECTRONIC = "electronic"
    PUT_UP = "put_up"


class Doubt(StrEnum):
    """What speaks against the day of an order, for a person to weigh."""

    CLOSED_DAY = "closed_day"
    BEFORE_SERVICE = "before_service"


class Measure(StrEnum):
    """What follows an order that was not paid in time (FACTS R10)."""

    ADDITIONAL_PAY = "additional_pay"
    DEPOSIT = "deposit"
    COURT = "court"
    POLICE = "police"
    DISHONESTY_LIST = "dishonesty_list"


MEASURE_BASIS: Final = MappingProxyType(
    {
        Measure.ADDITIONAL_PAY: "劳动保障监察条例 26",
        Measure.DEPOSIT: "保障农民工工资支付条例 32",
        Measure.COURT: "保障农民工工资支付条例 42",
        Measure.POLICE: "保障农民工工资支付条例 41",
        Measure.DISHONESTY_LIST: "保障农民工工资支付条例 48",
    }
)
# 劳动保障监察条例 26: on top of what is owed, in per cent.
LEAST_ADDITIONAL, MOST_ADDITIONAL = 50, 100
_AFTER_HEARING: Final = frozenset({Decision.ORDER_TO_PAY, Decision.PENALTY})


class Order(NamedTuple):
    """What the employer is ordered to pay, in 分, and by which day."""

    fen: int
    pay_by: date


class GroundNotAllowed(Exception):
    """Wages and the like are a matter of labour inspection: never refused as not ours."""

    def __init__(self, ground: RefusalGround, topic: Topic) -> None:
        super().__init__(f"{ground} for {topic}")
        self.ground = ground
        self.topic = topic


class TwoInspectorsNeeded(Exception):
    """Two different inspectors investigate a case (劳动保障监察条例 16)."""


class RecusalNotStated(Exception):
    """Nobody has stated that neither inspector has an interest in the case (条例 16)."""


class HearingMissing(Exception):
    """Before a penalty or an order the employer is heard (劳动保障监察条例 19)."""


class OrderIncomplete(Exception):
    """An order to pay names an amount and a day that is still to come."""


class NotMinorAndCorrected(Exception):
    """A case is only dropped where the breach was minor and has been put right (条例 18)."""


class ServedBeforeDecision(Exception):
    """What has not been decided cannot have reached anybody."""


class OrderNotOverdue(Exception):
    """The employer still has time to pay; `first` is the day from which it has not."""

    def __init__(self, first: date) -> None:
        super().__init__(first)
        self.first = first


class PercentOutOfRange(Exception):
    """Additional pay, and nothing else, lies between 50 and 100 per cent (劳动保障监察条例 26)."""


def check_ground(ground: RefusalGround, topic: Topic) -> None:
    """Raises GroundNotAllowed where the ground denies what the topic is (FACTS R8)."""
    if ground is RefusalGround.NOT_INSPECTION and topic in INSPECTION_TOPICS:
        raise GroundNotAllowed(ground, topic)


def check_inspectors(lead_id: int, second_id: int, *, is_free_of_interest: bool) -> None:
    """Raises TwoInspectorsNeeded, RecusalNotStated."""
    if lead_id == second_id:
        raise TwoInspectorsNeeded
    if not is_free_of_interest:
        raise RecusalNotStated


def check_decision(
    decision: Decision,
    progress: Progress,
    *,
    on: date,
    ordered_fen: int | None,
    pay_by: date | None,
    is_minor_and_corrected: bool,
) -> Order | None:
    """What a decision orders to be paid, if it does.
    Raises HearingMissing, OrderIncomplete, NotMinorAndCorrected."""
    if decision in _AFTER_HEARING and not progress.is_heard:
        raise HearingMissing
    if decision is Decision.REVOKED and not is_minor_and_corrected:
        raise NotMinorAndCorrected
    if decision is not Decision.ORDER_TO_PAY:
        return None
    if not ordered_fen or ordered_fen < 0 or pay_by is None or pay_by <= on:
        raise OrderIncomplete
    return Order(ordered_fen, pay_by)


def doubts_about(pay_by: date, *, decided_on: date, calendar: WorkCalendar) -> tuple[Doubt, ...]:
    """What speaks against the day of an order although no rule forbids it: whether a period that
    an authority sets moves on from a closed day (民法典 203) is not settled (FACTS 2.2)."""
    doubts = []
    if not calendar.is_workday(pay_by):
        doubts.append(Doubt.CLOSED_DAY)
    if pay_by <= due_after(decided_on, SERVICE_WORKING_DAYS, calendar).on:
        doubts.append(Doubt.BEFORE_SERVICE)
    return tuple(doubts)


def check_service(served_on: date, *, decided_on: date) -> None:
    """Raises ServedBeforeDecision."""
    if served_on < decided_on:
        raise ServedBeforeDecision


def overdue_from(pay_by: date) -> date:
    """The first day on which an order counts as unpaid: the employer has the whole of its day to
    pay (逾期, 劳动保障监察条例 26, 保障农民工工资支付条例 41, 42)."""
    return pay_by + ONE_DAY


def check_measure(measure: Measure, *, on: date, pay_by: date, percent: int | None) -> None:
    """Raises OrderNotOverdue, PercentOutOfRange. That an order was served, and so can be proved
    to the police, is asked before any measure is open at all (`Step.ENFORCE`)."""
    if on < (first := overdue_from(pay_by)):
        raise OrderNotOverdue(first)
    is_in_range = percent is not None and LEAST_ADDITIONAL <= percent <= MOST_ADDITIONAL
    is_sound = is_in_range if measure is Measure.ADDITIONAL_PAY else percent is None
    if not is_sound:
        raise PercentOutOfRange
