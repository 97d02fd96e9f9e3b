"""Both files say exactly what was written into them, whatever it looks like."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zipfile import BadZipFile

import openpyxl
import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.services import export_csv, export_xlsx
from portal.services.export_sheet import CellKind, Column, cell_of

KINDS = (CellKind.TEXT, CellKind.DAY, CellKind.MOMENT, CellKind.MONEY, CellKind.COUNT)
COLUMNS = [Column(str(kind), lambda row: row, kind) for kind in KINDS]
HEADERS = ["登记号", "哪天", "几时", "元", "人数"]
COVER = [("名称", "示例"), ("搜索", "=1+1")]
NASTY = "'=+-@＝＋－＠\t\r\n \x00\x0b\ufffe\ud800_x0041_<>&\"',;示 0123E"
TEXTS = st.text(st.one_of(st.sampled_from(NASTY), st.characters()), max_size=30)
DAYS = st.dates(date(1990, 1, 1), date(2199, 12, 31))
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2199, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)
AMOUNTS = st.integers(-(10**12), 10**13)
ROWS = st.lists(
    st.tuples(
        TEXTS.map(lambda text: cell_of(COLUMNS[0], text, str)),
        st.none() | DAYS,
        st.none() | MOMENTS,
        st.none() | AMOUNTS,
        st.none() | st.integers(0, 10**9),
    ),
    max_size=5,
)
Rows = list[tuple[Any, ...]]


def as_csv(*batches: Rows) -> bytes:
    return b"".join(export_csv.written(COVER, HEADERS, COLUMNS, batches))


def pieces_of_xlsx(*batches: Rows) -> Iterator[bytes]:
    return export_xlsx.written(COVER, "投诉举报", HEADERS, COLUMNS, batches)


def as_xlsx(*batches: Rows) -> io.BytesIO:
    return io.BytesIO(b"".join(pieces_of_xlsx(*batches)))


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf"), "without its mark Excel reads another encoding"
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def unescaped(text: str) -> str:
    """A text of a sheet as Excel shows it; openpyxl leaves its escapes in."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)


@settings(max_examples=50, deadline=None)
@given(ROWS)
def test_csv_comes_back_as_it_was_and_evaluates_nothing(rows: Rows) -> None:
    found = read_csv(as_csv(rows[:2], rows[2:]))
    assert found[:4] == [["名称", "示例"], ["搜索", "'=1+1"], [], HEADERS]
    assert found[-1] == [f"共 {len(rows)} 行"]
    for (text, day, moment, fen, count), cells in zip(rows, found[4:-1], strict=True):
        marked = cells[0]
        assert marked in (text, f"'{text}")
        assert not re.match(r"[\s\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]", marked)
        assert cells[1] == (day.isoformat() if day else "")
        assert cells[2] == (f"{moment:%Y-%m-%d %H:%M}" if moment else "")
        assert cells[3] == "" if fen is None else round(float(cells[3]) * 100) == fen
        assert cells[4] == ("" if count is None else str(count))


@settings(max_examples=25, deadline=None)
@given(ROWS)
def test_a_workbook_comes_back_as_it_was_and_holds_no_formula(rows: Rows) -> None:
    book = openpyxl.load_workbook(as_xlsx(rows[:2], rows[2:]))
    assert book.sheetnames == ["说明", "投诉举报"]
    about = list(book["说明"].iter_rows(values_only=True))
    assert about == [*COVER, ("行数", f"共 {len(rows)} 行")]
    header, *found = book["投诉举报"].iter_rows(max_row=len(rows) + 1, max_col=5)
    assert [cell.value for cell in header] == HEADERS
    for row, cells in zip(rows, found, strict=True):
        text, day, moment, fen, count = row
        given_, *others = [cell.value for cell in cells]
        assert unescaped(given_ or "") == text
        assert all(cell.data_type != "f" for cell in cells)
        assert others[0] is None if day is None else others[0].date() == day
        assert others[1] == moment
        assert others[2] is None if fen is None else round(others[2] * 100) == fen
        assert others[3] == count


def test_a_stricter_reader_agrees_on_texts_dates_and_amounts() -> None:
    text = "=1 & <b>\r\n_x0041_ 示例"
    row = (text, date(2026, 11, 30), datetime(2026, 11, 30, 9, 5), 3_500_050, 7)
    book = python_calamine.CalamineWorkbook.from_filelike(as_xlsx([row]))
    rows = book.get_sheet_by_name("投诉举报").to_python()
    assert rows == [HEADERS, [text, row[1], row[2], 35000.5, 7]]


def test_long_numbers_stay_texts_with_all_their_digits() -> None:
    row = ("620502199001011234", None, None, None, None)
    assert openpyxl.load_workbook(as_xlsx([row]))["投诉举报"]["A2"].value == row[0]
    assert openpyxl.load_workbook(as_xlsx([row]))["投诉举报"]["A2"].number_format == "@"
    assert read_csv(as_csv([row]))[4][0] == f"'{row[0]}"


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    row = ("字" * 40_000, None, None, None, None)
    value = openpyxl.load_workbook(as_xlsx([row]))["投诉举报"]["A2"].value
    assert len(value) == 32_767
    assert value.endswith("…（太长，后面略）")


def test_a_file_that_was_cut_off_is_known_by_it() -> None:
    rows: Rows = [("示例", None, None, None, None)]
    *broken, _last = pieces_of_xlsx(rows, rows)
    with pytest.raises(BadZipFile):
        openpyxl.load_workbook(io.BytesIO(b"".join(broken)))
    *lines, _last = export_csv.written(COVER, HEADERS, COLUMNS, [rows])
    assert not b"".join(lines).decode().rstrip().endswith("行")


def test_a_piece_goes_out_before_the_next_rows_are_read() -> None:
    asked = []

    def batches() -> Iterator[Rows]:
        for number in range(3):
            asked.append(number)
            yield [("示例" * 9, None, None, number, number)] * 500

    for writer in (
        export_csv.written(COVER, HEADERS, COLUMNS, batches()),
        export_xlsx.written(COVER, "投诉举报", HEADERS, COLUMNS, batches()),
    ):
        asked.clear()
        assert next(writer)
        assert asked == []
        next(writer)
        assert asked == [0]
        next(writer)
        assert asked == [0, 1]
