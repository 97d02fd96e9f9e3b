"""Groups among the demo data: one dealt with as a case, one just noticed, one of a share code."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from portal.domain.complaint import Channel, Kind, Topic
from portal.domain.events import EventName
from portal.domain.group_alarm import AlarmState
from portal.domain.money import FEN_PER_YUAN
from portal.domain.regions import CITY
from portal.domain.site import SiteStatus
from portal.domain.workdays import WorkCalendar
from portal.models import Complaint, GroupAlarm, Site
from portal.services import group_alarms, group_cases, groups
from portal.services.clock import CHINA, now, today
from portal.services.demo import moments, people
from portal.services.demo.accounts import Team
from portal.services.demo.tales import Tale

QINZHOU, MAIJI = "620502", "620503"
# How many workers, and how many days before the case was taken up each of them complained.
CASE_DAYS: Final = (6, 6, 5, 5, 5, 4, 4, 4, 3, 3, 2, 1)
# The same of the other groups, before today.
NOTICED_DAYS: Final = (5, 4, 3, 2, 1)
SHARED_DAYS: Final = (13, 2)
COMPLAINTS: Final = len(CASE_DAYS) + len(NOTICED_DAYS) + len(SHARED_DAYS)
TAKEN_UP_DAYS_AGO: Final = 16
# The job is taken to have run on these days before today; what it raised was mostly looked at.
WATCHED: Final = (56, 49, 42, 35, 28, 21, 14, 7)
DISMISSED_SHARE: Final = 0.7
_REASONS: Final = (
    "核对过，是同一个班组重复登记，按一件办",
    "到工地看过，总包已把钱打进专户，各件照常办",
    "人数是听说的，实际三个人，各件照常办",
    "几件不是同一个单位的事，分开办",
)
_NOTES: Final = (
    "和总包、劳务公司在项目部碰过头，总包答应先核工程量，本周内报考勤表和工资表。",
    "考勤表收到了，和工友说的差两个人的天数，约代表来核。",
)
ONE_DAY: Final = timedelta(days=1)
ASK_AFTER, JOIN_AFTER = timedelta(minutes=6), timedelta(minutes=1)


class Act(NamedTuple):
    """Something that is done with complaints that are there by then, by number of their tale."""

    at: datetime
    do: Callable[[Session, Mapping[int, Complaint]], object]


class Plan(NamedTuple):
    """The tales of the groups, and what is done beside their steps."""

    tales: tuple[Tale, ...]
    acts: tuple[Act, ...]


def plan(sites: Sequence[Site], calendar: WorkCalendar, team: Team, first: int) -> Plan:
    """All three, their tales numbered from `first` on."""
    case, noticed = (_site(sites, QINZHOU, place) for place in (1, 2))
    shared = _site(sites, MAIJI, 1)
    numbers = iter(range(first, first + COMPLAINTS))
    steps = _steps_of_case(calendar)
    day = _taken_up_on(calendar)
    in_case = [_tale(next(numbers), case, day - ago * ONE_DAY, steps) for ago in CASE_DAYS]
    just_now = [_tale(next(numbers), noticed, today() - ago * ONE_DAY) for ago in NOTICED_DAYS]
    by_code = [
        _tale(next(numbers), shared, today() - ago * ONE_DAY, most=9_000) for ago in SHARED_DAYS
    ]
    acts = [
        *_acts_of_case(in_case, calendar, team),
        *_acts_of_code(by_code),
        *_watching(calendar, team, {case.id, noticed.id}),
    ]
    return Plan((*in_case, *just_now, *by_code), tuple(a for a in acts if a.at < now()))


def _site(sites: Sequence[Site], county: str, place: int) -> Site:
    """One of the sites of a county that have been going for long."""
    active = [s for s in sites if s.region == county and s.status is SiteStatus.ACTIVE]
    return active[place]


def _tale(
    number: int,
    site: Site,
    day: date,
    steps: Sequence[tuple[datetime, EventName]] = (),
    most: int = 26_000,
) -> Tale:
    """One worker's own claim, of the two months before."""
    rng = Random(f"group {number}")
    last = day.year * 12 + day.month - 2
    own = tuple((at + timedelta(seconds=number % 50), name) for at, name in steps if at < now())
    return Tale(
        number=number,
        kind=Kind.COMPLAINT,
        topic=Topic.WAGES,
        channel=Channel.SCAN,
        region=site.region,
        industry=site.industry,
        timeline=((moments.in_free_time(day, rng), EventName.RECEIVED), *own),
        site=site,
        worker=people.worker(number),
        amount_fen=rng.randrange(6_000, most, 100) * FEN_PER_YUAN,
        months=tuple(f"{m // 12}-{m % 12 + 1:02d}" for m in (last - 1, last)),
    )


def _taken_up_on(calendar: WorkCalendar) -> date:
    return moments.last_working_day(today() - TAKEN_UP_DAYS_AGO * ONE_DAY, calendar)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), CHINA)


def _steps_of_case(calendar: WorkCalendar) -> list[tuple[datetime, EventName]]:
    """What was done with all of the case at once: each complaint a few seconds after another."""
    day = _taken_up_on(calendar)
    heard_on = moments.working_days_after(day, 5, calendar)
    return [
        (_at(day, 10, 40), EventName.ACCEPTED),
        (_at(moments.working_days_after(day, 1, calendar), 9, 10), EventName.INVESTIGATION_STARTED),
        (_at(heard_on, 15, 20), EventName.EMPLOYER_HEARD),
    ]


def _acts_of_case(tales: Sequence[Tale], calendar: WorkCalendar, team: Team) -> Iterator[Act]:
    day = _taken_up_on(calendar)
    by = team.taking(EventName.ACCEPTED, QINZHOU)

    def take_up(session: Session, kept: Mapping[int, Complaint]) -> None:
        group_cases.take_up(session, by=by, complaints=[kept[tale.number] for tale in tales])

    def choose(session: Session, kept: Mapping[int, Complaint]) -> None:
        for tale in tales[:3]:
            complaint = kept[tale.number]
            group_cases.choose(session, groups.share(session, complaint), complaint, by=by)

    def noting(text: str) -> Callable[[Session, Mapping[int, Complaint]], None]:
        return lambda session, kept: group_cases.note(
            session, groups.share(session, kept[tales[0].number]), by=by, text=text
        )

    yield Act(_at(day, 9, 2), lambda session, _: group_alarms.watch(session))
    yield Act(_at(day, 9, 30), take_up)
    yield Act(_at(moments.working_days_after(day, 2, calendar), 10, 5), choose)
    for gap, text in zip((3, 6), _NOTES, strict=True):
        yield Act(_at(moments.working_days_after(day, gap, calendar), 16, 30), noting(text))


def _acts_of_code(tales: Sequence[Tale]) -> Iterator[Act]:
    """The first one hands a code on, and others follow it."""
    first = tales[0]
    yield Act(
        first.timeline[0][0] + ASK_AFTER,
        lambda session, kept: groups.share(session, kept[first.number]),
    )
    for tale in tales[1:]:
        yield Act(tale.timeline[0][0] + JOIN_AFTER, _joining(tale, first))


def _joining(tale: Tale, first: Tale) -> Callable[[Session, Mapping[int, Complaint]], object]:
    return lambda session, kept: groups.join(
        session, kept[tale.number], groups.share(session, kept[first.number]).code
    )


def _watching(calendar: WorkCalendar, team: Team, but: set[int]) -> Iterator[Act]:
    """The job once a week, what it raised looked at on the day after; and once more just now."""

    def dismiss(session: Session, _: Mapping[int, Complaint]) -> None:
        new = GroupAlarm.in_states(GroupAlarm.seen_from(CITY), {AlarmState.NEW})
        for alarm in session.scalars(new.order_by(GroupAlarm.id)):
            rng = Random(f"alarm {alarm.id}")
            if alarm.site_id not in but and rng.random() < DISMISSED_SHARE:
                by = team.taking(EventName.ACCEPTED, alarm.region)
                group_alarms.dismiss(session, alarm, by=by, reason=rng.choice(_REASONS))

    for ago in WATCHED:
        day = moments.last_working_day(today() - ago * ONE_DAY, calendar)
        yield Act(_at(day, 11, 7), lambda session, _: group_alarms.watch(session))
        yield Act(_at(moments.working_days_after(day, 1, calendar), 15, 45), dismiss)
    yield Act(now() - timedelta(seconds=30), lambda session, _: group_alarms.watch(session))
