"""Statements that go straight to the driver bind and read as SQLAlchemy's own do."""

import gc
import weakref
from pathlib import Path
from typing import Any, cast

import pytest
from sqlalchemy import Table, bindparam, create_engine, insert, literal, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.site import PartyRole, SiteStatus
from portal.models import Event, Party, Site, Tally, prepared
from portal.models.base import Moment
from portal.services.clock import now
from tests import factories


def test_a_row_is_bound_as_its_columns_bind(session: Session) -> None:
    site = factories.site(session)
    session.flush()
    at = now()
    Event.add_plain(
        session,
        {
            "name": EventName.SITE_CHANGED,
            "at": at,
            "complaint_id": None,
            "site_id": site.id,
            "staff_id": None,
            "facts": {"字": [1, None]},
            "note": "停工，%s 和 :at 和 %(at)s 都只是字",
        },
    )
    event = session.scalars(select(Event).where(Event.name == EventName.SITE_CHANGED)).one()
    assert (event.at, event.facts, event.site_id) == (at, {"字": [1, None]}, site.id)
    assert event.note == "停工，%s 和 :at 和 %(at)s 都只是字"
    kept = session.connection().exec_driver_sql("SELECT note FROM event").scalar()
    assert "停工" not in str(kept)


def test_what_is_not_given_gets_its_default(session: Session) -> None:
    site = factories.site(session)
    session.flush()
    adding = insert(cast(Table, Party.__table__))
    given = {"site_id": site.id, "role": PartyRole.REGULATOR}
    prepared.run(session.connection(), adding, given)
    added = session.scalars(select(Party).order_by(Party.id.desc()).limit(1)).one()
    assert (added.role, added.organisation, added.position) == (PartyRole.REGULATOR, "", 0)


def test_a_default_that_has_to_be_worked_out_must_be_given(session: Session) -> None:
    with pytest.raises(ValueError, match="registered_at"):
        Site.add_plain(session, {"code": "00000000", "changed_at": now()})


def test_rows_are_read_as_their_columns_read(session: Session) -> None:
    site = factories.site(session)
    session.flush()
    query: Any = select(
        Site.name, Site.status, Site.registered_at, Site.merged_into_id.label("into")
    ).where(Site.code == bindparam("code"), Site.status == SiteStatus.ACTIVE)
    [row] = prepared.rows(session.connection(), query, {"code": site.code})
    again = session.execute(query, {"code": site.code}).one()
    assert tuple(row) == tuple(again)
    assert (row.status, row.into) == (SiteStatus.ACTIVE, None)
    assert prepared.rows(session.connection(), query, {"code": "00000000"}) == []


def test_what_is_known_late_is_bound_late(session: Session) -> None:
    site = factories.site(session)
    session.flush()
    row = {"name": EventName.SITE_CHANGED, "facts": {}, "note": "停工"}
    adding = Event.plain(session, row, "at", "site_id")
    at = now()
    adding.run(session.connection(), at=at, site_id=site.id)
    adding.run(session.connection(), at=at, site_id=site.id)
    found = session.scalars(select(Event).where(Event.name == EventName.SITE_CHANGED)).all()
    assert [(each.at, each.site_id, each.note) for each in found] == [(at, site.id, "停工")] * 2
    with pytest.raises(KeyError, match="at"):
        adding.run(session.connection(), site_id=site.id)


def test_an_error_of_the_driver_comes_as_sqlalchemys(session: Session) -> None:
    row = {"name": EventName.RECEIVED, "at": now(), "facts": {}, "complaint_id": 99}
    with pytest.raises(IntegrityError):
        Event.add_plain(session, row)
        session.commit()


def test_a_statement_of_one_time_is_not_kept(session: Session) -> None:
    """Counts of one, two and three senders are three statements, each kept once."""
    made = {Tally._once_more("sqlite", rows) for rows in (1, 2, 3, 1, 2, 3)}
    assert len(made) == 3


def test_what_was_prepared_goes_with_its_engine(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'one.db'}")
    at = now()
    with engine.connect() as connection:
        assert prepared.rows(connection, select(literal(at, Moment()).label("at")), {}) == [(at,)]
    dialect = weakref.ref(engine.dialect)
    engine.dispose()
    del engine, connection
    gc.collect()
    assert dialect() is None
