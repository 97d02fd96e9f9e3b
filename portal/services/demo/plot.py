"""Making the tales up: which course, which site, who, about what, how much."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final, TypeVar

from portal.domain.complaint import Channel, Earlier, Headcount, Kind, Topic
from portal.domain.events import EventName
from portal.domain.money import FEN_PER_YUAN
from portal.domain.regions import COUNTIES
from portal.domain.site import Industry, PartyRole
from portal.domain.workdays import WorkCalendar
from portal.models import Site
from portal.services.clock import CHINA, now, today
from portal.services.demo import courses, moments, people
from portal.services.demo.courses import Course
from portal.services.demo.enquiries import QUESTIONS
from portal.services.demo.sites import day_begun
from portal.services.demo.tales import Tale

T = TypeVar("T")
_OFFICE_CHANNELS: Final = frozenset({Channel.PHONE, Channel.COUNTER, Channel.IMPORT})
_CHANNELS: Final = dict(zip(Channel, (46, 12, 24, 10, 8), strict=True))
_ENQUIRY_CHANNELS: Final = dict(zip(Channel, (10, 12, 58, 20, 0), strict=True))
_ANY: Final = {
    Topic.WAGES: 62,
    Topic.DEDUCTION: 9,
    Topic.NO_CONTRACT: 8,
    Topic.INSURANCE: 3,
    Topic.INJURY: 3,
    Topic.SAFETY: 3,
    Topic.LIVING: 4,
    Topic.RETALIATION: 4,
    Topic.OTHER: 4,
}
_OURS: Final = {
    Topic.WAGES: 74,
    Topic.DEDUCTION: 10,
    Topic.NO_CONTRACT: 8,
    Topic.RETALIATION: 4,
    Topic.LIVING: 2,
    Topic.INSURANCE: 2,
}
_OF_OTHERS: Final = {
    Topic.SAFETY: 28,
    Topic.INJURY: 26,
    Topic.WAGES: 18,
    Topic.INSURANCE: 12,
    Topic.LIVING: 8,
    Topic.OTHER: 8,
}
_REFUSED: Final = {Topic.WAGES: 60, Topic.OTHER: 40}
_HEADCOUNTS: Final = dict(zip(Headcount, (60, 26, 14), strict=True))
_PEOPLE: Final = {Headcount.ONE: (1, 1), Headcount.FEW: (2, 9), Headcount.MANY: (10, 34)}
REPORTS, ANONYMOUS, SITELESS, UNSURE, AGAIN = 0.17, 0.65, 0.08, 0.12, 0.07
_OLD_MONTHS: Final = 27


@dataclass(frozen=True)
class _Setting:
    """What all tales share."""

    sites: Sequence[Site]
    calendar: WorkCalendar
    weights: Sequence[float]


def tales(sites: Sequence[Site], calendar: WorkCalendar) -> Iterator[Tale]:
    """All of them, course by course."""
    weights = [min(Random(f"weight {n}").paretovariate(1.3), 5) for n in range(len(sites))]
    setting = _Setting(sites, calendar, weights)
    number = 0
    for course in courses.COURSES:
        for _ in range(course.times):
            number += 1
            yield _tale(number, course, setting, Random(f"tale {number}"))


def _tale(number: int, course: Course, setting: _Setting, rng: Random) -> Tale:
    kind = _kind(course, rng)
    is_anonymous = kind is Kind.REPORT and rng.random() < ANONYMOUS
    path = courses.travelled(course, is_anonymous=is_anonymous, rng=rng)
    received_on = courses.day_of_receipt(course, today(), rng)
    received_on, days = courses.dated(path, received_on, today(), setting.calendar, rng)
    question_no = rng.randrange(len(QUESTIONS))
    topic = QUESTIONS[question_no].topic if kind is Kind.ENQUIRY else _topic(path, rng)
    is_old = EventName.REFUSED in path and topic is Topic.WAGES and rng.random() < 0.5
    site = None if is_old else _site(kind, received_on, setting, rng)
    channel = _channel(kind, site, received_on, setting.calendar, rng)
    headcount = _pick(_HEADCOUNTS, rng)
    crew = rng.randint(*_PEOPLE[headcount])
    months = _months(topic, received_on, site, is_old, rng)
    region = rng.choice(setting.sites).region if site is None else site.region
    return Tale(
        number=number,
        kind=kind,
        topic=topic,
        channel=channel,
        region=region,
        industry=Industry.HOUSING if site is None else site.industry,
        timeline=_timeline(channel, received_on, path, days, rng),
        site=site,
        employer=_employer(site, rng),
        place="" if site else f"{COUNTIES[region]}示例路 {rng.randint(1, 99)} 号附近的工地",
        worker=None if is_anonymous else _worker(number, rng),
        headcount=headcount,
        people=crew,
        amount_fen=None if is_anonymous else _amount_fen(topic, crew, len(months), rng),
        months=months,
        earlier=_earlier(months, rng),
        question_no=question_no,
    )


def _kind(course: Course, rng: Random) -> Kind:
    if course.is_enquiry:
        return Kind.ENQUIRY
    may_be_report = not course.needs_worker and rng.random() < REPORTS
    return Kind.REPORT if may_be_report else Kind.COMPLAINT


def _topic(path: tuple[EventName, ...], rng: Random) -> Topic:
    """What suits the course: what was passed on was mostly not the inspection's to begin with."""
    is_undecided = EventName.INVESTIGATION_COMPLETED in path and EventName.DECIDED not in path
    if EventName.DISPUTED in path or is_undecided:
        return Topic.WAGES
    if EventName.REFUSED in path:
        return _pick(_REFUSED, rng)
    if EventName.ACCEPTED in path:
        return Topic.WAGES if EventName.TRANSFERRED in path else _pick(_OURS, rng)
    return _pick(_OF_OTHERS if EventName.TRANSFERRED in path else _ANY, rng)


def _site(kind: Kind, received_on: date, setting: _Setting, rng: Random) -> Site | None:
    """A site that had been going for six weeks by then; a few are busier than the rest."""
    if rng.random() < (0.6 if kind is Kind.ENQUIRY else SITELESS):
        return None
    latest = received_on - timedelta(days=45)
    weights = [
        weight if day_begun(site) <= latest else 0
        for site, weight in zip(setting.sites, setting.weights, strict=True)
    ]
    return rng.choices(setting.sites, weights)[0]


def _channel(
    kind: Kind, site: Site | None, received_on: date, calendar: WorkCalendar, rng: Random
) -> Channel:
    """Nobody answers on a rest day, and what came in today came in by phone screen, because the
    demo may be loaded at any hour; who has no poster before him uses the web page."""
    channel = _pick(_ENQUIRY_CHANNELS if kind is Kind.ENQUIRY else _CHANNELS, rng)
    is_closed = received_on == today() or not calendar.is_workday(received_on)
    if channel in _OFFICE_CHANNELS and is_closed:
        channel = Channel.SCAN
    return Channel.WEB if channel is Channel.SCAN and site is None else channel


def _timeline(
    channel: Channel,
    received_on: date,
    path: tuple[EventName, ...],
    days: list[date],
    rng: Random,
) -> tuple[tuple[datetime, EventName], ...]:
    if received_on == today():
        received_at = moments.since_midnight(now().astimezone(CHINA), rng)
    elif channel in _OFFICE_CHANNELS:
        received_at = moments.in_office(received_on, rng)
    else:
        received_at = moments.in_free_time(received_on, rng)
    if path == (EventName.ANSWERED,) and channel in _OFFICE_CHANNELS:
        steps = [(received_at + timedelta(minutes=rng.randint(3, 9)), EventName.ANSWERED)]
    else:
        steps = [
            (courses.moment_of(step, day, rng), step) for step, day in zip(path, days, strict=True)
        ]
    return ((received_at, EventName.RECEIVED), *steps)


def _employer(site: Site | None, rng: Random) -> str:
    """The firm that the worker names: always where there is no site, else now and then."""
    if site is None:
        name = rng.choice(("聚力", "腾飞", "鑫源", "恒业", "五联", "立信"))
        return f"示例{name}{rng.choice(('劳务', '建筑劳务', '装饰'))}有限公司"
    crews = [party.organisation for party in site.parties if party.role is PartyRole.SUBCONTRACTOR]
    return rng.choice(crews) if crews and rng.random() < 0.5 else ""


def _worker(number: int, rng: Random) -> people.Person:
    """Mostly somebody new, now and then one who has been heard of before."""
    is_known = number > 1 and rng.random() < AGAIN
    return people.worker(rng.randrange(1, number) if is_known else number)


def _months(
    topic: Topic, received_on: date, site: Site | None, is_old: bool, rng: Random
) -> tuple[str, ...]:
    """Whole months before the receipt, none before the works began; `YYYY-MM`, oldest first."""
    if topic is not Topic.WAGES:
        return ()
    latest = received_on.year * 12 + received_on.month - 2
    if is_old:
        latest -= _OLD_MONTHS
    count = rng.choices((1, 2, 3, 4, 5, 6), (22, 28, 22, 14, 8, 6))[0]
    if site is not None:
        begun = day_begun(site)
        count = min(count, latest - (begun.year * 12 + begun.month - 1) + 1)
    return tuple(f"{m // 12}-{m % 12 + 1:02d}" for m in range(latest - count + 1, latest + 1))


def _earlier(months: tuple[str, ...], rng: Random) -> Earlier:
    if not months:
        return Earlier.NO
    return rng.choices(tuple(Earlier), (76, 12, 12))[0]


def _amount_fen(topic: Topic, crew: int, months: int, rng: Random) -> int | None:
    """What is owed, to the hundred yuan; nothing where the worker does not know."""
    if topic is Topic.DEDUCTION:
        return crew * rng.randrange(200, 2000, 100) * FEN_PER_YUAN
    if topic is not Topic.WAGES or rng.random() < UNSURE:
        return None
    return crew * months * rng.randrange(3200, 9600, 100) * FEN_PER_YUAN


def _pick(weighted: dict[T, int], rng: Random) -> T:
    return rng.choices(list(weighted), list(weighted.values()))[0]
