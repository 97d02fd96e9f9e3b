"""When complaints of one site are a group's: how many people, how much money, how fast."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.casework import INSPECTION_TOPICS
from portal.domain.complaint import OPEN, Headcount, Kind, Status, Topic


class Threshold(StrEnum):
    """What can be too much."""

    HEADS = "heads"
    AMOUNT = "amount"
    SPEED = "speed"


class Level(StrEnum):
    """How grave it is: several complaints, or so many people that a plan applies."""

    SEVERAL = "several"
    MASS = "mass"


class AlarmState(StrEnum):
    """What has become of an alarm."""

    NEW = "new"
    TAKEN_UP = "taken_up"
    DISMISSED = "dismissed"
    OVER = "over"


@dataclass(frozen=True)
class Limits:
    """From what on there is an alarm; all of it the office's own rule.

    Complaints count for `window_days` after receipt. `heads` people, `amount_fen` claimed by
    several, or `complaints` complaints received within `within_days` days raise one. So many
    people may have at most so many `representatives`.
    """

    window_days: int = 30
    heads: int = 10
    amount_fen: int = 100_000_00
    complaints: int = 3
    within_days: int = 7
    representatives: int = 5


# What may be taken up as a case: dismissing an alarm is no last word.
OPEN_TO_CASE: Final = frozenset({AlarmState.NEW, AlarmState.DISMISSED})
# No law draws these lines, so each is the office's own rule; ten people is the number from which
# on 劳动争议调解仲裁法 7 lets workers choose representatives (FACTS R6).
BASIS: Final = MappingProxyType(
    {
        Threshold.HEADS: "本局规定（人数参照劳动争议调解仲裁法第 7 条）",
        Threshold.AMOUNT: "本局规定",
        Threshold.SPEED: "本局规定",
    }
)
# Less is one worker's own matter, however much it is about.
SEVERAL_FROM: Final = 2
# How many people there are at least when somebody says so many.
AT_LEAST: Final[Mapping[Headcount, int]] = MappingProxyType(
    {Headcount.ONE: 1, Headcount.FEW: 2, Headcount.MANY: 10}
)
_RANKS: Final[tuple[Level | None, ...]] = (None, Level.SEVERAL, Level.MASS)


@dataclass(frozen=True)
class Filing:
    """A complaint as far as it counts. `person` tells whether two are one person's; None where
    nobody knows, who then is somebody else each time."""

    received_at: datetime
    kind: Kind
    headcount: Headcount
    amount_fen: int | None = None
    person: str | None = None


@dataclass(frozen=True)
class Figures:
    """What the complaints of a site come to: how many, people at least, 分 claimed, the most that
    came within the days of the limit, and the first of them."""

    complaints: int
    people: int
    sum_fen: int
    fastest: int
    since: datetime


def counts(kind: Kind, topic: Topic, status: Status) -> bool:
    """Whether a complaint counts towards an alarm: open, and a matter of labour inspection
    (劳动保障监察条例 11). A question is none."""
    return kind is not Kind.ENQUIRY and topic in INSPECTION_TOPICS and status in OPEN


def first_counted(now: datetime, limits: Limits) -> datetime:
    """What was received before counts no more."""
    return now - timedelta(days=limits.window_days)


def figures(filings: Iterable[Filing], limits: Limits, now: datetime) -> Figures | None:
    """What those within the window come to; None without any. One more never lowers a number."""
    first = first_counted(now, limits)
    within = sorted((f for f in filings if f.received_at >= first), key=lambda f: f.received_at)
    if not within:
        return None
    own = [filing for filing in within if filing.kind is Kind.COMPLAINT]
    # A report speaks of the same people and the same money, so it is not added to theirs.
    said = max(AT_LEAST[filing.headcount] for filing in within)
    reported = max((f.amount_fen or 0 for f in within if f.kind is not Kind.COMPLAINT), default=0)
    return Figures(
        complaints=len(within),
        people=max(_people(own), said),
        sum_fen=max(_claimed(own), reported),
        fastest=_fastest(within, timedelta(days=limits.within_days)),
        since=within[0].received_at,
    )


def crossed(found: Figures, limits: Limits) -> tuple[Threshold, ...]:
    """Which thresholds are reached."""
    is_reached = {
        Threshold.HEADS: found.people >= limits.heads,
        Threshold.AMOUNT: found.complaints >= SEVERAL_FROM and found.sum_fen >= limits.amount_fen,
        Threshold.SPEED: found.fastest >= limits.complaints,
    }
    return tuple(threshold for threshold in Threshold if is_reached[threshold])


def level_of(reached: Collection[Threshold]) -> Level | None:
    """How grave it is; None while nothing is reached."""
    if Threshold.HEADS in reached:
        return Level.MASS
    return Level.SEVERAL if reached else None


def is_graver(level: Level | None, than: Level | None) -> bool:
    """Whether a level is above another."""
    return _RANKS.index(level) > _RANKS.index(than)


def state_after(
    state: AlarmState, before: Level, now: Level | None, *, is_group_open: bool
) -> AlarmState:
    """What becomes of an alarm when the site is counted again.

    One that was taken up lasts as long as its group; others as long as anything is reached. What
    was dismissed stays so until it is graver.
    """
    if state is AlarmState.TAKEN_UP:
        return state if is_group_open else AlarmState.OVER
    if now is None:
        return AlarmState.OVER
    return AlarmState.NEW if is_graver(now, before) else state


def _people(filings: Sequence[Filing]) -> int:
    known = {filing.person for filing in filings if filing.person is not None}
    return len(known) + sum(filing.person is None for filing in filings)


def _claimed(filings: Sequence[Filing]) -> int:
    """All together in 分; of one person's several complaints the largest."""
    largest: dict[str | int, int] = {}
    for number, filing in enumerate(filings):
        person = number if filing.person is None else filing.person
        largest[person] = max(largest.get(person, 0), filing.amount_fen or 0)
    return sum(largest.values())


def _fastest(filings: Sequence[Filing], stretch: timedelta) -> int:
    """The most people that came within a stretch of time, whenever in the window that was: so a
    run that was missed costs nothing."""
    return max(
        _people([f for f in filings[n:] if f.received_at - first.received_at < stretch])
        for n, first in enumerate(filings)
    )
