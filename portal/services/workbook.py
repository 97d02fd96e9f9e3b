"""Reading the workbooks that county offices send into rows keyed by the register's fields."""

import io
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal

import python_calamine

from portal.domain.formula import unescaped
from portal.domain.money import BadAmount, parse_yuan
from portal.domain.register_sheet import WAN_YUAN, Cell, cell_text
from portal.services.sheet_size import sheet_sizes

MAX_BYTES: Final = 30 * 1024 * 1024
MAX_ROWS: Final = 50_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 5_000_000
HEADER_WITHIN: Final = 20
BadWorkbookReason = Literal[
    "missing", "too_large", "unreadable", "no_header", "too_many_rows", "too_wide"
]

_PARTY_HEADERS: Final = {
    "developer": ("建设单位",),
    "general_contractor": ("施工总承包单位", "总承包单位", "总包单位", "施工总包", "施工单位"),
    "project_office": ("项目部",),
    "subcontractor": ("分包单位", "劳务分包单位", "分包"),
    "regulator": ("行业主管部门", "主管部门", "行业监管部门"),
    "wage_officer": ("劳资专管员",),
}
_SUFFIXES: Final = {
    "_person": ("联系人", "负责人", "姓名"),
    "_phone": ("电话", "联系电话", "投诉电话", "投诉举报电话", "联系方式"),
    "_contact": ("联系人及电话", "负责人及电话", "联系人和电话", "及电话", "姓名及电话"),
}
_HEADERS: Final = {
    "region": ("县区", "区县", "所属县区", "所在县区", "县(区)", "所属区县"),
    "name": ("项目名称", "工程名称", "工地名称", "工程项目名称"),
    "address": ("项目地址", "工程地址", "建设地点", "地址", "工地地址"),
    "industry": ("行业类别", "行业", "所属行业", "工程类别"),
    "contract": ("合同价", "合同额", "合同金额", "合同价款", "工程造价"),
    "permit_no": ("施工许可证号", "许可证号", "施工许可证编号"),
    "longminggong_no": ("陇明公编号", "陇明公项目编号", "陇明公"),
    "status": ("项目状态", "工程状态", "状态", "工地状态"),
    "started_on": ("开工日期", "开工时间"),
    "wage_officer_organisation": ("劳资专管员单位", "劳资专管员所属单位"),
    "pay_day": ("工资支付日", "工资发放日", "工资支付日期", "发薪日"),
}


class BadWorkbook(Exception):
    """The file cannot be read as a register; `reason` says why."""

    def __init__(self, reason: BadWorkbookReason) -> None:
        super().__init__(reason)
        self.reason: BadWorkbookReason = reason


@dataclass(frozen=True)
class SheetRow:
    """A row as it stands in the sheet: its number there, counted from 1, and its known cells."""

    number: int
    cells: Mapping[str, Cell]


def _header_names() -> Mapping[str, str]:
    names = {header: field for field, headers in _HEADERS.items() for header in headers}
    for role, headers in _PARTY_HEADERS.items():
        for header in headers:
            names[header] = role
            for suffix, endings in _SUFFIXES.items():
                names |= {header + ending: role + suffix for ending in endings}
    return MappingProxyType(names)


_FIELD_OF_HEADER = _header_names()


def read_file(path: Path) -> list[SheetRow]:
    """The rows of a workbook on disk. Raises BadWorkbook."""
    try:
        content = path.read_bytes()
    except OSError:
        raise BadWorkbook("missing") from None
    return read_workbook(content)


def read_workbook(content: bytes) -> list[SheetRow]:
    """The rows below the header of the first sheet that has one; blank rows are left out.

    The kind of workbook is told from its content, so an .xls renamed .xlsx is read as what it is.
    Raises BadWorkbook.
    """
    if len(content) > MAX_BYTES:
        raise BadWorkbook("too_large")
    try:
        for height, width in sheet_sizes(content):
            _check_size(height, width)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [_cells(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (python_calamine.CalamineError, ValueError, OSError, OverflowError):
        raise BadWorkbook("unreadable") from None
    for rows in sheets:
        header = _find_header(rows)
        if header is not None:
            return _rows_below(rows, header)
    raise BadWorkbook("no_header")


def _cells(sheet: python_calamine.CalamineSheet) -> list[list[Any]]:
    """All cells, with the value of a merged range in each cell that it covers."""
    bottom, right = sheet.end or (0, 0)
    _check_size(bottom + 1, right + 1)
    rows: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        # A merged range may lie beside or below everything that was typed.
        if top < len(rows) and left < len(rows[top]):
            for row in rows[top : bottom + 1]:
                row[left : right + 1] = [rows[top][left]] * len(row[left : right + 1])
    return rows


def _check_size(height: int, width: int) -> None:
    if width > MAX_COLUMNS:
        raise BadWorkbook("too_wide")
    if height > MAX_ROWS:
        raise BadWorkbook("too_many_rows")
    if height * width > MAX_CELLS:
        raise BadWorkbook("too_wide")


def _plain_header(cell: Any) -> tuple[str, str]:
    """A header without its remarks in brackets, and the remarks."""
    text = unicodedata.normalize("NFKC", cell_text(cell)).replace(" ", "")
    if text in _FIELD_OF_HEADER:
        return text, ""
    remarks = "".join(re.findall(r"\((.*?)\)", text))
    return re.sub(r"\(.*?\)", "", text).strip("*: "), remarks


def _find_header(rows: Sequence[Sequence[Any]]) -> int | None:
    for index, row in enumerate(rows[:HEADER_WITHIN]):
        found = {_FIELD_OF_HEADER.get(_plain_header(cell)[0]) for cell in row}
        if {"name", "region"} <= found:
            return index
    return None


def _rows_below(rows: Sequence[Sequence[Any]], header: int) -> list[SheetRow]:
    fields: dict[int, str] = {}
    in_yuan = False
    for column, cell in enumerate(rows[header]):
        name, remarks = _plain_header(cell)
        field = _FIELD_OF_HEADER.get(name)
        if field is not None and field not in fields.values():
            fields[column] = field
            in_yuan |= field == "contract" and "元" in remarks and "万" not in remarks
    found = []
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        cells = {
            field: unescaped(row[column]) for column, field in fields.items() if column < len(row)
        }
        if any(cell_text(cell) for cell in cells.values()):
            found.append(SheetRow(number, _in_wan(cells) if in_yuan else cells))
    return found


def _in_wan(cells: dict[str, Any]) -> dict[str, Any]:
    """The contract of a column that counts in yuan, restated in 万元 as the register reads it."""
    try:
        fen = parse_yuan(cell_text(cells.get("contract")))
    except BadAmount:
        return cells
    return {**cells, "contract": fen / (100 * WAN_YUAN)}
