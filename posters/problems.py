"""What can be wrong with the data of a print: facts, the words for them are others' business."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Reason(StrEnum):
    """Why a field cannot be taken."""

    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    NOT_AN_OBJECT = "not_an_object"
    NOT_A_LIST = "not_a_list"
    NOT_TEXT = "not_text"
    BROKEN_TEXT = "broken_text"
    TOO_LONG = "too_long"
    TOO_MANY = "too_many"
    TOO_MANY_LINES = "too_many_lines"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_DATE = "not_a_date"
    NOT_AN_AMOUNT = "not_an_amount"
    NOT_A_COUNT = "not_a_count"
    NOT_A_ROLE = "not_a_role"
    NOT_A_CODE = "not_a_code"
    NOT_A_URL = "not_a_url"
    CODE_NOT_IN_URL = "code_not_in_url"
    CONTRADICTS_PARTIES = "contradicts_parties"


class Problem(NamedTuple):
    """A field, named as in `parties.2.role`, and what is wrong with it."""

    field: str
    reason: Reason


class InvalidPrint(ValueError):
    """Data that cannot be printed; `problems` holds all that was found, never none."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems


class InvalidBoard(InvalidPrint):
    """Data that is no board."""
