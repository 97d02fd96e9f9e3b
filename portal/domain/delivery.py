"""How a message to a worker travels: its states, what may go wrong, and when it is tried again."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class MessageState(StrEnum):
    """Where a message stands. `SENDING` is a claim: one sender has it in hand."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    DEAD = "dead"


class Failure(StrEnum):
    """Why a message has not gone out, or why nobody can tell whether it has."""

    UNREACHABLE = "unreachable"
    REJECTED = "rejected"
    NO_ANSWER = "no_answer"
    INTERRUPTED = "interrupted"
    BROKEN = "broken"
    STALE = "stale"
    MOVED = "moved"


RETRY_AFTER: Final = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
# Longer than any sender takes over one message: a claim as old as this belongs to a dead process.
CLAIM_HOLDS: Final = timedelta(minutes=10)
# News older than this is no news, and after a long standstill it must not all go out at once.
STALE_AFTER: Final = timedelta(days=3)
# The message may have arrived: sent again by itself it could arrive twice, so a person decides.
UNSURE: Final = frozenset({Failure.NO_ANSWER, Failure.INTERRUPTED, Failure.BROKEN})
_FINAL: Final = frozenset({Failure.STALE, Failure.MOVED})


def next_try_at(failure: Failure, attempts: int, now: datetime) -> datetime | None:
    """When a message is tried again after its `attempts`th failure; None: never by itself."""
    if failure in UNSURE or failure in _FINAL or attempts > len(RETRY_AFTER):
        return None
    return now + RETRY_AFTER[attempts - 1]
