"""Telling floods from people without a riddle: whoever can be called back is always taken in."""

import ipaddress
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum, StrEnum, auto
from types import MappingProxyType
from typing import Final


class Sign(StrEnum):
    """What looks odd about a submission."""

    TRAP = "trap"
    HASTE = "haste"
    UNSTAMPED = "unstamped"
    SENDER = "sender"
    PHONE = "phone"
    TEXT = "text"


class Verdict(Enum):
    """What becomes of it."""

    TAKE = auto()
    REVIEW = auto()
    REFUSE = auto()


class Counted(StrEnum):
    """What is counted, each over a while of its own."""

    NAMED = "named"
    UNNAMED = "unnamed"
    PHONE = "phone"
    TEXT = "text"


WHILE: Final = MappingProxyType(
    {
        Counted.NAMED: timedelta(hours=1),
        Counted.UNNAMED: timedelta(hours=1),
        Counted.PHONE: timedelta(days=1),
        Counted.TEXT: timedelta(days=1),
    }
)
# From one address come the phones of a whole site's Wi-Fi, and those of a mobile operator's mast.
# More than these are odd; below them nobody is even looked at twice.
MOST: Final = MappingProxyType(
    {
        Counted.NAMED: (60, Sign.SENDER),
        Counted.UNNAMED: (20, Sign.SENDER),
        Counted.PHONE: (5, Sign.PHONE),
        Counted.TEXT: (10, Sign.TEXT),
    }
)
# Nobody reads and fills even the shortest form faster.
LEAST_SECONDS: Final = 3
# Shorter texts (欠钱不给) are alike by chance.
LEAST_LETTERS: Final = 12
# Waiting helps against these; against the others sending once more does.
FLOODS: Final = frozenset({Sign.SENDER, Sign.TEXT})
_REFUSING: Final = FLOODS | {Sign.TRAP, Sign.HASTE}


@dataclass(frozen=True)
class Visit:
    """What a page knows of its sender: the address, the age of the page in seconds (None for a
    page that does not say), and whether the field that people do not see was filled in."""

    address: str
    page_age: float | None = None
    is_trapped: bool = False


class Refused(Exception):
    """A submission that nobody can be called back about, and that looks like part of a flood."""

    def __init__(self, signs: frozenset[Sign]) -> None:
        super().__init__(",".join(sorted(signs)))
        self.is_flood = bool(signs & FLOODS)


def sender_of(address: str) -> str:
    """Whom an address stands for: itself, or the /64 network of one household or site. Empty when
    it tells nothing, as that of this machine: then it is not counted."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if parsed.is_loopback or parsed.is_unspecified:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return sender_of(str(parsed.ipv4_mapped))
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def same_text(narrative: str) -> str:
    """What two texts have in common that differ by blanks, width and marks; empty if too short."""
    plain = unicodedata.normalize("NFKC", narrative).casefold()
    letters = "".join(char for char in plain if char.isalnum())
    return letters if len(letters) >= LEAST_LETTERS else ""


def counted(visit: Visit, *, phone: str, narrative: str) -> dict[Counted, str]:
    """What of a submission is counted, and under which plain value."""
    values = {
        Counted.NAMED if phone else Counted.UNNAMED: sender_of(visit.address),
        Counted.PHONE: phone,
        Counted.TEXT: same_text(narrative),
    }
    return {each: value for each, value in values.items() if value}


def signs_of(visit: Visit, counts: dict[Counted, int]) -> frozenset[Sign]:
    """Everything that looks odd; `counts` are those of this while, this submission included."""
    signs = {MOST[each][1] for each, count in counts.items() if count > MOST[each][0]}
    if visit.is_trapped:
        signs.add(Sign.TRAP)
    if visit.page_age is None:
        signs.add(Sign.UNSTAMPED)
    elif visit.page_age < LEAST_SECONDS:
        signs.add(Sign.HASTE)
    return frozenset(signs)


def judge(signs: frozenset[Sign], *, is_reachable: bool) -> Verdict:
    """Whoever left a number is taken, at most to be looked at by a person: a limit that is wrong
    must not cost a worker his complaint."""
    if not signs:
        return Verdict.TAKE
    if is_reachable or not signs & _REFUSING:
        return Verdict.REVIEW
    return Verdict.REFUSE
