"""Workbooks in which something lies far away: told at once, or passed over."""

import io

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font

from portal.services import workbook
from portal.services.sheet_size import sheet_sizes
from portal.services.workbook import BadWorkbook, read_workbook
from tests.services.test_register import GOOD, book


def altered(cell: str, value: object) -> bytes:
    made = load_workbook(io.BytesIO(book(GOOD)))
    made.active[cell] = value
    made.active[cell].font = Font(bold=True)
    return saved(made)


def saved(made: Workbook) -> bytes:
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def test_the_size_of_each_sheet_is_told_before_it_is_read() -> None:
    assert list(sheet_sizes(book(GOOD))) == [(4, 21), (0, 0)]
    assert next(sheet_sizes(altered("XFD3000", "x"))) == (3000, 16384)
    assert list(sheet_sizes(b"no archive")) == []


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("XFD3000", "too_wide"), ("GS5", "too_wide"), ("A1048576", "too_many_rows")],
)
def test_a_stray_value_far_away_is_told(
    cell: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook.python_calamine, "CalamineWorkbook", None)
    with pytest.raises(BadWorkbook) as bad:
        read_workbook(altered(cell, "x"))
    assert bad.value.reason == reason


def test_many_cells_are_too_many_even_within_both_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MAX_CELLS", 100)
    with pytest.raises(BadWorkbook) as bad:
        read_workbook(altered("CV20", "x"))
    assert bad.value.reason == "too_wide"


def test_a_cell_that_only_has_a_look_is_passed_over() -> None:
    assert len(read_workbook(altered("XFD3000", None))) == 1


@pytest.mark.parametrize("place", ["X2:Z4", "B9:D12", "X50:Z60", "A4:A9"])
def test_a_merged_range_beside_or_below_the_table_is_passed_over(place: str) -> None:
    made = load_workbook(io.BytesIO(book(GOOD)))
    made.active.merge_cells(place)
    [row] = read_workbook(saved(made))
    assert row.cells["name"] == "示例·道路改造"
