"""How long what was told is kept, and what must never be purged.

No law names the years for a complaint file (FACTS: UNVERIFIED, the bureau's archive rules decide),
and personal data is kept for the shortest time its purpose needs (个人信息保护法 19). So a period
is a setting with its source, and what has none is kept.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from portal.domain.complaint import OPEN, Kind, Status

_PERIOD: Final = re.compile(r"([1-9]\d{0,3})([ymd])")


class Kept(StrEnum):
    """What has a period of its own: the three kinds of complaints from their closure, the rest
    from when it was last touched."""

    COMPLAINT = "complaint"
    REPORT = "report"
    ENQUIRY = "enquiry"
    BROKEN_CALL = "broken_call"
    DRAFT = "draft"
    LOST_CODE = "lost_code"


OF_KIND: Final = {Kept(kind.value): kind for kind in Kind}


class BadPeriod(ValueError):
    """Not a period such as `10y`, `18m` or `30d`."""


@dataclass(frozen=True)
class Period:
    """So many years, months or days."""

    number: int
    unit: str

    @classmethod
    def parse(cls, text: str) -> "Period":
        """`10y`, `18m`, `30d`. Raises BadPeriod."""
        found = _PERIOD.fullmatch(text.strip().lower())
        if found is None:
            raise BadPeriod(text)
        return cls(int(found[1]), found[2])

    def before(self, day: date) -> date:
        """The day that lies the period before another; of a month too short its last day."""
        if self.unit == "d":
            return day - timedelta(days=self.number)
        months = self.number * (12 if self.unit == "y" else 1)
        year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
        if year < 1:
            return date.min
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class Schedule:
    """The periods that somebody has answered for, and on what they rest."""

    periods: Mapping[Kept, Period]
    source: str

    def cutoff(self, kept: Kept, today: date) -> date | None:
        """What ended before this day may go; None where nobody set a period with its source."""
        period = self.periods.get(kept)
        return period.before(today) if period and self.source else None


class Obstacle(StrEnum):
    """Why a complaint is not purged."""

    OPEN = "open"
    HELD = "held"
    GROUP_OPEN = "group_open"
    TOO_YOUNG = "too_young"
    GONE = "gone"


@dataclass(frozen=True)
class Standing:
    """What decides about one complaint; `ended_on` is the day in China on which it was closed,
    refused, answered or withdrawn, None where nothing says so."""

    status: Status
    is_held: bool
    is_group_open: bool
    is_purged: bool
    ended_on: date | None


def obstacle(standing: Standing, cutoff: date) -> Obstacle | None:
    """Why it must stay, or None: an open or held case never goes, nor one whose group is worked
    on, nor one without a day on which it ended."""
    if standing.is_purged:
        return Obstacle.GONE
    if standing.status in OPEN:
        return Obstacle.OPEN
    if standing.is_held:
        return Obstacle.HELD
    if standing.is_group_open:
        return Obstacle.GROUP_OPEN
    if standing.ended_on is None or standing.ended_on >= cutoff:
        return Obstacle.TOO_YOUNG
    return None


class BatchState(StrEnum):
    """Where a batch stands."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"
    DROPPED = "dropped"
    DONE = "done"


class SamePerson(Exception):
    """Who proposed a batch cannot confirm it."""


class BatchMoved(Exception):
    """The batch does not wait for a decision any more."""

    def __init__(self, state: BatchState) -> None:
        super().__init__(state)
        self.state = state


def check_decision(state: BatchState, proposed_by: int, by: int, *, confirms: bool) -> None:
    """Raises BatchMoved unless it waits, and SamePerson where one person would do both."""
    if state is not BatchState.PROPOSED:
        raise BatchMoved(state)
    if confirms and proposed_by == by:
        raise SamePerson


class Purged(Exception):
    """All that was told in this complaint is purged; the number and the days are left."""

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self.number = number
