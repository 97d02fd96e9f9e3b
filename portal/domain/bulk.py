"""Doing one thing with many complaints at once: what may be done, and why one is left out."""

from enum import StrEnum


class BulkKind(StrEnum):
    """What is done with all of them."""

    REPLY = "reply"
    ASSIGN = "assign"
    HAND_OVER = "hand_over"


class LeftOut(StrEnum):
    """Why one is left out while the others are done."""

    NOT_SEEN = "not_seen"
    FINISHED = "finished"
    ELSEWHERE = "elsewhere"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    RECUSED = "recused"
    WITHDRAWN = "withdrawn"
    NOT_OF_COUNTY = "not_of_county"
    SAME_PERSON = "same_person"
    SECOND_MISSING = "second_missing"
    CERTIFICATE_MISSING = "certificate_missing"
    VALUE_MISSING = "value_missing"
    NOBODY_FREE = "nobody_free"
