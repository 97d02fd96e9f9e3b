"""Boards of the demo as they come to stand after half a year: printed by the batch and one by one,
hung, taken down, overtaken by a change, and scanned.

Nothing hangs at the sample site and in 清水县, so that somebody who looks around has a first board
and a first batch to print.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final

from sqlalchemy.orm import Session

from portal.domain.complaint import Channel
from portal.domain.poster import PlacementKind
from portal.domain.print_batch import BatchForm, BatchState
from portal.domain.register_sheet import SiteFacts
from portal.domain.scans import Counted
from portal.domain.site import SiteStatus
from portal.domain.workdays import WorkCalendar
from portal.models import Placement, Site, Staff
from portal.services import batch_issues, board, issuing, placing, print_batch, register, scans
from portal.services.batch_lease import Job
from portal.services.board import BoardSource
from portal.services.board_press import PrintSettings
from portal.services.clock import CHINA, now, pretending, today
from portal.services.demo import moments
from portal.services.demo.accounts import MARK
from portal.services.demo.site_list import QINGSHUI, QINZHOU, SAMPLE_NAME
from portal.services.demo.tales import Tale
from portal.services.placing import PlaceFacts
from portal.services.scans import Poster
from posters import Design, Item

BATCH_DAYS_AGO: Final = 40
COUNTED_DAYS: Final = 35
_HUNG, _SILENT = 0.75, 0.15
_UNDER_WAY: Final = (SiteStatus.ACTIVE, SiteStatus.SUSPENDED)
_GATES: Final = ("门卫室外墙", "东门立柱", "围挡正面", "大门右手边", "实名制通道旁")
_SHEETS: Final = (
    (PlacementKind.MARKET, "零工市场公告栏"),
    (PlacementKind.STATION, "客运站候车厅"),
    (PlacementKind.HALL, "政务大厅人社窗口"),
)
_NEW_PAY_DAY: Final = "每月28日"


@dataclass(frozen=True)
class Walls:
    """What all of it needs: the database, who does it, the working days, what a print says."""

    session: Session
    by: Staff
    days: WorkCalendar
    source: BoardSource

    def source_on(self, day: date) -> BoardSource:
        """What a print of that day says of the installation."""
        return replace(self.source, printed_on=day)

    def morning(self, days_ago: int, number: int) -> datetime:
        """Nine something of a working day about so long ago."""
        day = moments.last_working_day(today() - timedelta(days=days_ago), self.days)
        return datetime.combine(day, time(9, number % 60), CHINA)

    def later(self, moment: datetime, *, days: int, hours: int) -> datetime:
        """So many hours later in the day, on the working day about so many days on."""
        on = moment.astimezone(CHINA)
        day = moments.last_working_day(on.date() + timedelta(days=days), self.days)
        return datetime.combine(max(day, on.date()), on.timetz()) + timedelta(hours=hours)


def put_up(
    walls: Walls, sites: Sequence[Site], stated: Mapping[str, SiteFacts], tales: Iterable[Tale]
) -> None:
    """Print and hang them, change a few sites since, and count who scanned."""
    others = [
        site
        for site in sites
        if site.status in _UNDER_WAY and site.region != QINGSHUI and site.name != SAMPLE_NAME
    ]
    whole = [site for site in others if not _missing(walls, site)]
    in_batch = [site for site in others if site.region == QINZHOU]
    _print_batch(walls, in_batch)
    for number, site in enumerate(whole):
        if site not in in_batch:
            _issue(walls, site, number)
    _print_drafts(walls, [site for site in others if site not in whole and site not in in_batch])
    places = [place for n, site in enumerate(whole) for place in _hang(walls, site, n)]
    places += [_hang_sheet(walls, n) for n in range(len(_SHEETS) * 2)]
    _change(walls, whole, stated)
    _count(walls, places, tales)


def _print_batch(walls: Walls, sites: Sequence[Site]) -> None:
    """A county's boards at once, of which a few are refused; the file was kept a day."""
    settings = PrintSettings(design=Design.BANNER)
    with pretending(walls.morning(BATCH_DAYS_AGO, 12)):
        batch = print_batch.ask(
            walls.session, [site.id for site in sites], settings, BatchForm.PDF, by=walls.by
        )
        batch.attempts = 1
        job = Job(
            batch.id, "", BatchState.RECORDING, batch.form, settings, walls.by.id, 1, batch.total
        )
        while batch_issues.reserve(walls.session, job, walls.source_on(today())):
            walls.session.flush()
        while batch_issues.open_some(walls.session, job):
            batch.done = batch.total
        batch.state, batch.ended_at = BatchState.DONE, now() + timedelta(minutes=1)


def _issue(walls: Walls, site: Site, number: int) -> None:
    """One by one, in the weeks since; some have a second place, which gets a page of its own."""
    design = list(Design)[number % 2]
    with pretending(walls.morning(10 + number % 30, number)):
        placing.plan(walls.session, site, PlaceFacts(PlacementKind.GATE))
        if number % 5 == 0:
            placing.plan(walls.session, site, PlaceFacts(PlacementKind.DORMITORY))
        settings = PrintSettings(design=design)
        issuing.issue(walls.session, site, settings, walls.source_on(today()), by=walls.by)


def _print_drafts(walls: Walls, sites: Sequence[Site]) -> None:
    for number, site in enumerate(sites[:4]):
        with pretending(walls.morning(6 + number, number)):
            issuing.record_draft(walls.session, site, "A3", _missing(walls, site), by=walls.by)


def _missing(walls: Walls, site: Site) -> tuple[Item, ...]:
    return board.missing_items(board.gather(walls.session, site, walls.source))


def _hang(walls: Walls, site: Site, number: int) -> Iterator[Placement]:
    """Most hang within a week; one was taken down again, because the fence was moved."""
    rng = Random(f"wall {number}")
    for place in walls.session.scalars(Placement.of_site(site.id)).all():
        if rng.random() >= _HUNG:
            continue
        words = rng.choice(_GATES) if place.kind is PlacementKind.GATE else "一楼楼梯口"
        hung_at = walls.later(place.planned_at, days=rng.randint(1, 6), hours=rng.randint(1, 6))
        with pretending(hung_at):
            placing.hang(walls.session, place, PlaceFacts(place.kind, words), by=walls.by)
        if number == 3:
            with pretending(walls.later(hung_at, days=2, hours=1)):
                placing.take_down(walls.session, place, "围挡改道，重新找地方", by=walls.by)
        yield place


def _hang_sheet(walls: Walls, number: int) -> Placement:
    """A publicity sheet in the places where people look for work, in the two city districts."""
    kind, words = _SHEETS[number % len(_SHEETS)]
    region = (QINZHOU, "620503")[number // len(_SHEETS)]
    with pretending(walls.morning(34 - number, number)):
        place = placing.plan_sheet(walls.session, region, PlaceFacts(kind, f"{MARK}{words}"))
        if number != 5:
            placing.hang(walls.session, place, PlaceFacts(kind, place.words), by=walls.by)
    return place


def _change(walls: Walls, whole: Sequence[Site], stated: Mapping[str, SiteFacts]) -> None:
    """Facts that have changed since: three boards are out of date, a fourth was printed again."""
    for number, site in enumerate(whole[::9][:4]):
        with pretending(walls.morning(4 - number % 3, number)):
            facts = replace(stated[site.name], pay_day=_NEW_PAY_DAY)
            origin = register.Origin.DEMO
            register.change_site(walls.session, site, facts, origin=origin, by=walls.by)
            if number == 0:
                settings, source = PrintSettings(), walls.source_on(today())
                issuing.issue(walls.session, site, settings, source, by=walls.by)


def _count(walls: Walls, places: Iterable[Placement], tales: Iterable[Tale]) -> None:
    """Scans of each day since it hangs; as many complaints as did come in by scan there."""
    came_in = Counter(
        (tale.site.id, tale.timeline[0][0].astimezone(CHINA).date())
        for tale in tales
        if tale.site is not None and tale.channel is Channel.SCAN
    )
    counts: dict[tuple[Poster, Counted], int] = {}
    for place in places:
        rng = Random(f"scans {place.id}")
        is_silent = rng.random() < _SILENT
        for on in _days_hung(place):
            submitted = came_in.pop((place.site_id or 0, on), 0)
            started = submitted + (0 if is_silent else rng.choices((0, 1, 2), (7, 2, 1))[0])
            seen = started * rng.randint(2, 4) + (0 if is_silent else rng.randint(0, 5))
            poster = Poster(on, place.site_id or 0, place.id)
            numbers = dict(zip(Counted, (seen, started, submitted), strict=True))
            counts |= {(poster, counted): number for counted, number in numbers.items()}
    scans.add(walls.session, counts)


def _days_hung(place: Placement) -> Iterator[date]:
    if place.hung_at is None:
        return
    first = max(place.hung_at.astimezone(CHINA).date(), today() - timedelta(days=COUNTED_DAYS))
    last = place.taken_down_at.astimezone(CHINA).date() if place.taken_down_at else today()
    for day in range((last - first).days + 1):
        yield first + timedelta(days=day)
