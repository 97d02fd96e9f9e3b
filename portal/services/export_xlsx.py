"""Writing a list as a workbook while it is read: an .xlsx is a zip, and its rows are the one part
that grows, so openpyxl makes all else and the rows go out as they come."""

import html
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

from portal.services import clock
from portal.services.export_csv import last_line, yuan
from portal.services.export_sheet import CellKind, Column, Value

MOST_CHARACTERS: Final = 32_767
_CUT: Final = "…（太长，后面略）"
_FORMATS: Final = {
    CellKind.TEXT: "@",
    CellKind.DAY: "yyyy-mm-dd",
    CellKind.MOMENT: "yyyy-mm-dd hh:mm",
    CellKind.MONEY: "0.00",
    CellKind.COUNT: "0",
}
_WIDTHS: Final = {
    CellKind.TEXT: 16,
    CellKind.DAY: 12,
    CellKind.MOMENT: 17,
    CellKind.MONEY: 13,
    CellKind.COUNT: 8,
}
_ROWS: Final = "xl/worksheets/sheet2.xml"
# What tells the number of rows is written when it is known: the sheet that says what the file is,
# and the texts of the frame where openpyxl keeps them apart.
_LAST: Final = ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml")
_FIRST: Final = "[Content_Types].xml"
_DIMENSION: Final = re.compile(rb"<dimension [^>]*/>")
_ESCAPE: Final = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_END_OF_ROWS: Final = b"</sheetData>"


class _Outlet:
    """Where the zip is written to, and taken from piece by piece; it cannot be wound back."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, part: bytes) -> int:
        self._parts.append(bytes(part))
        return len(part)

    def flush(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """It is of nobody but the zip."""

    def taken(self) -> bytes:
        """What has come since it was asked last."""
        found = b"".join(self._parts)
        self._parts.clear()
        return found


@dataclass(frozen=True)
class _Frame:
    """All parts of the workbook as they are without its rows, and the styles of these by kind."""

    parts: dict[str, bytes]
    styles: dict[CellKind, int]

    def around_rows(self) -> tuple[bytes, bytes]:
        """The sheet of the list before its first row below the header, and behind its last. Its
        extent is left out: nobody knows it yet."""
        top, _, tail = self.parts[_ROWS].partition(_END_OF_ROWS)
        return _DIMENSION.sub(b"", top), _END_OF_ROWS + tail


def written(
    cover: Sequence[tuple[str, str]],
    title: str,
    headers: Sequence[str],
    columns: Sequence[Column],
    batches: Iterable[Sequence[Sequence[Value]]],
) -> Iterator[bytes]:
    """The file, a piece for each batch. The sheet 说明 says how many rows there are; a file that
    was cut off has no directory and opens in no program."""
    outlet = _Outlet()
    frame = _frame(cover, title, headers, columns, count=0)
    letters = [get_column_letter(number) for number in range(1, len(columns) + 1)]
    cells = [
        (letter, column.kind, frame.styles[column.kind])
        for letter, column in zip(letters, columns, strict=True)
    ]
    top, tail = frame.around_rows()
    count = 0
    with ZipFile(outlet, "w", ZIP_DEFLATED, compresslevel=4) as book:
        for name in sorted(frame.parts, key=lambda name: name != _FIRST):
            if name not in (*_LAST, _ROWS):
                book.writestr(_entry(name), frame.parts[name])
        with book.open(_entry(_ROWS), "w") as sheet:
            sheet.write(top)
            yield outlet.taken()
            for batch in batches:
                sheet.write(
                    "".join(
                        _row(number, cells, row) for number, row in enumerate(batch, count + 2)
                    ).encode()
                )
                count += len(batch)
                yield outlet.taken()
            sheet.write(tail)
        whole = _frame(cover, title, headers, columns, count=count)
        for name in _LAST:
            if name in whole.parts:
                book.writestr(_entry(name), whole.parts[name])
    yield outlet.taken()


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, clock.now().astimezone(clock.CHINA).timetuple()[:6])
    entry.compress_type = ZIP_DEFLATED
    return entry


def _frame(
    cover: Sequence[tuple[str, str]],
    title: str,
    headers: Sequence[str],
    columns: Sequence[Column],
    *,
    count: int,
) -> _Frame:
    book = Workbook()
    first = book.active
    first.title = "说明"
    first.column_dimensions["A"].width, first.column_dimensions["B"].width = 12, 80
    for name, words in [*cover, ("行数", last_line(count))]:
        first.append([name, None])
        cell = first.cell(first.max_row, 2)
        cell.value, cell.data_type = words, "s"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "B2"
    for number, (header, column) in enumerate(zip(headers, columns, strict=True), start=1):
        cell = sheet.cell(1, number, header)
        cell.font = Font(bold=True)
        width = max(_WIDTHS[column.kind], 2 * len(header) + 2)
        sheet.column_dimensions[get_column_letter(number)].width = width
    styles = {kind: _style(sheet, format_) for kind, format_ in _FORMATS.items()}
    book.active = 1
    file = io.BytesIO()
    book.save(file)
    with ZipFile(file) as saved:
        return _Frame({name: saved.read(name) for name in saved.namelist()}, styles)


def _style(sheet: object, format_: str) -> int:
    cell = Cell(sheet, row=1, column=1)
    cell.number_format = format_
    return int(cell.style_id)


def _row(number: int, cells: Sequence[tuple[str, CellKind, int]], row: Sequence[Value]) -> str:
    said = (
        _cell(f"{letter}{number}", kind, style, value)
        for (letter, kind, style), value in zip(cells, row, strict=True)
        if value is not None and value != ""
    )
    return f'<row r="{number}">{"".join(said)}</row>'


def _cell(place: str, kind: CellKind, style: int, value: Value) -> str:
    match value:
        case str():
            return (
                f'<c r="{place}" s="{style}" t="inlineStr"><is>'
                f'<t xml:space="preserve">{_text(value)}</t></is></c>'
            )
        case datetime() | date():
            number = str(to_excel(value))
        case int() if kind is CellKind.MONEY:
            number = yuan(value)
        case _:
            number = str(value)
    return f'<c r="{place}" s="{style}"><v>{number}</v></c>'


def _text(value: str) -> str:
    """A text as the sheet holds it: what looks like an escape of it is escaped, a return is one."""
    if len(value) > MOST_CHARACTERS:
        value = value[: MOST_CHARACTERS - len(_CUT)] + _CUT
    value = html.escape(_ESCAPE.sub("_x005F_", value), quote=False)
    return value.replace("\r", "_x000D_")
