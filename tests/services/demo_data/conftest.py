"""One laying down of the demo data for all the tests that look at it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer_group

from portal.models import Complaint, Event
from portal.models.complaint import PERSONAL
from tests.services.demo_data.laying import empty_session, load_into


@pytest.fixture(scope="session")
def ticks() -> list[int]:
    return []


@pytest.fixture(scope="session")
def session(ticks: list[int]) -> Iterator[Session]:
    with empty_session() as session:
        assert load_into(session, ticks)
        session.commit()
        yield session


@pytest.fixture(scope="session")
def complaints(session: Session) -> list[Complaint]:
    return list(session.scalars(select(Complaint).options(undefer_group(PERSONAL))))


@pytest.fixture(scope="session")
def timelines(session: Session) -> dict[int, list[Event]]:
    found: dict[int, list[Event]] = {}
    for event in session.scalars(select(Event).order_by(Event.id)):
        if event.complaint_id is not None:
            found.setdefault(event.complaint_id, []).append(event)
    return found
