"""A group case: co-workers' own claims side by side, however they came together."""

from collections.abc import Iterable
from typing import Final

from portal.domain.complaint import OPEN, Headcount, Kind, Status, Step, Topic
from portal.domain.group_alarm import AT_LEAST

# What the office does with all claims of a group in one go: what it says of each is the same. An
# amount, a ground or a result is each worker's own, so every other step is taken one by one.
TOGETHER: Final = frozenset({Step.ACCEPT, Step.INVESTIGATE, Step.RECORD, Step.HEAR})


class NotShared(Exception):
    """The complaint is none that others could join."""


class NotTogether(Exception):
    """The step states what is each worker's own, so it is taken one by one."""

    def __init__(self, step: Step) -> None:
        super().__init__(step)
        self.step = step


class NothingChosen(Exception):
    """A group case needs a complaint."""


class NotOfThisGroup(Exception):
    """The complaint is over, of another place, or in another group case already."""


class NotesRemain(Exception):
    """The last complaint stays as long as there are notes about the group: they are kept and
    purged with it, and without any nobody would ever purge them."""


class NoRepresentative(Exception):
    """Only one of the group who complains in his own name can speak for it."""


class TooManyRepresentatives(Exception):
    """The office deals with no more of them."""

    def __init__(self, most: int) -> None:
        super().__init__(str(most))
        self.most = most


def may_share(kind: Kind, topic: Topic, status: Status, *, is_anonymous: bool) -> bool:
    """Whether a complaint may open a group or join one: one's own wages, named, and not over."""
    is_own_wages = kind is Kind.COMPLAINT and topic is Topic.WAGES and not is_anonymous
    return is_own_wages and status in OPEN


def may_be_taken_up(kind: Kind, status: Status) -> bool:
    """Whether the office may put a complaint under a group case; a question is none."""
    return kind is not Kind.ENQUIRY and status in OPEN


def people_at_least(said: Iterable[tuple[Headcount, int]]) -> int:
    """How many people there are for certain: of each complaint what it says and how many its
    ledger names. Those named are added up; ten that somebody speaks of are not."""
    known, spoken_of = 0, 0
    for headcount, named in said:
        known += max(1, named)
        spoken_of = max(spoken_of, AT_LEAST[headcount])
    return max(known, spoken_of)


def check_together(step: Step) -> None:
    """Raises NotTogether."""
    if step not in TOGETHER:
        raise NotTogether(step)


def check_representative(
    kind: Kind, status: Status, *, is_anonymous: bool, chosen: int, most: int
) -> None:
    """Workers who complain of the same may choose who speaks for them (劳社部令第25号; FACTS 2.2);
    how many, the office says. `chosen` are representatives already. Raises NoRepresentative,
    TooManyRepresentatives."""
    if kind is not Kind.COMPLAINT or is_anonymous or status not in OPEN:
        raise NoRepresentative
    if chosen >= most:
        raise TooManyRepresentatives(most)
