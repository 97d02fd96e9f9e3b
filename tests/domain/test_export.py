"""What must be said before a list is taken along, and how much a workbook holds."""

import pytest

from portal.domain.export import (
    LEAST_REASON,
    MOST_IN_WORKBOOK,
    FileKind,
    ReasonNeeded,
    TooManyForWorkbook,
    check_reason,
    check_size,
)


@pytest.mark.parametrize("reason", ["", "办案", " " * 20 + "办案"])
def test_what_is_personal_needs_a_reason_that_says_something(reason: str) -> None:
    with pytest.raises(ReasonNeeded):
        check_reason(reason, is_personal=True)
    check_reason(reason, is_personal=False)


def test_a_reason_of_the_least_length_will_do() -> None:
    check_reason("字" * LEAST_REASON, is_personal=True)


def test_a_workbook_holds_a_million_rows_and_csv_any_number() -> None:
    check_size(FileKind.XLSX, MOST_IN_WORKBOOK)
    check_size(FileKind.XLSX, None)
    check_size(FileKind.CSV, MOST_IN_WORKBOOK + 1)
    with pytest.raises(TooManyForWorkbook):
        check_size(FileKind.XLSX, MOST_IN_WORKBOOK + 1)
