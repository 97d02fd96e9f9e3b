"""Whether a text gives somebody away: the name, a number, however they are written."""

import re
import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from typing import Final

# A surname alone is in every second text.
_SHORTEST_NAME: Final = 2
_SHORTEST_NUMBER: Final = 7
_DIGITS: Final = str.maketrans("〇零○幺一二三四五六七八九", "0001123456789")
_BETWEEN: Final = re.compile(r"[\W_]+")


class Identity(StrEnum):
    """What would tell who reported."""

    NAME = "name"
    PHONE = "phone"
    RECEIPT = "receipt"


def given_away(text: str, secrets: Mapping[Identity, str]) -> tuple[Identity, ...]:
    """Which of the secrets stand in the text, spaced, hyphenated, full-width or in Chinese digits
    as they may be (劳动保障监察条例 9: whoever reports is kept secret)."""
    bare = _bare(text)
    digits = bare.translate(_DIGITS)
    found = []
    for kind, secret in secrets.items():
        sought = _bare(secret)
        is_name = kind is Identity.NAME
        if len(sought) >= (_SHORTEST_NAME if is_name else _SHORTEST_NUMBER) and (
            sought in (bare if is_name else digits)
        ):
            found.append(kind)
    return tuple(found)


def _bare(text: str) -> str:
    """Letters and digits alone, in one form."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    plain = "".join(char for char in plain if unicodedata.category(char) not in ("Cf", "Mn"))
    return _BETWEEN.sub("", plain)
