"""Writing sites into a workbook whose columns are those that the importer reads: what was written
and is read again changes nothing."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import IO, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from portal.domain import regions
from portal.domain.codes import spoken
from portal.domain.formula import escaped
from portal.domain.money import FEN_PER_YUAN
from portal.domain.register_sheet import WAN_YUAN
from portal.domain.site import INDUSTRY_NAMES, STATUS_NAMES, PartyRole
from portal.models import Party, Site

AT_ONCE: Final = 500
_WIDE: Final = 26
_NARROW: Final = 14
Value = str | float | None


def _of(role: PartyRole, field: str) -> Callable[[Site], Value]:
    """That field of the party in that role."""

    def read(site: Site) -> Value:
        party = site.party(role)
        return getattr(party, field) if party else ""

    return read


def _crews(field: str) -> Callable[[Site], Value]:
    """That field of all subcontractors, a line each; the importer takes one without a name for
    unstated, and leaves it alone."""

    def read(site: Site) -> Value:
        lines = [getattr(party, field) for party in _named(site)]
        return "\n".join(lines) if any(lines) else ""

    return read


def _crew_names(site: Site) -> Value:
    return "无" if site.no_subcontractor else _crews("organisation")(site)


def _named(site: Site) -> list[Party]:
    found: dict[str, Party] = {}
    for party in site.parties:
        if party.role is PartyRole.SUBCONTRACTOR and party.organisation:
            found.setdefault(party.organisation, party)
    return list(found.values())


def _contract(site: Site) -> Value:
    if site.contract_fen is None:
        return None
    return float(Decimal(site.contract_fen) / (FEN_PER_YUAN * WAN_YUAN))


COLUMNS: Final[dict[str, Callable[[Site], Value]]] = {
    "工地编码": lambda site: spoken(site.code),
    "县区": lambda site: regions.name_of(site.region),
    "项目名称": lambda site: site.name,
    "项目地址": lambda site: site.address,
    "行业类别": lambda site: INDUSTRY_NAMES[site.industry],
    "合同价（万元）": _contract,
    "施工许可证号": lambda site: site.permit_no,
    "陇明公编号": lambda site: site.longminggong_no,
    "项目状态": lambda site: STATUS_NAMES[site.status],
    "开工日期": lambda site: site.started_on.isoformat() if site.started_on else "",
    "工资支付日": lambda site: site.pay_day,
    "建设单位": _of(PartyRole.DEVELOPER, "organisation"),
    "建设单位联系人": _of(PartyRole.DEVELOPER, "person"),
    "建设单位电话": _of(PartyRole.DEVELOPER, "phone"),
    "施工总承包单位": _of(PartyRole.GENERAL_CONTRACTOR, "organisation"),
    "施工总承包单位联系人": _of(PartyRole.GENERAL_CONTRACTOR, "person"),
    "施工总承包单位电话": _of(PartyRole.GENERAL_CONTRACTOR, "phone"),
    "项目部": _of(PartyRole.PROJECT_OFFICE, "organisation"),
    "项目部负责人": _of(PartyRole.PROJECT_OFFICE, "person"),
    "项目部电话": _of(PartyRole.PROJECT_OFFICE, "phone"),
    "分包单位": _crew_names,
    "分包单位联系人": _crews("person"),
    "分包单位电话": _crews("phone"),
    "行业主管部门": _of(PartyRole.REGULATOR, "organisation"),
    "行业主管部门联系人": _of(PartyRole.REGULATOR, "person"),
    "行业主管部门投诉电话": _of(PartyRole.REGULATOR, "phone"),
    "劳资专管员姓名": _of(PartyRole.WAGE_OFFICER, "person"),
    "劳资专管员电话": _of(PartyRole.WAGE_OFFICER, "phone"),
    "劳资专管员单位": _of(PartyRole.WAGE_OFFICER, "organisation"),
}
_LONG: Final = {"项目名称", "项目地址", "建设单位", "施工总承包单位", "项目部", "分包单位"}


def write(session: Session, ids: Select[int], file: IO[bytes]) -> int:
    """Write the sites of a query, newest first, so many at a time as memory easily holds; how many
    there were. Only reads the database."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("工地登记册")
    sheet.freeze_panes = "D2"
    for number, header in enumerate(COLUMNS, start=1):
        width = _WIDE if header in _LONG else _NARROW
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([_cell(sheet, header, is_header=True) for header in COLUMNS])
    count = 0
    for site in _sites(session, ids):
        sheet.append([_cell(sheet, read(site)) for read in COLUMNS.values()])
        count += 1
    book.save(file)
    return count


def _sites(session: Session, ids: Select[int]) -> Iterator[Site]:
    query = select(Site).where(Site.id.in_(ids)).order_by(Site.id.desc())
    query = query.options(selectinload(Site.parties))
    return iter(session.scalars(query.execution_options(yield_per=AT_ONCE)))


def _cell(sheet: object, value: Value, *, is_header: bool = False) -> WriteOnlyCell:
    """A cell of text holds text, whatever it looks like: it is never counted out."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value=value)
    cell = WriteOnlyCell(sheet, value=escaped(value))
    cell.data_type = "s"
    if is_header:
        cell.font = Font(bold=True)
    return cell
