"""When the calendar is published, what runs is counted anew and says so on the timeline."""

from datetime import date, datetime

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from portal.domain.complaint import Status
from portal.domain.events import EventName
from portal.models import CalendarYear, Complaint, Event
from portal.services import calendar, casework, clock, due_dates
from tests import factories

BEFORE_SPRING_FESTIVAL = datetime.fromisoformat("2026-02-11T09:00:00+08:00")


def forget(session: Session, year: int) -> None:
    """As if the arrangement of a year had not been published."""
    found = session.get(CalendarYear, year)
    session.delete(found)
    session.flush()


@pytest.fixture
def complaint(session: Session) -> Complaint:
    """One received before Spring Festival, while nobody knew when it would be."""
    forget(session, 2026)
    with clock.pretending(BEFORE_SPRING_FESTIVAL):
        made = factories.complaint(session)
    session.flush()
    assert (made.acceptance_due_on, made.is_due_provisional) == (date(2026, 2, 18), True)
    return made


def changes(session: Session, complaint: Complaint) -> list[dict[str, object]]:
    found = session.scalars(Event.of_complaint(complaint.id))
    return [each.facts for each in found if each.name is EventName.DUE_CHANGED]


def test_the_day_to_answer_moves_once_the_arrangement_is_known(
    session: Session, complaint: Complaint
) -> None:
    calendar.load_year(session, 2026)
    session.flush()
    assert due_dates.recompute(session) == 1
    session.refresh(complaint)
    # 12 and 13 February, Saturday 14 that is worked, 24 and 25 after the holiday.
    assert (complaint.acceptance_due_on, complaint.is_due_provisional) == (date(2026, 2, 25), False)
    assert changes(session, complaint) == [
        {
            "clock": "acceptance",
            "before": "2026-02-18",
            "after": "2026-02-25",
            "is_provisional": False,
        }
    ]
    assert due_dates.recompute(session) == 0
    assert len(changes(session, complaint)) == 1


def test_the_investigation_is_counted_from_its_first_acceptance(
    session: Session, complaint: Complaint
) -> None:
    officer = factories.member(session)
    with clock.pretending(BEFORE_SPRING_FESTIVAL):
        casework.accept(session, complaint, by=officer)
    before = complaint.investigation_due_on
    calendar.load_year(session, 2026)
    session.flush()
    assert due_dates.recompute(session) == 1
    session.refresh(complaint)
    assert before is not None
    assert complaint.investigation_due_on is not None
    assert complaint.investigation_due_on > before
    [facts] = changes(session, complaint)
    assert (facts["clock"], facts["before"]) == ("investigation", before.isoformat())
    assert complaint.acceptance_due_on == date(2026, 2, 18)


@pytest.mark.parametrize(
    "status", [Status.REFUSED, Status.CLOSED, Status.WITHDRAWN, Status.DECIDED, Status.TRANSFERRED]
)
def test_what_no_longer_runs_keeps_its_dates(
    session: Session, complaint: Complaint, status: Status
) -> None:
    complaint.status = status
    calendar.load_year(session, 2026)
    session.flush()
    assert due_dates.recompute(session) == 0
    session.refresh(complaint)
    assert complaint.acceptance_due_on == date(2026, 2, 18)


def test_many_are_done_in_batches_each_committed_by_itself(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(session, 2026)
    with clock.pretending(BEFORE_SPRING_FESTIVAL):
        made = [factories.complaint(session).id for _ in range(5)]
    calendar.load_year(session, 2026)
    session.commit()
    monkeypatch.setattr(due_dates, "BATCH", 2)
    commits: list[int] = []
    event.listen(session, "after_commit", lambda _: commits.append(1))
    assert due_dates.recompute(session, commit=session.commit) == 5
    assert len(commits) == 3
    days = select(Complaint.acceptance_due_on).where(Complaint.id.in_(made))
    assert set(session.scalars(days)) == {date(2026, 2, 25)}


def test_a_date_that_becomes_certain_without_moving_is_no_news(session: Session) -> None:
    forget(session, 2026)
    with clock.pretending(datetime.fromisoformat("2026-03-02T09:00:00+08:00")):
        made = factories.complaint(session)
    calendar.load_year(session, 2026)
    session.flush()
    assert due_dates.recompute(session) == 0
    session.refresh(made)
    assert not made.is_due_provisional
    assert changes(session, made) == []
