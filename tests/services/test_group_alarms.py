"""Alarms of a site: one at a time, each level told once, none lost to a run that was missed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.complaint import Headcount, Status
from portal.domain.events import EventName
from portal.domain.group_alarm import AlarmState, Level, Limits, Threshold
from portal.domain.regions import CITY
from portal.domain.roles import Role
from portal.models import Complaint, Event, GroupAlarm, Site, Staff
from portal.services import clock, escalation, group_alarms, groups, site_merge
from portal.services.group_alarms import AlarmSettled, Report, dismiss, summary, watch
from tests import factories

MONDAY = datetime(2026, 11, 16, 10, tzinfo=clock.CHINA)
only_sqlite = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)


@pytest.fixture
def site(session: Session) -> Iterator[Site]:
    with clock.pretending(MONDAY):
        yield factories.site(session)


def file(session: Session, site: Site, times: int = 1, **facts: object) -> list[Complaint]:
    """So many complaints, each of somebody else."""
    return [
        factories.complaint(session, site, **{"phone": f"1990000{n:04d}", **facts})
        for n in range(times)
    ]


def alarms(session: Session, region: str = CITY) -> list[GroupAlarm]:
    session.flush()
    return list(session.scalars(GroupAlarm.seen_from(region).order_by(GroupAlarm.id)))


def names(session: Session, complaint: Complaint) -> list[EventName]:
    return [event.name for event in session.scalars(Event.of_complaint(complaint.id))]


def of_site(session: Session, site: Site) -> list[EventName]:
    events = session.scalars(Event.of_site(site.id, before=None, size=50, with_alarms=True))
    return [event.name for event in events if event.name.startswith("group_")]


def unseen(session: Session, role: Role, region: str = "620502") -> int:
    return escalation.unseen(session, factories.member(session, role, region=region))


def test_three_in_a_week_raise_one_alarm_however_often_it_is_counted(
    session: Session, site: Site
) -> None:
    filed = file(session, site, 2)
    assert watch(session) == Report()
    filed += [factories.complaint(session, site, phone="19900000009", amount_fen=None)]
    report = watch(session)
    assert dict(report.raised) == {"620502": 1}
    assert watch(session) == Report()
    [alarm] = alarms(session)
    assert (alarm.state, alarm.level) == (AlarmState.NEW, Level.SEVERAL)
    assert alarm.thresholds == (Threshold.SPEED,)
    assert (alarm.complaints, alarm.people, alarm.sum_fen) == (3, 3, 7_000_000)
    assert alarm.since == MONDAY
    assert alarms(session, "620503") == []
    for complaint in filed:
        assert names(session, complaint) == [EventName.RECEIVED, EventName.GROUP_ALARMED]
    assert of_site(session, site) == [EventName.GROUP_ALARMED]
    hidden = session.scalars(Event.of_site(site.id, before=None, size=50))
    assert all(not event.name.startswith("group_") for event in hidden)


def test_the_graver_it_is_the_higher_it_goes_and_each_level_is_told_once(
    session: Session, site: Site
) -> None:
    first = file(session, site, 3)[0]
    watch(session)
    told = {role: unseen(session, role) for role in Role}
    assert {role for role, n in told.items() if n} == {Role.INSPECTOR, Role.HEAD}
    [many] = file(session, site, headcount=Headcount.MANY, phone="19900000077")
    report = watch(session)
    assert dict(report.rose) == {"620502": 1}
    assert watch(session) == Report()
    [alarm] = alarms(session)
    assert (alarm.level, alarm.people) == (Level.MASS, 10)
    assert unseen(session, Role.DIRECTOR) == unseen(session, Role.DIRECTOR, CITY) == 1
    assert unseen(session, Role.INSPECTOR) == 2
    assert unseen(session, Role.INSPECTOR, "620503") == unseen(session, Role.AUDITOR) == 0
    assert names(session, first)[-1] is EventName.GROUP_ALARM_ROSE
    assert names(session, many)[-1] is EventName.GROUP_ALARMED
    assert of_site(session, site)[0] is EventName.GROUP_ALARM_ROSE


@only_sqlite
def test_one_that_comes_later_says_so_too_and_nobody_is_told_again(
    session: Session, site: Site
) -> None:
    file(session, site, 3)
    watch(session)
    [late] = file(session, site, phone="19900000088")
    assert watch(session) == Report()
    assert names(session, late)[-1] is EventName.GROUP_ALARMED
    assert alarms(session)[0].complaints == 4
    assert unseen(session, Role.INSPECTOR) == 1


@only_sqlite
def test_what_is_dismissed_stays_so_until_it_is_graver(session: Session, site: Site) -> None:
    officer = factories.member(session)
    file(session, site, 3)
    watch(session)
    [alarm] = alarms(session)
    dismiss(session, alarm, by=officer, reason="同一个班组重复登记")
    with pytest.raises(AlarmSettled):
        dismiss(session, alarm, by=officer, reason="x")
    assert unseen(session, Role.HEAD) == 0
    file(session, site, phone="19900000088")
    watch(session)
    assert alarm.state is AlarmState.DISMISSED
    file(session, site, headcount=Headcount.MANY, phone="19900000077")
    watch(session)
    assert (alarm.state, alarm.settled_by) == (AlarmState.NEW, None)
    assert len(alarms(session)) == 1
    assert unseen(session, Role.HEAD) == 2


def test_an_alarm_ends_with_its_reason_and_the_next_is_another_one(
    session: Session, site: Site
) -> None:
    filed = file(session, site, 3)
    watch(session)
    filed[0].status = Status.WITHDRAWN
    assert dict(watch(session).ended) == {"620502": 1}
    [alarm] = alarms(session)
    assert (alarm.state, alarm.ended_at is None) == (AlarmState.OVER, False)
    assert of_site(session, site)[0] is EventName.GROUP_ALARM_ENDED
    assert unseen(session, Role.INSPECTOR) == 0
    file(session, site, phone="19900000088")
    assert watch(session).raised.total() == 1
    assert [each.state for each in alarms(session)] == [AlarmState.OVER, AlarmState.NEW]
    assert names(session, filed[1])[-2:] == [EventName.GROUP_ALARMED] * 2


@only_sqlite
def test_a_run_that_was_missed_is_made_up_for(session: Session, site: Site) -> None:
    file(session, site, 3)
    with clock.pretending(MONDAY + timedelta(days=20)):
        assert watch(session).raised.total() == 1
    with clock.pretending(MONDAY + timedelta(days=31)):
        assert watch(session).ended.total() == 1


@only_sqlite
def test_one_that_was_taken_up_lasts_as_long_as_its_group(session: Session, site: Site) -> None:
    filed = file(session, site, 3)
    watch(session)
    [alarm] = alarms(session)
    alarm.state, alarm.group = AlarmState.TAKEN_UP, groups.share(session, filed[0])
    session.flush()
    with clock.pretending(MONDAY + timedelta(days=60)):
        assert watch(session) == Report()
        filed[0].status = Status.CLOSED
        session.flush()
        assert watch(session).ended.total() == 1


@only_sqlite
def test_what_does_not_belong_raises_nothing(session: Session, site: Site) -> None:
    file(session, site, 2)
    file(session, factories.site(session))
    for n in range(3):  # without a site, and one person again and again
        factories.complaint(session, phone=f"1990000{n:04d}")
        file(session, site)
    assert watch(session) == Report()
    assert group_alarms.count(session) == {}


@only_sqlite
def test_batches_are_read_to_the_beginning_of_the_window_and_no_further(
    session: Session, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_alarms, "READ_BATCH", 2)
    with clock.pretending(MONDAY - timedelta(days=40)):
        old = file(session, site, 5)
    file(session, site, 3)
    read: list[int] = []
    original = group_alarms.newest_complaints
    monkeypatch.setattr(
        group_alarms,
        "newest_complaints",
        lambda before, size: (read.append(before or 0), original(before, size))[1],
    )
    [count] = group_alarms.count(session).values()
    assert count.figures.complaints == 3
    assert len(read) == 2
    assert min(each for each in read if each) > old[-1].id


def test_two_runs_at_once_raise_one(session: Session, site: Site) -> None:
    file(session, site, 3)
    counts = group_alarms.count(session)
    group_alarms.settle(session, counts)
    report = Report()
    group_alarms._raise(session, site.id, counts[site.id], report)
    assert report == Report()
    assert len(alarms(session)) == 1


def test_merged_sites_have_one_alarm(session: Session, site: Site) -> None:
    poster: Staff = factories.member(session, Role.POSTER)
    other = factories.site(session)
    file(session, site, 3)
    file(session, other, 3)
    watch(session)
    site_merge.merge(session, site, other, by=poster, reason="重复")
    session.expire_all()
    first, second = alarms(session)
    assert (first.state, second.state) == (AlarmState.OVER, AlarmState.NEW)
    watch(session)
    assert (second.complaints, second.people) == (6, 3)


@only_sqlite
def test_an_alarm_follows_its_site_where_the_survivor_has_none(
    session: Session, site: Site
) -> None:
    poster = factories.member(session, Role.POSTER)
    file(session, site, 3)
    watch(session)
    survivor = factories.site(session)
    site_merge.merge(session, site, survivor, by=poster, reason="重复")
    session.expire_all()
    assert watch(session) == Report()
    [alarm] = alarms(session)
    assert (alarm.site_id, alarm.state) == (survivor.id, AlarmState.NEW)


@only_sqlite
def test_a_bureau_draws_its_own_lines(session: Session, site: Site) -> None:
    group_alarms.set_limits(session.get_bind().engine, Limits(complaints=99, amount_fen=60_000_00))
    file(session, site, 2)
    assert watch(session).raised.total() == 1
    assert alarms(session)[0].thresholds == (Threshold.AMOUNT,)


@only_sqlite
def test_the_chat_of_the_staff_hears_numbers_and_nothing_of_a_case(
    session: Session, site: Site
) -> None:
    file(session, site, 3)
    text = summary(watch(session), "https://example.cn")
    assert text.splitlines() == ["群体预警", "秦州区：新 1 个", "https://example.cn/console/alarms"]


@only_sqlite
def test_what_changed_is_not_that_an_alarm_was_raised(session: Session, site: Site) -> None:
    first = file(session, site, 3)[0]
    seen = session.scalars(select(Event.id).order_by(Event.id.desc()).limit(1)).one()
    watch(session)
    assert session.scalars(Event.changes_since(first.id, seen)).all() == []
