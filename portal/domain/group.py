"""A group case: co-workers' own claims side by side, opened by a share code that says nothing."""

from typing import Final

from portal.domain.complaint import OPEN, Kind, Status, Topic

# From ten people on it is a mass case (FACTS R6).
MASS_CASE_FROM: Final = 10


class NotShared(Exception):
    """The complaint is none that others could join."""


def may_share(kind: Kind, topic: Topic, status: Status, *, is_anonymous: bool) -> bool:
    """Whether a complaint may open a group or join one: one's own wages, named, and not over."""
    is_own_wages = kind is Kind.COMPLAINT and topic is Topic.WAGES and not is_anonymous
    return is_own_wages and status in OPEN
