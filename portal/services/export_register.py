"""The register's lists: sites, where boards hang, which are to be printed again."""

from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.codes import spoken
from portal.domain.export import ListName
from portal.domain.poster import PrintedFact
from portal.models import Placement, PosterIssue
from portal.services import site_sheet
from portal.services.export_sheet import AT_ONCE, Batch, CellKind, Column, Sheet, Source, Value

# Whom to ask at a site: its public board tells it, a list of all sites would tell too much.
_PERSONAL: Final = ("联系人", "电话", "负责人", "专管员姓名")
_OWN: Final = ("合同价（万元）", "开工日期")


def _of(field: str) -> Any:
    """A field of a row as it is."""
    return lambda row: getattr(row, field)


SITES: Final = Sheet(
    ListName.SITES,
    (
        *(
            Column(header, read, is_personal=header.endswith(_PERSONAL))
            for header, read in site_sheet.COLUMNS.items()
            if header not in _OWN
        ),
        Column("contract_fen", _of("contract_fen"), CellKind.MONEY),
        Column("started_on", _of("started_on"), CellKind.DAY),
        Column("board_state", _of("board_state")),
    ),
)


def _site(field: str) -> Any:
    def read(row: Placement | PosterIssue) -> Value:
        if row.site is None:
            return ""
        return spoken(row.site.code) if field == "code" else row.site.name

    return read


PLACEMENTS: Final = Sheet(
    ListName.PLACEMENTS,
    (
        Column("place_id", lambda place: str(place.id)),
        Column("region", lambda place: regions.name_of(place.region)),
        Column("site_code", _site("code")),
        Column("site_name", _site("name")),
        Column("product", _of("product")),
        Column("place_kind", _of("kind")),
        Column("place_words", _of("words")),
        Column("planned_at", _of("planned_at"), CellKind.MOMENT),
        Column("hung_at", _of("hung_at"), CellKind.MOMENT),
        Column("hung_by", lambda place: place.hung_by.display_name if place.hung_by else ""),
        Column("version", lambda place: place.issue and place.issue.version, CellKind.COUNT),
        Column("has_photo", lambda place: place.photo_name is not None),
        Column("taken_down_at", _of("taken_down_at"), CellKind.MOMENT),
        Column("taken_down_reason", _of("taken_down_reason")),
    ),
)


def _stale_facts(issue: PosterIssue) -> Value:
    known = set(PrintedFact)
    return tuple(PrintedFact(fact) if fact in known else fact for fact in issue.stale_facts)


STALE_BOARDS: Final = Sheet(
    ListName.STALE_BOARDS,
    (
        Column("site_code", _site("code")),
        Column("site_name", _site("name")),
        Column("region", lambda issue: regions.name_of(issue.site.region)),
        Column("product", _of("product")),
        Column("version", _of("version"), CellKind.COUNT),
        Column("issued_at", _of("issued_at"), CellKind.MOMENT),
        Column("stale_facts", _stale_facts),
        Column("stale_at", _of("stale_at"), CellKind.MOMENT),
        Column("copies", _of("copies"), CellKind.COUNT),
    ),
)


def of_stale_boards(region: str) -> Source:
    """The boards of a region that are to be printed again, the longest known first."""

    def read(session: Session, after: int | None) -> Batch:
        query = PosterIssue.stale_page(region, after=after or 0, size=AT_ONCE - 1)
        rows = session.scalars(query).all()
        return Batch(rows, rows[-1].id if len(rows) == AT_ONCE else None)

    return read
