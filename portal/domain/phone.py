"""Telephone numbers: reading what people write, and masking what staff may not yet see."""

import re
import unicodedata

_SEPARATORS = re.compile(r"[\s\-—–()（）·.]")
# Three to six digits: service numbers (12333). Seven to twelve: land lines and mobiles.
_NUMBER = re.compile(r"\d{3,12}")
_MOBILE = re.compile(r"1[3-9]\d{9}")


class BadPhone(ValueError):
    """The text is not a telephone number."""

    def __init__(self, text: str) -> None:
        super().__init__("not a telephone number")
        self.text = text


def digits_of(text: str) -> str:
    """The digits of a number in whatever way it is written; +86 and 0086 are dropped.

    Raises BadPhone when anything but digits and separators is in it, or their count is wrong.
    """
    plain = _SEPARATORS.sub("", unicodedata.normalize("NFKC", text))
    plain = re.sub(r"^(\+86|0086)(?=\d{10,})", "", plain)
    if not plain.isascii() or not _NUMBER.fullmatch(plain):
        raise BadPhone(text)
    return plain


def mobile(text: str) -> str:
    """The eleven digits of a mobile number. Raises BadPhone."""
    plain = digits_of(text)
    if not _MOBILE.fullmatch(plain):
        raise BadPhone(text)
    return plain


def reachable(text: str) -> str:
    """The digits of a number a worker can be called on: a mobile, or a land line of 7 to 12.

    Raises BadPhone.
    """
    plain = digits_of(text)
    if plain.startswith("1") and len(plain) >= 11:
        return mobile(plain)
    if len(plain) < 7:
        raise BadPhone(text)
    return plain


def mask(digits: str) -> str:
    """The number with its middle hidden: `138****5678`, `0938****21`; service numbers whole.

    At least four digits are hidden: `8****21` for a land line without its area code.
    """
    if _MOBILE.fullmatch(digits):
        return f"{digits[:3]}****{digits[-4:]}"
    if len(digits) < 7:
        return digits
    return f"{digits[: min(4, len(digits) - 6)]}****{digits[-2:]}"


_LONG_NUMBER = re.compile(r"\d(?:[\s\-—–]?\d){6,}")


def mask_numbers(text: str) -> str:
    """A text with every run of seven digits or more masked, however it is spaced."""
    return _LONG_NUMBER.sub(lambda run: mask(_SEPARATORS.sub("", run.group())), text)


def spaced(digits: str) -> str:
    """The number as it is read out: `138 0013 8000`; land lines as they are."""
    if _MOBILE.fullmatch(digits):
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    return digits
