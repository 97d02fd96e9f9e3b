"""The lists of numbers: complete boards by county, scans, boards without a scan or not hung."""

from collections.abc import Callable
from typing import Final

from portal.domain import regions
from portal.domain.codes import spoken
from portal.domain.export import ListName
from portal.models.site_gaps import SITE_GAPS
from portal.services.completeness import Share
from portal.services.export_columns import REGION, SITE
from portal.services.export_sheet import CellKind, Column, Sheet, Value
from posters import Item


def _lacking(number: int) -> Callable[[Share], Value]:
    return lambda share: share.lacking[number]


COMPLETENESS: Final = Sheet(
    ListName.COMPLETENESS,
    (
        REGION,
        Column("sites", lambda share: share.total, CellKind.COUNT),
        Column("complete", kind=CellKind.COUNT),
        Column("percent", lambda share: share.percent if share.total else None, CellKind.COUNT),
        Column("of_county", lambda share: [item.label for item in share.of_county]),
        *(
            Column(f"缺 {item.number} {item.label}", _lacking(item.number), CellKind.COUNT)
            for item in Item
            if item.number in SITE_GAPS
        ),
    ),
)
_COUNTED: Final = tuple(
    Column(name, kind=CellKind.COUNT) for name in ("scans", "started", "submitted")
)
# Where neither site nor place is known any more, nor is the county.
_COUNTY: Final = Column("region", lambda row: row.region and regions.name_of(row.region))
SCANS_BY_COUNTY: Final = Sheet(ListName.SCANS_BY_COUNTY, (_COUNTY, *_COUNTED))
SCANS: Final = Sheet(
    ListName.SCANS,
    (
        Column("place_id", lambda row: str(row.placement_id)),
        Column("place_kind", lambda row: row.kind),
        Column("place_words", lambda row: row.words),
        Column("site_code", lambda row: row.code and spoken(row.code)),
        Column("site_name", lambda row: row.name),
        _COUNTY,
        *_COUNTED,
    ),
)
SILENT_BOARDS: Final = Sheet(
    ListName.SILENT_BOARDS,
    (
        Column("place_id", lambda place: str(place.id)),
        REGION,
        *SITE,
        Column("product"),
        Column("place_kind", lambda place: place.kind),
        Column("place_words", lambda place: place.words),
        Column("hung_at", kind=CellKind.MOMENT),
        Column("hung_by", lambda place: place.hung_by and place.hung_by.display_name),
    ),
)
UNPLACED_SITES: Final = Sheet(
    ListName.UNPLACED_SITES,
    (
        Column("site_code", lambda site: spoken(site.code)),
        Column("site_name", lambda site: site.name),
        REGION,
        Column("board_state"),
    ),
)
