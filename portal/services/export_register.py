"""The register's lists: sites, where boards hang, what is to be printed again, print batches."""

from collections.abc import Iterable
from operator import attrgetter
from typing import Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.export import ListName
from portal.domain.poster import PrintedFact
from portal.models import PosterIssue
from portal.services import site_sheet
from portal.services.export_columns import REGION, SITE
from portal.services.export_sheet import (
    AT_ONCE,
    Batch,
    CellKind,
    Column,
    Rows,
    Sheet,
    Value,
    counted,
)

# Whom to ask at a site: its public board tells it, a list of all sites would tell too much.
_PERSONAL: Final = ("联系人", "电话", "负责人", "专管员姓名")
_OWN: Final = ("合同价（万元）", "开工日期")


SITES: Final = Sheet(
    ListName.SITES,
    (
        *(
            Column(header, read, is_personal=header.endswith(_PERSONAL))
            for header, read in site_sheet.COLUMNS.items()
            if header not in _OWN
        ),
        Column("contract_fen", kind=CellKind.MONEY),
        Column("started_on", kind=CellKind.DAY),
        Column("board_state"),
    ),
)


PLACEMENTS: Final = Sheet(
    ListName.PLACEMENTS,
    (
        Column("place_id", lambda place: str(place.id)),
        REGION,
        *SITE,
        Column("product"),
        Column("place_kind", attrgetter("kind")),
        Column("place_words", attrgetter("words")),
        Column("planned_at", kind=CellKind.MOMENT),
        Column("hung_at", kind=CellKind.MOMENT),
        Column("hung_by", lambda place: place.hung_by.display_name if place.hung_by else ""),
        Column("version", lambda place: place.issue and place.issue.version, CellKind.COUNT),
        Column("has_photo", lambda place: place.photo_name is not None),
        Column("taken_down_at", kind=CellKind.MOMENT),
        Column("taken_down_reason"),
    ),
)


def _named(facts: Iterable[str]) -> Value:
    known = set(PrintedFact)
    return tuple(PrintedFact(fact) if fact in known else fact for fact in facts)


STALE_BOARDS: Final = Sheet(
    ListName.STALE_BOARDS,
    (
        *SITE,
        Column("region", lambda issue: regions.name_of(issue.site.region)),
        Column("product"),
        Column("version", kind=CellKind.COUNT),
        Column("issued_at", kind=CellKind.MOMENT),
        Column("stale_facts", lambda issue: _named(issue.stale_facts)),
        Column("stale_at", kind=CellKind.MOMENT),
        Column("copies", kind=CellKind.COUNT),
    ),
)


def stale_boards(region: str) -> Rows:
    """The boards of a region that are to be printed again, the longest known first."""

    def read(session: Session, after: int | None) -> Batch:
        query = PosterIssue.stale_page(region, after=after or 0, size=AT_ONCE - 1)
        rows = session.scalars(query).all()
        return Batch(rows, rows[-1].id if len(rows) == AT_ONCE else None)

    return Rows(lambda _is_personal: read, counted(PosterIssue.stale(region), PosterIssue))


PRINT_BATCHES: Final = Sheet(
    ListName.PRINT_BATCHES,
    (
        Column("batch_id", attrgetter("id"), CellKind.COUNT),
        REGION,
        Column("issued_at", attrgetter("asked_at"), CellKind.MOMENT),
        Column("asked_by", lambda batch: batch.asked_by.display_name),
        Column("sites", attrgetter("total"), CellKind.COUNT),
        Column("paper", lambda batch: batch.settings["paper"]),
        Column("form"),
        Column("state"),
        Column("failure"),
    ),
)
NOT_PRINTED: Final = Sheet(
    ListName.NOT_PRINTED,
    (
        *SITE,
        Column("region", lambda row: regions.name_of(row.site.region)),
        Column("refusal"),
        Column("missing", lambda row: _named(row.missing)),
    ),
)
