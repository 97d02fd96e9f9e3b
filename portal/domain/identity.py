"""Whether a text gives somebody away: a name, a number, however they are written; or own words."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

# A surname alone is in every second text.
_SHORTEST_NAME: Final = 2
_SHORTEST_NUMBER: Final = 7
# So many characters in a row are nobody's chance: who copies them shows whose they are. Digits do
# not count, because months and amounts are said alike by everybody.
SHORTEST_QUOTE: Final = 20
_DIGITS: Final = str.maketrans("〇零○幺一二三四五六七八九", "0001123456789")
_BETWEEN: Final = re.compile(r"[\W_]+")
_DIGIT: Final = re.compile(r"\d+")
# A resident's identity number (GB 11643): region, day of birth, order, check character.
_ID_NUMBER: Final = re.compile(
    r"(?=([1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dx]))"
)
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10x98765432"
_CUT: Final = "\n"
# How an entry of the ledger says more than a name: a trade in brackets, how many more there are,
# several people at once.
_ASIDE: Final = re.compile(r"[(（\[【〔].*?[)）\]】〕]|等.*")
_SEPARATE: Final = re.compile(r"[、，,；;/]")
# Or says no name at all, but what somebody does there; every second text says that too.
_NO_NAME: Final = re.compile(
    "(?:本人|投诉人|举报人|反映人|工人|工友|农民工|民工|劳动者|职工|员工|班组|班组长|班长|工长|工头|"
    "包工头|领班|木工|瓦工|泥工|抹灰工|钢筋工|混凝土工|架子工|电工|水电工|焊工|油漆工|防水工|普工|"
    "小工|大工|杂工|力工|司机|塔吊司机|保安|门卫|厨师|炊事员)"
    r"(?:班组?|组)?[甲乙丙丁一二三四五六七八九十\d]*"
)


class Identity(StrEnum):
    """What would tell who reported."""

    NAME = "name"
    PHONE = "phone"
    RECEIPT = "receipt"
    ID_NUMBER = "id_number"
    WORDS = "words"


@dataclass(frozen=True)
class Secrets:
    """What must not be told: names and numbers by kind, and the words that people wrote
    themselves. `public` are names that anybody may say, though they stand among those words."""

    told: Mapping[Identity, Collection[str]] = field(repr=False)
    words: Collection[str] = field(default=(), repr=False)
    public: Collection[str] = ()

    def but_words(self) -> "Secrets":
        """The names and numbers alone."""
        return Secrets(self.told)


def given_away(text: str, secrets: Secrets) -> tuple[Identity, ...]:
    """Which of the secrets stand in the text, spaced, hyphenated, full-width or in Chinese digits
    as they may be (劳动保障监察条例 9: whoever reports is kept secret)."""
    bare = _bare(text)
    digits = bare.translate(_DIGITS)
    found = [
        kind
        for kind, known in secrets.told.items()
        if any(_stands_in(bare, digits, kind, secret) for secret in known)
    ]
    if _is_quoted(bare, secrets):
        found.append(Identity.WORDS)
    return tuple(found)


def names_in(entry: str) -> frozenset[str]:
    """The names in an entry of a ledger: `李某某、王某某（木工）` has two, `木工 3` has none."""
    bare = _ASIDE.sub("", entry)
    names = {_bare(part) for part in (entry, bare, *_SEPARATE.split(bare))}
    return frozenset(name for name in names if name and not _NO_NAME.fullmatch(name))


def id_numbers(text: str) -> frozenset[str]:
    """The identity numbers in a text, however they are spaced."""
    digits = _bare(text).translate(_DIGITS)
    return frozenset(one for one in _ID_NUMBER.findall(digits) if _is_checked(one))


def _is_checked(number: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[-1]


def _stands_in(bare: str, digits: str, kind: Identity, secret: str) -> bool:
    sought = _bare(secret)
    if kind is Identity.NAME:
        return len(sought) >= _SHORTEST_NAME and sought in bare
    return len(sought) >= _SHORTEST_NUMBER and sought in digits


def _is_quoted(bare: str, secrets: Secrets) -> bool:
    """Whether a long run of somebody's own words stands there."""
    names = sorted({_letters(_bare(name)) for name in secrets.public} - {""}, key=len, reverse=True)
    written = _runs(_letters(bare, names))
    return any(written & _runs(_letters(_bare(words), names)) for words in secrets.words if written)


def _letters(bare: str, names: Collection[str] = ()) -> str:
    """Without digits, cut where a public name stands."""
    text = _DIGIT.sub("", bare)
    for name in names:
        text = text.replace(name, _CUT)
    return text


def _runs(text: str) -> set[str]:
    return {
        part[start : start + SHORTEST_QUOTE]
        for part in text.split(_CUT)
        for start in range(len(part) - SHORTEST_QUOTE + 1)
    }


def _bare(text: str) -> str:
    """Letters and digits alone, in one form."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Cf", "Mn"))
    return _BETWEEN.sub("", plain)
