"""Adding to the numbers what one process has counted in the last seconds."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from portal.domain.scans import Counted
from portal.models import Placement, ScanCount
from portal.models.scan_count import UNTOLD


@dataclass(frozen=True)
class Poster:
    """A poster on a day: of a site, or of none, under the number of its placement."""

    on: date
    site_id: int
    placement_id: int


Counts = Mapping[tuple[Poster, Counted], int]


def add(session: Session, counts: Counts) -> None:
    """Add them up. A number that is no placement, or another site's, counts for the site alone:
    anybody can write anything into an address. The caller commits."""
    asked = {poster.placement_id for poster, _ in counts} - {UNTOLD}
    sites = {row.id: row.site_id or UNTOLD for row in session.execute(Placement.sites_of(asked))}
    rows: dict[Poster, dict[str, int]] = defaultdict(lambda: dict.fromkeys(Counted, 0))
    for (poster, counted), number in counts.items():
        is_known = sites.get(poster.placement_id) == poster.site_id
        placement_id = poster.placement_id if is_known else UNTOLD
        if is_known or poster.site_id != UNTOLD:
            rows[Poster(poster.on, poster.site_id, placement_id)][counted] += number
    if rows:
        values = [{**vars(poster), **numbers} for poster, numbers in rows.items()]
        session.execute(ScanCount.adding(session.get_bind().dialect.name), values)
