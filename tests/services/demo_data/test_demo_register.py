"""The demo sites as a register: exported and read again, searched, and counted item by item."""

import io

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.site import SiteStatus
from portal.models import Site, site_register
from portal.models.site_gaps import SITE_GAPS
from portal.models.site_register import Narrowing
from portal.services import board, completeness, register_import, site_sheet
from portal.services.register_import import Outcome
from portal.services.site_values import search_text
from portal.services.workbook import read_workbook
from tests.services.demo_data.laying import TODAY


def test_what_is_exported_and_imported_again_changes_nothing(session: Session) -> None:
    file = io.BytesIO()
    count = site_sheet.write(session, site_register.seen(regions.CITY, Narrowing()), file)
    planned = register_import.plan(session, read_workbook(file.getvalue()))
    assert count == len(planned.results) == 60
    assert [r for r in planned.results if r.outcome is not Outcome.UNCHANGED or r.problems] == []


def test_the_items_counted_in_bulk_are_those_that_each_board_lacks(session: Session) -> None:
    source = board.BoardSource("https://example.cn", "示例局", TODAY)
    flags = {row.code: row for row in session.execute(site_register.site_flags())}
    complete = dict.fromkeys(regions.COUNTIES, 0)
    for site in session.scalars(select(Site).where(Site.status != SiteStatus.FINISHED)):
        missing = board.missing_items(board.gather(session, site, source))
        row = flags.pop(site.code)
        of_site = {n for n in SITE_GAPS if getattr(row, f"lack_{n}")}
        of_county = completeness.county_lacks(session, site.region, on=TODAY)
        assert of_site | {item.number for item in of_county} == {item.number for item in missing}
        complete[site.region] += not missing
    assert not flags
    shares = completeness.shares(session, regions.CITY, on=TODAY)
    assert {share.region: share.complete for share in shares[:-1]} == complete
    assert shares[-1].complete == sum(complete.values())
    assert 0 < shares[-1].percent < 100


def test_every_site_is_found_by_what_is_kept_for_searching(session: Session) -> None:
    for site in session.scalars(select(Site)):
        assert site.search_text == search_text(site, site.parties)


def test_sites_are_found_by_the_initials_of_their_names(session: Session) -> None:
    names = session.scalars(select(Site.name).where(Site.said("jhyj")))
    assert names.all() == ["示例·藉河云锦小区 1–6 号楼"]
