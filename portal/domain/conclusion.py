"""How a complaint may end, what each conclusion must show, and from where it can be drawn."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.calls import Attempt, AttemptOutcome, is_out_of_reach
from portal.domain.casework import overdue_from
from portal.domain.complaint import Decision, Kind, Status


class Conclusion(StrEnum):
    """How it ended for the worker."""

    PAID_IN_FULL = "paid_in_full"
    PAID_IN_PART = "paid_in_part"
    PAID_FROM_DEPOSIT = "paid_from_deposit"
    NO_ARREARS_FOUND = "no_arrears_found"
    CORRECTED = "corrected"
    COURT_ENFORCEMENT = "court_enforcement"
    MOVED_TO_POLICE = "moved_to_police"
    HANDLED_ELSEWHERE = "handled_elsewhere"
    ANSWERED = "answered"
    UNREACHABLE = "unreachable"
    DUPLICATE = "duplicate"


class Proof(StrEnum):
    """Something that a conclusion must state."""

    PAID = "paid"
    PAYMENT_PROOF = "payment_proof"
    REST_ADVICE = "rest_advice"
    FINDINGS = "findings"
    CASE_NO = "case_no"
    RECEIVER = "receiver"
    CONFIRMED_BY = "confirmed_by"
    FIRST_CALL_ON = "first_call_on"
    SECOND_CALL_ON = "second_call_on"
    OTHER_NUMBER = "other_number"


C, S = Conclusion, Status
# The list in one place: each conclusion, what it must state, and the states it is drawn in.
REQUIRED: Final[Mapping[Conclusion, tuple[Proof, ...]]] = MappingProxyType(
    {
        C.PAID_IN_FULL: (Proof.PAID, Proof.PAYMENT_PROOF),
        C.PAID_IN_PART: (Proof.PAID, Proof.PAYMENT_PROOF, Proof.REST_ADVICE),
        C.PAID_FROM_DEPOSIT: (Proof.PAID, Proof.PAYMENT_PROOF),
        C.NO_ARREARS_FOUND: (Proof.FINDINGS,),
        C.CORRECTED: (Proof.FINDINGS,),
        C.COURT_ENFORCEMENT: (Proof.RECEIVER, Proof.CASE_NO),
        C.MOVED_TO_POLICE: (Proof.RECEIVER, Proof.CASE_NO),
        C.HANDLED_ELSEWHERE: (Proof.RECEIVER, Proof.CONFIRMED_BY),
        C.ANSWERED: (Proof.CONFIRMED_BY,),
        C.UNREACHABLE: (Proof.FIRST_CALL_ON, Proof.SECOND_CALL_ON),
        C.DUPLICATE: (Proof.OTHER_NUMBER,),
    }
)
_DRAWN_IN: Final[Mapping[Status, tuple[Conclusion, ...]]] = MappingProxyType(
    {
        S.INVESTIGATING: (C.NO_ARREARS_FOUND, C.UNREACHABLE, C.DUPLICATE),
        S.DECIDED: (
            C.PAID_IN_FULL,
            C.PAID_IN_PART,
            C.PAID_FROM_DEPOSIT,
            C.NO_ARREARS_FOUND,
            C.CORRECTED,
            C.COURT_ENFORCEMENT,
            C.MOVED_TO_POLICE,
            C.UNREACHABLE,
        ),
        S.TRANSFERRED: (C.HANDLED_ELSEWHERE, C.UNREACHABLE, C.DUPLICATE),
    }
)
PAID: Final = frozenset(c for c, proofs in REQUIRED.items() if Proof.PAID in proofs)
# What takes the place of payment once the day of an order has passed (保障农民工工资支付条例 32,
# 42; FACTS R10).
AFTER_UNPAID_ORDER: Final = frozenset({C.PAID_FROM_DEPOSIT, C.COURT_ENFORCEMENT})
DAYS: Final = frozenset({Proof.FIRST_CALL_ON, Proof.SECOND_CALL_ON})
# What an office may ask for beyond the rules; the rest belongs to one conclusion alone.
ADDABLE: Final = tuple(
    proof for proof in Proof if proof not in DAYS | {Proof.PAID, Proof.OTHER_NUMBER}
)
# 劳动保障监察条例 18, FACTS R10: a case is revoked for a minor violation that has been corrected,
# so there was one.
_CONTRADICTS: Final[Mapping[Decision, frozenset[Conclusion]]] = MappingProxyType(
    {Decision.REVOKED: frozenset({C.NO_ARREARS_FOUND})}
)


@dataclass(frozen=True)
class Listed:
    """A conclusion as the office has it in its list: offered or not, at which place, in which
    words for the worker ("" for those of the portal), and what it asks for beyond the rules."""

    conclusion: Conclusion
    place: int = 0
    is_offered: bool = True
    words: str = ""
    more: frozenset[Proof] = frozenset()

    @property
    def required(self) -> tuple[Proof, ...]:
        """All that it must state, what the rules ask for first."""
        first = REQUIRED[self.conclusion]
        return first + tuple(each for each in ADDABLE if each in self.more - set(first))


# The list before the office changes it; the places leave room between.
DEFAULTS: Final[Mapping[Conclusion, Listed]] = MappingProxyType(
    {each: Listed(each, place=10 * number) for number, each in enumerate(Conclusion, 1)}
)


class PaidAmountMissing(Exception):
    """A conclusion that says 'paid' must say how much."""


class ProofMissing(Exception):
    """A conclusion is not shown by what was stated."""

    def __init__(self, missing: tuple[Proof, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


class CallsTooClose(Exception):
    """Two calls that are not far enough apart do not show that nobody can be reached."""


class NoUnpaidOrder(Exception):
    """The deposit is drawn on and the court asked only after an order was not paid in time."""


class NoWayOut(Exception):
    """Without this conclusion some cases could not be closed at all."""


class ConclusionNotAllowed(Exception):
    """The conclusion cannot be drawn where the complaint stands."""

    def __init__(self, conclusion: Conclusion, status: Status) -> None:
        super().__init__(f"{conclusion} in {status}")
        self.conclusion = conclusion
        self.status = status


def open_conclusions(
    status: Status, kind: Kind, decision: Decision | None = None
) -> tuple[Conclusion, ...]:
    """What a complaint may be closed with; an enquiry that was passed on was answered there, and
    nothing contradicts what was decided."""
    if kind is Kind.ENQUIRY:
        return (C.ANSWERED, C.HANDLED_ELSEWHERE) if status is S.TRANSFERRED else ()
    barred = _CONTRADICTS.get(decision, frozenset()) if decision else frozenset()
    return tuple(each for each in _DRAWN_IN.get(status, ()) if each not in barred)


def check_way_out(offered: Collection[Conclusion]) -> None:
    """Raises NoWayOut unless every case that can be closed can still be closed."""
    for status in _DRAWN_IN:
        for kind in Kind:
            for decision in (None, *Decision):
                could = open_conclusions(status, kind, decision)
                if could and not set(could) & set(offered):
                    raise NoWayOut


def check_conclusion(conclusion: Conclusion, paid_fen: int | None) -> None:
    """Raises PaidAmountMissing when a paid conclusion carries no amount above zero."""
    if conclusion in PAID and (paid_fen or 0) <= 0:
        raise PaidAmountMissing


def check_closing(
    listed: Listed,
    status: Status,
    kind: Kind,
    paid_fen: int | None,
    proof: Mapping[Proof, str],
    decision: Decision | None = None,
) -> None:
    """Raises ConclusionNotAllowed, PaidAmountMissing, ProofMissing, CallsTooClose."""
    conclusion = listed.conclusion
    if not listed.is_offered or conclusion not in open_conclusions(status, kind, decision):
        raise ConclusionNotAllowed(conclusion, status)
    check_conclusion(conclusion, paid_fen)
    missing = tuple(
        each for each in listed.required if each is not Proof.PAID and not proof.get(each)
    )
    if missing:
        raise ProofMissing(missing)
    if conclusion is Conclusion.UNREACHABLE and not is_out_of_reach(_tries(proof)):
        raise CallsTooClose


def check_unpaid(conclusion: Conclusion, *, on: date, pay_by: date | None) -> None:
    """Raises NoUnpaidOrder; `pay_by` is the day of the order, if there is one."""
    if conclusion in AFTER_UNPAID_ORDER and (pay_by is None or on < overdue_from(pay_by)):
        raise NoUnpaidOrder


def _tries(proof: Mapping[Proof, str]) -> list[Attempt]:
    """The failed calls that are stated, of which no more than the day is known."""
    days = (datetime.fromisoformat(proof[each]) for each in DAYS)
    return [Attempt(day, AttemptOutcome.NO_ANSWER) for day in days]
