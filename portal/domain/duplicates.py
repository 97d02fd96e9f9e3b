"""When an earlier complaint may be the one that a caller speaks of, and how a call joins it."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from portal.domain.complaint import OPEN, Status

# People say 3万5 for 34,800: so far apart two amounts may be and still mean the same debt.
TOLERANCE_PERCENT: Final = 10


class Likeness(StrEnum):
    """In what an earlier complaint is like what the caller says, the strongest first."""

    SAME_PHONE = "same_phone"
    SAME_NAME_AND_AMOUNT = "same_name_and_amount"
    SAME_MONTHS = "same_months"


class Joining(StrEnum):
    """How a call joins an earlier complaint."""

    FURTHER_WORD = "further_word"
    OWN_RECEIPT = "own_receipt"


@dataclass(frozen=True)
class Compared:
    """What an earlier complaint shares with the call, and what is compared by size."""

    is_same_phone: bool
    is_same_name: bool
    is_same_site: bool
    months: Collection[str]
    amount_fen: int | None


class JoinNotAllowed(Exception):
    """The complaint is over: what is said now would never be looked at."""

    def __init__(self, status: Status) -> None:
        super().__init__(f"joining while {status}")
        self.status = status


def is_similar_amount(one_fen: int | None, other_fen: int | None) -> bool:
    """Whether both are given and differ by no more than a tenth of the larger."""
    if not one_fen or not other_fen:
        return False
    return abs(one_fen - other_fen) * 100 <= TOLERANCE_PERCENT * max(one_fen, other_fen)


def likenesses(
    months: Collection[str], amount_fen: int | None, earlier: Compared
) -> tuple[Likeness, ...]:
    """In what the earlier complaint is like the call, the strongest first; empty: not at all."""
    found = []
    if earlier.is_same_phone:
        found.append(Likeness.SAME_PHONE)
    if earlier.is_same_site:
        if earlier.is_same_name and is_similar_amount(amount_fen, earlier.amount_fen):
            found.append(Likeness.SAME_NAME_AND_AMOUNT)
        if not set(months).isdisjoint(earlier.months):
            found.append(Likeness.SAME_MONTHS)
    return tuple(found)


def joining(status: Status, *, is_same_phone: bool) -> Joining:
    """Whoever calls from the complainant's number adds to the complaint; anybody else is another
    worker, who keeps a receipt of his own beside it. Raises JoinNotAllowed."""
    if status not in OPEN:
        raise JoinNotAllowed(status)
    return Joining.FURTHER_WORD if is_same_phone else Joining.OWN_RECEIPT
