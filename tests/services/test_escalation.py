"""Notices that clocks run out: each once, to whom they concern, and none lost to a missed run."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain.clocks import Urgency
from portal.domain.regions import CITY
from portal.domain.roles import Role
from portal.models import Complaint, Notice, Staff
from portal.services import casework, clock, escalation
from portal.services.escalation import escalate, notices_for, summary, tick_off, unseen
from tests import casefile, factories

# Received on Monday the 16th, due on Monday the 23rd; two working days before is Thursday.
RECEIVED, SOON, DUE, LATE = (f"2026-11-{day}T10:00:00+08:00" for day in (16, 19, 23, 24))


def run(session: Session, moment: str) -> dict[Urgency, int]:
    with clock.pretending(datetime.fromisoformat(moment)):
        report = escalate(session)
    return {urgency: count for (_, urgency), count in report.made.items()}


@pytest.fixture
def complaint(session: Session) -> Complaint:
    with clock.pretending(datetime.fromisoformat(RECEIVED)):
        return factories.complaint(session)


def staff(session: Session, role: Role, region: str = "620502") -> Staff:
    return factories.member(session, role, region=region)


@pytest.mark.usefixtures("complaint")
def test_each_warning_is_given_once_however_often_the_job_runs(session: Session) -> None:
    assert run(session, RECEIVED) == {}
    for moment, urgency in ((SOON, Urgency.SOON), (DUE, Urgency.TODAY), (LATE, Urgency.OVERDUE)):
        assert run(session, moment) == {urgency: 1}
        assert run(session, moment) == {}


@pytest.mark.usefixtures("complaint")
def test_a_run_after_days_without_one_tells_how_it_stands_now(session: Session) -> None:
    assert run(session, LATE) == {Urgency.OVERDUE: 1}
    told = {role: unseen(session, staff(session, role)) for role in Role}
    assert {role for role, count in told.items() if count} == {
        Role.INSPECTOR,
        Role.HEAD,
        Role.DIRECTOR,
    }


@pytest.mark.usefixtures("complaint")
def test_the_nearer_the_end_the_higher_it_goes_and_never_to_another_county(
    session: Session,
) -> None:
    people = {
        "inspector": staff(session, Role.INSPECTOR),
        "head": staff(session, Role.HEAD),
        "director": staff(session, Role.DIRECTOR),
        "city": staff(session, Role.DIRECTOR, CITY),
        "elsewhere": staff(session, Role.DIRECTOR, "620503"),
        "auditor": staff(session, Role.AUDITOR),
    }
    counts = []
    for moment in (SOON, DUE, LATE):
        run(session, moment)
        counts.append({name: unseen(session, person) for name, person in people.items()})
    assert [c["inspector"] for c in counts] == [1, 2, 3]
    assert [c["head"] for c in counts] == [0, 1, 2]
    assert [c["director"] for c in counts] == [c["city"] for c in counts] == [0, 0, 1]
    assert all(c["elsewhere"] == c["auditor"] == 0 for c in counts)


def test_an_inspector_hears_of_his_own_cases_and_of_those_that_are_nobodys(
    session: Session, complaint: Complaint
) -> None:
    mine, other = staff(session, Role.INSPECTOR), staff(session, Role.INSPECTOR)
    with clock.pretending(datetime.fromisoformat(RECEIVED)):
        casefile.accept(session, complaint, by=mine, lead=mine)
    run(session, "2027-06-01T10:00:00+08:00")
    assert (unseen(session, mine), unseen(session, other)) == (1, 0)


def test_what_is_done_warns_nobody_and_what_is_ticked_off_is_not_new(
    session: Session, complaint: Complaint
) -> None:
    person = staff(session, Role.INSPECTOR)
    run(session, SOON)
    newest = session.scalar(select(func.max(Notice.id))) or 0
    tick_off(person, newest)
    tick_off(person, 0)
    assert unseen(session, person) == 0
    assert len(session.scalars(notices_for(person)).all()) == 1
    casework.ask_supplement(session, complaint, by=person, note="x")
    assert run(session, DUE) == {Urgency.TODAY: 1}
    casefile.accept(session, complaint, by=person)
    assert session.scalars(notices_for(person)).all() == []
    assert run(session, LATE) == {}


def test_a_long_list_is_told_in_batches(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(escalation, "BATCH", 2)
    with clock.pretending(datetime.fromisoformat(RECEIVED)):
        for _ in range(5):
            factories.complaint(session)
    assert run(session, LATE) == {Urgency.OVERDUE: 5}


@pytest.mark.usefixtures("complaint")
def test_the_chat_of_the_staff_hears_numbers_and_nothing_of_a_case(session: Session) -> None:
    with clock.pretending(datetime.fromisoformat(LATE) + timedelta(days=1)):
        text = summary(escalate(session), "https://example.cn")
    assert text.splitlines() == [
        "办案期限提醒",
        "秦州区：已超期 1 项",
        "https://example.cn/console/inbox",
    ]
