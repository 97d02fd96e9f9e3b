"""How names of sites sound: in pinyin, as it is typed, and with what people mix up made one."""

import re
from collections.abc import Iterable
from functools import lru_cache

from pypinyin import Style, lazy_pinyin
from pypinyin.constants import PHRASES_DICT

_FRONTS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"))
WORD = "|"


@lru_cache(maxsize=20_000)
def _of_character(char: str) -> str:
    return char if char.isascii() else lazy_pinyin(char, style=Style.NORMAL)[0]


@lru_cache(maxsize=100_000)
def _of_pair(two: str) -> list[str] | None:
    """How two characters are read where they make a word that has its own reading: 重庆, 银行."""
    return lazy_pinyin(two, style=Style.NORMAL) if two in PHRASES_DICT else None


def syllables(word: str) -> list[str]:
    """The readings of a word without tones; letters and digits stand for themselves."""
    found = [_of_character(char) for char in word]
    at = 0
    while at < len(word) - 1:
        pair = _of_pair(word[at : at + 2])
        if pair and len(pair) == 2:
            found[at : at + 2] = pair
            at += 1
        at += 1
    return found


def line(words: Iterable[str]) -> str:
    """The syllables of words as `typed` looks them up: `| mai ji shan lu| er qi`."""
    return "".join(f"{WORD} {' '.join(syllables(word))}" for word in words)


def typed(letters: str, *, from_start: bool) -> re.Pattern[str]:
    """Finds what is typed by initials, in full or in a mixture (`mjsl`, `maijishan`, `maijsl`) in
    a `line`: between two letters either nothing, or the rest of a syllable.

    It begins with a fixed text, which makes a search through a megabyte a matter of a millisecond.
    """
    begin = f"{WORD} " if from_start else " "
    return re.compile(re.escape(begin) + r"(?:[a-z0-9]*\|? )?".join(map(re.escape, letters)))


@lru_cache(maxsize=5_000)
def blurred(syllable: str) -> str:
    """The syllable with zh/z, ch/c, sh/s, n/l at the front and ng/n at the end made one."""
    for heard, kept in _FRONTS:
        if syllable.startswith(heard) and len(syllable) > len(heard):
            syllable = kept + syllable[len(heard) :]
            break
    return syllable.removesuffix("g") if syllable.endswith(("ang", "eng", "ing")) else syllable


def blurred_line(sounds: str) -> str:
    """A `line` as it is heard on a bad telephone."""
    return f" {' '.join(map(blurred, sounds.replace(WORD, '').split()))} "


def heard(piece: str) -> str:
    """A piece as it is looked for in a `blurred_line`."""
    return f" {' '.join(map(blurred, syllables(piece)))} "
