"""The inbox: what lies in which tray, the legally nearest first, quick among many."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import insert, text
from sqlalchemy.orm import Session

from portal.domain.clocks import ClockKind
from portal.domain.complaint import TransferTarget
from portal.domain.regions import CITY
from portal.models import Clock, Staff
from portal.services import casework, clock, follow, inbox
from portal.services.inbox import Desk, Tray
from tests import casefile, factories

HERE = Desk("620502", "620502")
WHOLE = Desk(CITY, CITY)


@pytest.fixture
def officer(session: Session) -> Staff:
    return factories.member(session)


def on(day: int) -> datetime:
    return datetime(2026, 11, day, 10, tzinfo=clock.CHINA)


def numbers(session: Session, desk: Desk, tray: Tray) -> list[str]:
    rows = inbox.page(session, desk, tray, size=50, number=1)
    return [row.complaint.number for row in rows]


def test_trays_by_the_day_the_nearest_first(session: Session) -> None:
    made = {}
    # Received on these days of November, due five working days later.
    for day in (17, 12, 16, 13, 10):
        with clock.pretending(on(day)):
            made[day] = factories.complaint(session).number
    with clock.pretending(on(19)):
        assert numbers(session, HERE, Tray.ALL) == [made[d] for d in (10, 12, 13, 16, 17)]
        assert numbers(session, HERE, Tray.OVERDUE) == [made[10]]
        assert numbers(session, HERE, Tray.TODAY) == [made[12]]
        assert numbers(session, HERE, Tray.SOON) == [made[13], made[16]]
        counts = inbox.counts(session, HERE, 3)
        assert (counts[Tray.ALL], counts[Tray.OVERDUE], counts[Tray.SOON]) == (3, 1, 2)
        [late, *_] = inbox.page(session, HERE, Tray.OVERDUE, size=1, number=1)
        assert late.dial is not None
        assert (late.dial.days_left, late.dial.urgency) == (-2, "overdue")


def test_trays_by_whom_a_complaint_waits_for(session: Session, officer: Staff) -> None:
    asked, sent, closed, decided, asked_here = (factories.complaint(session) for _ in range(5))
    casework.ask_supplement(session, asked, by=officer, note="x")
    facts = {"by": officer, "organisation": "示例", "note": "x"}
    casework.transfer(session, sent, target=TransferTarget.POLICE, **facts)  # type: ignore[arg-type]
    county = {"target": TransferTarget.OTHER_COUNTY, "county": "620503", **facts}
    casework.transfer(session, asked_here, **county)  # type: ignore[arg-type]
    casefile.close(session, closed, by=officer)
    follow.dispute(session, closed, "不对")
    casefile.accept(session, decided, by=officer)
    casefile.complete(session, decided, by=officer)
    assert numbers(session, HERE, Tray.WORKER) == [asked.number]
    assert numbers(session, HERE, Tray.OTHER_OFFICE) == [sent.number, asked_here.number]
    assert numbers(session, HERE, Tray.DISPUTED) == [closed.number]
    assert numbers(session, HERE, Tray.TO_DECIDE) == [decided.number]
    there = Desk("620503", "620503")
    assert numbers(session, there, Tray.SENT_HERE) == [asked_here.number]
    assert numbers(session, there, Tray.ALL) == []
    counted = inbox.counts(session, HERE, 100)
    assert all(counted[tray] == len(numbers(session, HERE, tray)) for tray in Tray)


def test_what_another_office_has_taken_still_waits_though_no_clock_runs(
    session: Session, officer: Staff
) -> None:
    sent = factories.complaint(session)
    facts = {"by": officer, "organisation": "示例", "note": "x"}
    casework.transfer(session, sent, target=TransferTarget.POLICE, **facts)  # type: ignore[arg-type]
    casework.note_taken(session, sent, by=officer, taken_on=clock.today(), note="x")
    [row] = inbox.page(session, HERE, Tray.OTHER_OFFICE, size=5, number=1)
    assert row.dial is None


def test_only_what_i_inspect(session: Session, officer: Staff) -> None:
    mine, other = factories.complaint(session), factories.complaint(session)
    casefile.accept(session, mine, by=officer)
    casefile.accept(session, other, by=factories.member(session))
    factories.complaint(session)
    desk = Desk(CITY, CITY, officer.id)
    assert numbers(session, desk, Tray.ALL) == [mine.number]
    assert inbox.counts(session, desk, 9)[Tray.ALL] == 1


def test_pages_follow_one_another_without_a_gap(session: Session) -> None:
    made = [factories.complaint(session).number for _ in range(7)]
    pages = [inbox.page(session, WHOLE, Tray.ALL, size=3, number=n)[:3] for n in (1, 2, 3)]
    assert [row.complaint.number for page in pages for row in page] == made


# PostgreSQL scans a small table whole, and rightly.
@pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
@pytest.mark.parametrize("desk", [HERE, WHOLE], ids=["county", "city"])
@pytest.mark.parametrize("tray", [Tray.ALL, Tray.OVERDUE, Tray.SOON, Tray.TO_DECIDE])
def test_a_tray_is_read_off_an_index_of_what_runs_and_never_sorted(
    session: Session, desk: Desk, tray: Tray
) -> None:
    complaint, today = factories.complaint(session), clock.today()
    session.execute(
        insert(Clock),
        [
            {
                "complaint_id": complaint.id,
                "region": "620502",
                "kind": ClockKind.ACCEPTANCE,
                "started_on": today,
                "due_on": today + timedelta(days=n % 60),
                "working_days": 5,
                "is_provisional": False,
                "ended_on": today if n % 2 else None,
            }
            for n in range(500)
        ],
    )
    session.execute(text("analyze"))
    query = inbox._trays(session, desk)[tray].limit(26)
    words = query.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    plan = " ".join(row[-1] for row in session.execute(text(f"explain query plan {words}")))
    assert "USING INDEX ix_clock_running_" in plan
    assert "TEMP B-TREE" not in plan
