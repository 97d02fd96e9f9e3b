"""How an item of the statutory board stands."""

from enum import StrEnum


class ItemState(StrEnum):
    """What is to be done about it; the first one alone asks for nothing."""

    THERE = "there"
    DUE = "due"  # verified, and so printed, but somebody should check it again
    UNVERIFIED = "unverified"  # known, but not printed before somebody has verified it
    MISSING = "missing"
