"""A workbook by web: kept sealed for a while, and written as it was shown, once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.roles import Role
from portal.models import Event, Site, Staff, Upload
from portal.services import clock, register_upload
from portal.services.register_import import Outcome
from portal.services.register_upload import KEPT, ReportOutdated
from portal.services.workbook import BadWorkbook
from tests import factories
from tests.services.test_register import GOOD, book, changed

ROWS = (
    GOOD,
    changed(项目名称="示例·二", 施工许可证号="示例2", 劳资专管员电话="abc"),
    changed(县区="兰州"),
)


@pytest.fixture
def poster(session: Session) -> Staff:
    return factories.member(session, Role.POSTER)


def uploaded(session: Session, poster: Staff, *rows: list[object]) -> Upload:
    looked = register_upload.look(session, book(*rows), "县区.xlsx", region=poster.region)
    token = register_upload.keep(session, looked, by=poster)
    session.flush()
    session.expire_all()
    found = register_upload.find(session, token, by=poster, for_change=True)
    assert found is not None
    return found


def carry_out(session: Session, upload: Upload, poster: Staff) -> None:
    again = register_upload.plan_again(session, upload, region=poster.region)
    register_upload.carry_out(session, upload, again, by=poster)


def test_a_file_is_shown_row_by_row_and_nothing_is_written(session: Session, poster: Staff) -> None:
    upload = uploaded(session, poster, *ROWS)
    results = register_upload.results(upload)
    assert [r.outcome for r in results] == [Outcome.NEW, Outcome.NEW, Outcome.REFUSED]
    assert [p.reason for p in results[1].problems] == ["not_a_phone"]
    assert upload.counts == {"new": 2, "changed": 0, "unchanged": 0, "refused": 1}
    assert session.scalar(select(func.count()).select_from(Site)) == 0


def test_file_name_file_and_report_are_sealed(session: Session, poster: Staff) -> None:
    uploaded(session, poster, *ROWS)
    row = session.execute(text("select file_name, content, report, key, token from upload")).one()
    for value in row:
        stored = value.encode() if isinstance(value, str) else bytes(value)
        for secret in ("县区", "陈某某", "示例"):
            assert secret.encode() not in stored
    assert not bytes(row.content).startswith(b"PK")


def test_it_is_written_once_and_what_was_kept_is_emptied(session: Session, poster: Staff) -> None:
    upload = uploaded(session, poster, *ROWS)
    again = register_upload.plan_again(session, upload, region=poster.region)
    for _ in range(2):
        register_upload.carry_out(session, upload, again, by=poster)
    assert session.scalar(select(func.count()).select_from(Site)) == 2
    assert (upload.content, upload.report, register_upload.results(upload)) == (b"", b"", [])
    imported = select(Event.facts).where(Event.name == EventName.SITES_IMPORTED)
    assert session.scalars(imported).all() == [upload.counts]


def test_a_report_that_no_longer_holds_is_made_anew_and_nothing_is_written(
    session: Session, poster: Staff
) -> None:
    upload = uploaded(session, poster, GOOD)
    factories.site(session, name="示例·道路改造", region="620503", permit_no="示例620503001")
    with pytest.raises(ReportOutdated):
        carry_out(session, upload, poster)
    assert [r.outcome for r in register_upload.results(upload)] == [Outcome.CHANGED]
    assert upload.imported_at is None
    carry_out(session, upload, poster)
    assert upload.imported_at


def test_other_changes_of_the_register_do_not_spoil_a_report(
    session: Session, poster: Staff
) -> None:
    upload = uploaded(session, poster, GOOD)
    factories.site(session)
    carry_out(session, upload, poster)
    assert session.scalar(select(func.count()).select_from(Site)) == 2


def test_only_its_owner_finds_it_and_only_for_a_while(session: Session, poster: Staff) -> None:
    looked = register_upload.look(session, book(GOOD), "a.xlsx", region="620500")
    token = register_upload.keep(session, looked, by=poster)
    session.flush()
    assert register_upload.find(session, token, by=factories.member(session)) is None
    assert register_upload.find(session, "x" * 24, by=poster) is None
    with clock.pretending(clock.now() + KEPT + timedelta(minutes=1)):
        assert register_upload.find(session, token, by=poster) is None
        register_upload.keep(session, looked, by=poster)
    assert session.scalar(select(func.count()).select_from(Upload)) == 1, "the old one is gone"


def test_a_county_s_own_rows_alone_are_taken(session: Session) -> None:
    poster = factories.member(session, Role.POSTER, region="620521")
    upload = uploaded(session, poster, GOOD)
    assert [r.outcome for r in register_upload.results(upload)] == [Outcome.REFUSED]


def test_what_is_no_workbook_is_not_kept(session: Session) -> None:
    with pytest.raises(BadWorkbook):
        register_upload.look(session, b"no workbook", "x.xlsx", region="620500")
