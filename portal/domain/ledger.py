"""The money of a case: whose word an amount is, and when changing one needs a reason."""

from collections.abc import Collection
from enum import StrEnum


class Column(StrEnum):
    """Whose word an amount is."""

    CLAIMED = "claimed"
    VERIFIED = "verified"
    ORDERED = "ordered"
    PAID = "paid"


class ChangeUnexplained(Exception):
    """An amount that was decided, or that the case was closed with, is changed without a word."""

    def __init__(self, columns: frozenset[Column]) -> None:
        super().__init__(", ".join(sorted(columns)))
        self.columns = columns


def check_change(
    changed: Collection[Column], *, is_decided: bool, is_closed: bool, reason: str
) -> None:
    """What is ordered is the decision's from then on, what is paid the closing's: neither is
    changed without a reason. Raises ChangeUnexplained."""
    fixed = {Column.ORDERED: is_decided, Column.PAID: is_closed}
    touched = frozenset(column for column in changed if fixed.get(column))
    if touched and not reason.strip():
        raise ChangeUnexplained(touched)
