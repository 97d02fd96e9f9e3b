"""The eight-digit codes that are spoken over a telephone: seven digits and a Damm check digit."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final, Literal

BadCodeReason = Literal["empty", "letters", "length", "check"]

# The quasigroup of order 10 from H. M. Damm's thesis (2004): it is totally anti-symmetric, so a
# single wrong digit and a swap of two neighbours are always caught.
_DAMM = (
    (0, 3, 1, 7, 5, 9, 8, 6, 4, 2),
    (7, 0, 9, 2, 1, 5, 4, 8, 6, 3),
    (4, 2, 0, 6, 8, 7, 1, 3, 5, 9),
    (1, 7, 5, 0, 9, 8, 3, 4, 2, 6),
    (6, 1, 2, 3, 0, 4, 5, 9, 7, 8),
    (3, 6, 7, 4, 2, 0, 9, 5, 8, 1),
    (5, 8, 6, 9, 7, 2, 0, 1, 3, 4),
    (8, 9, 4, 5, 3, 6, 2, 0, 1, 7),
    (9, 4, 3, 8, 6, 1, 7, 2, 0, 5),
    (2, 5, 8, 1, 4, 3, 6, 7, 9, 0),
)
# After the separators are gone a code may still begin with the `No.` that is printed before it.
_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015\u00b7]")
_PREFIX = re.compile(r"^no", re.IGNORECASE)
LENGTH = 8
# Fewer digits may be the number of a house or of a lot.
_LEAST_MEANT: Final = 5


class BadCode(ValueError):
    """What was typed or said is not a code; `reason` says what is wrong with it."""

    def __init__(self, text: str, reason: BadCodeReason) -> None:
        super().__init__(reason)
        self.text = text
        self.reason: BadCodeReason = reason


def check_digit(digits: str) -> str:
    """The Damm check digit of a run of ASCII digits."""
    interim = 0
    for digit in digits:
        interim = _DAMM[interim][int(digit)]
    return str(interim)


def complete(seven_digits: str) -> str:
    """The eight-digit code for seven digits."""
    return seven_digits + check_digit(seven_digits)


def parse(text: str) -> str:
    """The eight plain digits of a code as people type it: full-width, spaced, dashed, with No.

    Raises BadCode.
    """
    plain = _plain(text)
    if not plain:
        raise BadCode(text, "empty")
    if not (plain.isascii() and plain.isdigit()):
        raise BadCode(text, "letters")
    if len(plain) != LENGTH:
        raise BadCode(text, "length")
    if check_digit(plain) != "0":
        raise BadCode(text, "check")
    return plain


@dataclass(frozen=True)
class Slip:
    """Digits that were surely meant as a code, and are none."""

    digits: int

    @property
    def is_misread(self) -> bool:
        """Whether it has the length of a code, so that a digit of it is wrong."""
        return self.digits == LENGTH

    @property
    def is_part(self) -> bool:
        """Whether it is shorter than a code: what stands in a name or a code may still be found."""
        return self.digits < LENGTH


def heard(text: str) -> str | Slip | None:
    """The code that somebody says or types where words may stand too; what is wrong with it while
    it can still be asked for again; None for what was not meant as a code."""
    try:
        return parse(text)
    except BadCode as bad:
        digits = len(_plain(text))
        is_meant = bad.reason in ("check", "length") and digits >= _LEAST_MEANT
        return Slip(digits) if is_meant else None


def _plain(text: str) -> str:
    return _PREFIX.sub("", _SEPARATORS.sub("", unicodedata.normalize("NFKC", text)))


_SAID = str.maketrans("0123456789", "零幺两三四五六拐八九")


def pairs(digits: str) -> list[tuple[str, str]]:
    """Digits two by two, as figures and as operators read them over a line: `12`, `幺两`. 1, 2
    and 7 are said so that they are not mistaken for one another."""
    written = [digits[n : n + 2] for n in range(0, len(digits), 2)]
    return [(pair, pair.translate(_SAID)) for pair in written]


def said(digits: str) -> str:
    """All of them as they are read: `幺两 三四`."""
    return " ".join(sound for _, sound in pairs(digits))


def spoken(code: str) -> str:
    """A code in the groups in which it is printed and read out: `3817 2946`."""
    return f"{code[:4]} {code[4:]}"
