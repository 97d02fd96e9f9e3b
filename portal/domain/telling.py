"""Who is told what about a case over the telephone, and by which answers he is known."""

from collections.abc import Collection
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from portal.domain.complaint import Kind


class Caller(StrEnum):
    """Who says he is calling."""

    SELF = "self"
    RELATED = "related"
    EMPLOYER = "employer"
    STRANGER = "stranger"


class Answer(StrEnum):
    """What a caller can know of a case. The query code is never asked for: whoever hears it once
    could look on for ever."""

    NUMBER = "number"
    PHONE = "phone"
    NAME = "name"
    SITE = "site"
    AMOUNT = "amount"


class Telling(StrEnum):
    """How much is told."""

    NOTHING = "nothing"
    STAGE = "stage"
    ALL = "all"


A = Answer
# What to ask, in the order of asking.
QUESTIONS: Final = MappingProxyType(
    {
        Caller.SELF: (A.NUMBER, A.PHONE, A.NAME, A.SITE, A.AMOUNT),
        Caller.RELATED: (A.NUMBER, A.NAME, A.SITE, A.AMOUNT),
        Caller.EMPLOYER: (),
        Caller.STRANGER: (),
    }
)
_OF_THE_MATTER = frozenset({A.NUMBER, A.SITE, A.AMOUNT})


def telling(
    caller: Caller, right: Collection[Answer], kind: Kind, *, is_anonymous: bool
) -> Telling:
    """How much somebody is told who gave these right answers.

    The employer and strangers: nothing, not even that there is a case (a reporter is kept secret,
    劳动保障监察条例 9). The worker himself: all, from his own number with one more answer, or from
    elsewhere by name and two answers about the matter. A relative, or the worker with less than
    that: the stage alone. Of a report nobody but the reporter hears anything.
    """
    known = frozenset(right)
    matter = known & _OF_THE_MATTER
    if caller is Caller.SELF:
        return _to_the_worker(known, len(matter), is_anonymous=is_anonymous)
    if caller is Caller.RELATED and kind is not Kind.REPORT and not is_anonymous:
        is_known = {A.NUMBER, A.NAME} <= known and len(matter) > 1
        return Telling.STAGE if is_known else Telling.NOTHING
    return Telling.NOTHING


def _to_the_worker(known: frozenset[Answer], matter: int, *, is_anonymous: bool) -> Telling:
    if is_anonymous:  # there is neither name nor number to know him by
        return Telling.STAGE if A.NUMBER in known and matter > 1 else Telling.NOTHING
    if A.PHONE in known and len(known) > 1:
        return Telling.ALL
    if A.NAME in known and matter > 1:
        return Telling.ALL
    return Telling.STAGE if A.NUMBER in known and len(known) > 1 else Telling.NOTHING
