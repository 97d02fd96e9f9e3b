"""How far the cells of a workbook reach, told before a reader lays out every cell in between.

One stray value in the last column makes a reader reserve room for tens of millions of cells.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Final

PIECE: Final = 1 << 20
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_ROW_END: Final = b"row>"
# Cells with something in them. Those that only have a look (`<c r="XFD1" s="3"/>`, also written
# with an end tag or an empty value) are passed over, as readers do.
_CELL = re.compile(
    rb"""<(?:\w{1,20}:)?c\s[^>]{0,200}?\br=["']([A-Z]{1,3})(\d{1,7})["'][^>]{0,200}(?<!/)>"""
    rb"""(?!\s*(?:<(?:\w{1,20}:)?v\s*/>|<(?:\w{1,20}:)?v>\s*</(?:\w{1,20}:)?v>)?\s*</)"""
)


def sheet_sizes(content: bytes) -> Iterator[tuple[int, int]]:
    """Height and width of each sheet of an .xlsx, counted from A1; nothing for other kinds.

    Raises OSError or ValueError when the archive is damaged.
    """
    file = io.BytesIO(content)
    if not zipfile.is_zipfile(file):
        return
    try:
        with zipfile.ZipFile(file) as archive:
            for name in archive.namelist():
                if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                    with archive.open(name) as sheet:
                        yield _size(sheet)
    except _DAMAGED as damaged:
        raise ValueError("damaged archive") from damaged


def _size(sheet: IO[bytes]) -> tuple[int, int]:
    height, width = 0, 0
    for rows in _whole_rows(sheet):
        for letters, digits in _CELL.findall(rows):
            height = max(height, int(digits))
            width = max(width, _column(letters))
    return height, width


def _whole_rows(sheet: IO[bytes]) -> Iterator[bytes]:
    """The text of a sheet in pieces that cut no row in two."""
    rest = b""
    while piece := sheet.read(PIECE):
        rows, end, after = (rest + piece).rpartition(_ROW_END)
        yield rows + end
        rest = after
    yield rest


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, XFD is 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
