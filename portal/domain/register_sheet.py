"""A row of the register as county offices type it, read into plain values or named problems."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final, TypeVar

from portal.domain import money, pay_day, phone, regions, site
from portal.domain.site import PartyRole

T = TypeVar("T")
Cell = str | float | int | bool | date | None
WAN_YUAN: Final = 10_000
MAX_LENGTHS: Final = {"name": 120, "address": 200, "permit_no": 40, "longminggong_no": 40}
MAX_ORGANISATION: Final = 120
MAX_PERSON: Final = 40
_DATE = re.compile(
    r"(\d{4})\s*[./年-]\s*(\d{1,2})\s*[./月-]\s*(\d{1,2})日?(?:\s.*)?|(\d{4})(\d\d)(\d\d)(?:\s.*)?"
)


@dataclass(frozen=True)
class PartyFacts:
    """One responsible party; empty strings where nothing is known."""

    role: PartyRole
    organisation: str = ""
    person: str = ""
    phone: str = ""


@dataclass(frozen=True)
class SiteFacts:
    """What is stated of one site, read and normalised; empty or None where nothing is stated."""

    name: str
    region: str
    status: site.SiteStatus | None = None
    industry: site.Industry | None = None
    address: str = ""
    contract_fen: int | None = None
    permit_no: str = ""
    longminggong_no: str = ""
    started_on: date | None = None
    pay_day: str = ""
    no_subcontractor: bool = False
    parties: tuple[PartyFacts, ...] = ()


@dataclass(frozen=True)
class Problem:
    """What is wrong with one cell: which field, what stood there, and why it cannot be read."""

    field: str
    text: str
    reason: str


@dataclass
class _Reading:
    row: Mapping[str, Cell]
    problems: list[Problem] = field(default_factory=list)
    doubts: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        return cell_text(self.row.get(name))

    def read(self, name: str, reader: Callable[[str], T], reason: str) -> T | None:
        """The cell through `reader`; None with a doubt noted when it cannot be read."""
        text = self.text(name)
        if not text:
            return None
        try:
            return reader(text)
        except ValueError:
            self.doubts.append(Problem(name, text, reason))
            return None

    def need(self, name: str, reader: Callable[[str], T], reason: str) -> T | None:
        """As `read`, but an empty or unreadable cell refuses the row."""
        text = self.text(name)
        try:
            if text:
                return reader(text)
            reason = "missing"
        except ValueError:
            pass
        self.problems.append(Problem(name, text, reason))
        return None


class RowRefused(ValueError):
    """The row cannot be registered; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("row refused")
        self.problems = problems


def cell_text(cell: Cell) -> str:
    """A cell as one line of text: whole numbers without `.0`, line breaks and doubled spaces gone.

    Control and direction characters are dropped: U+202E would turn a name around on paper.
    """
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    joined = "".join(line.strip() for line in re.split(r"[\r\n]+", str(cell)))
    visible = (char for char in joined if char.isspace() or unicodedata.category(char)[0] != "C")
    return re.sub(r"\s+", " ", "".join(visible)).strip()


def read_date(text: str) -> date:
    """`2026.4.10`, `2025/11/20`, `2026年6月1日`, `2026-05-01`, `20260302`. Raises ValueError.

    A time after it is left out. A month alone (`2026.11`, `202611`) is no date.
    """
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise ValueError(text)
    return date(*(int(part) for part in match.groups() if part))


def split_person(text: str) -> tuple[str, str]:
    """Name and digits from one cell: `周某某 0000-0000001`, `李某（0000-0000008）`, either alone.

    Raises BadPhone when what is left of the name still holds digits.
    """
    plain = re.sub(r"\((0\d{2,3})\)", r"\1-", unicodedata.normalize("NFKC", text))
    match = re.search(r"\+?\d[\d\s\-—–]{5,}\d", plain)
    if match is None:
        if re.search(r"\d", plain):
            raise phone.BadPhone(text)
        return " ".join(re.sub(r"\(\s*\)", " ", plain).split()).strip(" 、,:"), ""
    rest = plain[: match.start()] + plain[match.end() :]
    if re.search(r"\d", rest):
        raise phone.BadPhone(text)
    rest = re.sub(r"电话|手机|[()、,:;：]", " ", rest)
    return " ".join(rest.split()), phone.reachable(match.group())


def split_organisations(text: str) -> tuple[str, ...]:
    """Several names in one cell, parted by 、，,;； or line breaks; each once, in order."""
    names = (cell_text(part) for part in re.split(r"[、，,;；\r\n]", text))
    return tuple(dict.fromkeys(name for name in names if name))


def read_row(row: Mapping[str, Cell]) -> tuple[SiteFacts, tuple[Problem, ...]]:
    """The facts of one row and the cells that were left out because they could not be read.

    Keys of `row` are the fields of SiteFacts and, for the parties, `<role>`, `<role>_person`,
    `<role>_phone` or `<role>_contact` for both in one cell; for the wage officer's own unit
    `wage_officer_organisation`; those of several subcontractors stand on a line each. Raises
    RowRefused when the name, the county, or a status or industry that is given cannot be read;
    then with all that is wrong.
    """
    reading = _Reading(row)
    name = reading.need("name", _short("name"), "too_long")
    region = reading.need("region", regions.resolve, "not_ours")
    status = reading.read("status", site.read_status, "unknown_word")
    industry = reading.read("industry", site.read_industry, "unknown_word")
    no_subcontractor, parties = _parties(reading)
    facts = SiteFacts(
        name=name or "",
        region=region or "",
        status=status,
        industry=industry,
        address=reading.read("address", _short("address"), "too_long") or "",
        contract_fen=reading.read("contract", _contract, "not_an_amount"),
        permit_no=reading.read("permit_no", _short("permit_no"), "too_long") or "",
        longminggong_no=reading.read("longminggong_no", _short("longminggong_no"), "too_long")
        or "",
        started_on=_started_on(reading),
        pay_day=reading.read("pay_day", pay_day.read_pay_day, "not_a_pay_day") or "",
        no_subcontractor=no_subcontractor,
        parties=parties,
    )
    if reading.problems or any(doubt.field in ("status", "industry") for doubt in reading.doubts):
        raise RowRefused((*reading.problems, *reading.doubts))
    return facts, tuple(reading.doubts)


def _short(name: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if len(text) > MAX_LENGTHS[name]:
            raise ValueError(text)
        return text

    return check


def _contract(text: str) -> int:
    return money.parse_yuan(text, unit=WAN_YUAN)


def _started_on(reading: _Reading) -> date | None:
    cell = reading.row.get("started_on")
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return reading.read("started_on", read_date, "not_a_date")


def _parties(reading: _Reading) -> tuple[bool, tuple[PartyFacts, ...]]:
    """All parties of the row, and whether it declares that there is no subcontractor."""
    found: list[PartyFacts] = []
    for role in PartyRole:
        if role is not PartyRole.SUBCONTRACTOR:
            party = _party(reading, role)
            if party.organisation or party.person or party.phone:
                found.append(party)
    cell = reading.row.get("subcontractor")
    names = split_organisations(str(cell)) if isinstance(cell, str) else ()
    none_declared = len(names) == 1 and names[0] in ("无", "没有", "无分包", "无分包单位")
    if not none_declared:
        found += _subcontractors(reading, names)
    return none_declared, tuple(found)


def _subcontractors(reading: _Reading, names: tuple[str, ...]) -> Iterator[PartyFacts]:
    """Each with the person and the number that stand on the same line of their own cells."""
    persons = _lines(reading, "subcontractor_person", len(names))
    phones = _lines(reading, "subcontractor_phone", len(names))
    for name, person, number in zip(names, persons, phones, strict=True):
        try:
            digits = phone.reachable(number) if number else ""
        except phone.BadPhone:
            reading.doubts.append(Problem("subcontractor_phone", number, "not_a_phone"))
            digits = ""
        yield _bounded(reading, PartyFacts(PartyRole.SUBCONTRACTOR, name, person, digits))


def _lines(reading: _Reading, name: str, count: int) -> list[str]:
    """The lines of a cell, one for each subcontractor; none of them when their number differs."""
    cell = reading.row.get(name)
    whole = cell_text(cell)
    if not whole:
        return [""] * count
    lines = [cell_text(line) for line in str(cell).split("\n")] if count > 1 else [whole]
    if len(lines) != count:
        reading.doubts.append(Problem(name, whole, "not_aligned"))
        return [""] * count
    return lines


def _party(reading: _Reading, role: PartyRole) -> PartyFacts:
    person, number = "", ""
    contact = reading.read(f"{role}_contact", split_person, "not_a_phone")
    if contact:
        person, number = contact
    person = reading.text(f"{role}_person") or person
    number = reading.read(f"{role}_phone", phone.reachable, "not_a_phone") or number
    organisation = reading.text(str(role))
    if role is PartyRole.WAGE_OFFICER:
        # A column of that name holds the person, unless the unit has one of its own.
        if organisation and not person:
            organisation, person = "", organisation
        organisation = reading.text(f"{role}_organisation") or organisation
    return _bounded(reading, PartyFacts(role, organisation, person, number))


def _bounded(reading: _Reading, party: PartyFacts) -> PartyFacts:
    """The party with its names cut to what is kept, and a doubt for each that was too long."""
    if len(party.organisation) > MAX_ORGANISATION:
        reading.doubts.append(Problem(str(party.role), party.organisation, "too_long"))
    if len(party.person) > MAX_PERSON:
        reading.doubts.append(Problem(f"{party.role}_person", party.person, "too_long"))
    organisation = party.organisation[:MAX_ORGANISATION].rstrip()
    return replace(party, organisation=organisation, person=party.person[:MAX_PERSON].rstrip())
