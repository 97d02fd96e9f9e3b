"""The figures of a shift: how many calls of each kind, and how long they took to be saved."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from portal.domain.calls import UNDER_WAY, CallOutcome

# A receipt for the caller stands at the end of these.
_REGISTERED: Final = frozenset({CallOutcome.COMPLAINT, CallOutcome.JOINED})


@dataclass(frozen=True)
class Taken:
    """A call as the figures see it; `saved_at` is None while it is open."""

    outcome: CallOutcome
    opened_at: datetime
    saved_at: datetime | None
    broke_off: bool = False


@dataclass(frozen=True)
class Figures:
    """Counts, and seconds from opening to saving over the calls that ended in a registration."""

    calls: int
    complaints: int
    enquiries: int
    asked: int
    broken_off: int
    abandoned: int
    median_seconds: int | None
    p90_seconds: int | None


def figures(calls: Iterable[Taken], now: datetime) -> Figures:
    """The figures of some calls. One left open for longer than UNDER_WAY counts as abandoned; one
    that broke off is in no time, for it waited to be called back."""
    taken = list(calls)
    counts = Counter(_counted_as(call, now) for call in taken)
    seconds = sorted(
        round((call.saved_at - call.opened_at).total_seconds())
        for call in taken
        if call.saved_at is not None and call.outcome in _REGISTERED and not call.broke_off
    )
    return Figures(
        calls=len(taken),
        complaints=sum(counts[outcome] for outcome in _REGISTERED),
        enquiries=counts[CallOutcome.ENQUIRY],
        asked=counts[CallOutcome.PROGRESS],
        broken_off=counts[CallOutcome.BROKEN_OFF],
        abandoned=counts[CallOutcome.ABANDONED],
        median_seconds=_at_share(seconds, 50),
        p90_seconds=_at_share(seconds, 90),
    )


def _counted_as(call: Taken, now: datetime) -> CallOutcome:
    is_left = call.outcome is CallOutcome.OPEN and now - call.opened_at > UNDER_WAY
    return CallOutcome.ABANDONED if is_left else call.outcome


def _at_share(ordered: Sequence[int], percent: int) -> int | None:
    """The nearest-rank percentile: a time that really occurred."""
    if not ordered:
        return None
    return ordered[-(-len(ordered) * percent // 100) - 1]
