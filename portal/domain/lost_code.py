"""A lost query code: what an operator checks before giving another, or why none is given."""

from collections.abc import Collection
from enum import StrEnum


class LostCodeState(StrEnum):
    """Where the request stands."""

    WAITING = "waiting"
    GIVEN = "given"
    REFUSED = "refused"


class LostCodeCheck(StrEnum):
    """What is found out on the telephone. Calling the number of the complaint comes first: who
    rings in may be anybody."""

    CALLED_BACK = "called_back"
    SITE_TOLD = "site_told"
    MATTER_TOLD = "matter_told"


class LostCodeRefusal(StrEnum):
    """Why no code is given."""

    NO_MATCH = "no_match"
    NOT_REACHED = "not_reached"
    NOT_THE_PERSON = "not_the_person"
    NOT_ASKED_FOR = "not_asked_for"


class ChecksMissing(Exception):
    """A new code needs every check."""


class AlreadyHandled(Exception):
    """Somebody has answered the request before."""


def check_confirmed(checks: Collection[LostCodeCheck]) -> None:
    """Raises ChecksMissing unless everything was checked."""
    if set(checks) != set(LostCodeCheck):
        raise ChecksMissing
