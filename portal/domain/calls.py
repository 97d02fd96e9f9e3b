"""Calls to the hotline: how they end, when a broken one is tried again, and when it is given up."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple


class CallOutcome(StrEnum):
    """What became of a call. `OPEN`: somebody is typing, or the browser was closed."""

    OPEN = "open"
    COMPLAINT = "complaint"
    JOINED = "joined"
    ENQUIRY = "enquiry"
    PROGRESS = "progress"
    BROKEN_OFF = "broken_off"
    ABANDONED = "abandoned"


class BreakReason(StrEnum):
    """Why a call ended before it could be registered."""

    LINE_BROKE = "line_broke"
    HUNG_UP = "hung_up"
    NOT_UNDERSTOOD = "not_understood"
    ASKS_AROUND = "asks_around"


class AttemptOutcome(StrEnum):
    """How calling back went."""

    DONE = "done"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"


class Attempt(NamedTuple):
    """One try to call back."""

    at: datetime
    outcome: AttemptOutcome


# Office rules, not law: a broken line is called back soon, and tries close together count once.
FIRST_AFTER: Final = timedelta(minutes=10)
APART: Final = timedelta(hours=2)
# A call that nobody has touched for so long is nobody's any more.
UNDER_WAY: Final = timedelta(minutes=30)


class CallOver(Exception):
    """The call has been registered or closed already; there is nothing left to take up."""

    def __init__(self, outcome: CallOutcome) -> None:
        super().__init__(outcome)
        self.outcome = outcome


def is_out_of_reach(attempts: Iterable[Attempt]) -> bool:
    """Whether two tries failed, one at least APART after the other, and none came through: what
    无法联系 rests on."""
    tries = sorted(attempts)
    if any(each.outcome is AttemptOutcome.DONE for each in tries):
        return False
    return len(tries) > 1 and tries[-1].at - tries[0].at >= APART


def failed_since_reached(attempts: Iterable[Attempt]) -> list[Attempt]:
    """The failed tries after the last that came through, oldest first."""
    failed: list[Attempt] = []
    for each in sorted(attempts):
        failed = [] if each.outcome is AttemptOutcome.DONE else [*failed, each]
    return failed


def next_try_at(ended_at: datetime, attempts: Iterable[Attempt]) -> datetime | None:
    """When the caller is to be called back; None once reached, or given up as out of reach."""
    tries = sorted(attempts)
    if not tries:
        return ended_at + FIRST_AFTER
    if any(each.outcome is AttemptOutcome.DONE for each in tries) or is_out_of_reach(tries):
        return None
    return tries[0].at + APART


def check_can_be_taken_up(outcome: CallOutcome) -> None:
    """Raises CallOver unless the call is still open or waits to be called back."""
    if outcome not in (CallOutcome.OPEN, CallOutcome.BROKEN_OFF):
        raise CallOver(outcome)
