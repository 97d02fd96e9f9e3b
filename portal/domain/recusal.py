"""Recusal: who has a direct interest in a case is not given it and takes no step with it."""

from enum import StrEnum
from typing import Final

from portal.domain.audit import Act, act_of
from portal.domain.events import EventName


class RecusalGround(StrEnum):
    """Whose direct interest in the matter keeps an inspector from it (劳动保障监察条例 16)."""

    OWN = "own"
    FAMILY = "family"


class InspectorRecused(Exception):
    """Somebody who is to be given a case has an interest in it (劳动保障监察条例 16)."""


class MustWithdraw(Exception):
    """Who wants to act in a case has an interest in it (劳动保障监察条例 16)."""


# What is done with a case, or shows who complained, is barred, and so is lifting one's own recusal;
# these alone are not: to say that there is an interest, and to hand the case on to others.
_NOT_BARRED: Final = frozenset({EventName.RECUSED, EventName.ASSIGNED})


def is_barred(name: EventName) -> bool:
    """Whether what the event tells is nothing that somebody with an interest may do."""
    return act_of(name) in (Act.STEP, Act.REVEAL) and name not in _NOT_BARRED


def check_given(people: frozenset[int], recused: frozenset[int]) -> None:
    """Raises InspectorRecused where one of these people has an interest in the case."""
    if people & recused:
        raise InspectorRecused


def check_acting(person: int, recused: frozenset[int]) -> None:
    """Raises MustWithdraw where this person has an interest in the case."""
    if person in recused:
        raise MustWithdraw
