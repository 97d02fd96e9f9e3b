"""Text as the search sees it: synonyms folded into one word, fillers dropped, features weighted."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from portal.content.reading import read_yaml

SYNONYMS = Path(__file__).parent / "synonyms.yaml"
_LONE_CHARACTER = 0.15
_AS_WRITTEN = 0.45


class Unit(NamedTuple):
    """A meaning, and where in the text it stands; a word is more than one plain character."""

    name: str
    start: int
    end: int
    is_word: bool


def plain(text: str) -> str:
    """Full width made half, upper case lower, all else but words a space; length kept."""
    folded = (unicodedata.normalize("NFKC", char)[:1].lower() or " " for char in text)
    return "".join(char if char.isalnum() or char == "%" else " " for char in folded)


@dataclass(frozen=True)
class Vocabulary:
    """The synonym table: a word to the names of what it means; a filler means nothing."""

    meanings: Mapping[str, tuple[str, ...]]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.meanings))

    def units(self, text: str) -> list[list[Unit]]:
        """The meanings of a text, left to right, longest word first; one list per phrase."""
        clean = plain(text)
        phrases: list[list[Unit]] = [[]]
        at = 0
        while at < len(clean):
            if clean[at] == " ":
                phrases.append([])
                at += 1
                continue
            end = self._word_end(clean, at)
            word = clean[at:end]
            names = self.meanings.get(word)
            if names is None:
                phrases[-1].append(Unit(word, at, end, len(word) > 1))
            else:
                phrases[-1].extend(Unit(name, at, end, True) for name in names)
            at = end
        return [phrase for phrase in phrases if phrase]

    def _word_end(self, text: str, at: int) -> int:
        for end in range(min(len(text), at + self._longest), at, -1):
            if text[at:end] in self.meanings:
                return end
        end = at + 1
        if text[at].isascii():
            while end < len(text) and text[end].isascii() and text[end] != " ":
                end += 1
        return end

    def features(self, text: str) -> dict[str, float]:
        """What a text can be found by, each with its weight.

        Single meanings, neighbouring pairs of them, and pairs of characters as written.
        """
        found: dict[str, float] = {}
        for phrase in self.units(text):
            for unit in phrase:
                found[single(unit)] = 1.0 if unit.is_word else _LONE_CHARACTER
            for one, other in pairwise(phrase):
                found[pair(one, other)] = 1.0
        for word in plain(text).split():
            for a, b in pairwise(word):
                found.setdefault("~" + a + b, _AS_WRITTEN)
        return found


def single(unit: Unit) -> str:
    """The feature that a meaning makes by itself."""
    return "=" + unit.name


def pair(one: Unit, other: Unit) -> str:
    """The feature that two neighbours make, whichever comes first."""
    return "+" + "|".join(sorted((one.name, other.name)))


def load_vocabulary(path: Path = SYNONYMS) -> Vocabulary:
    """The table of synonyms.yaml, ready to use."""
    table = read_yaml(path)
    meanings: dict[str, tuple[str, ...]] = dict.fromkeys(_words(table["filler"]), ())
    for group in table["groups"]:
        for word in _words(group):
            meanings.setdefault(word, (str(group[0]),))
    for word, names in table["compounds"].items():
        meanings[word] = tuple(names)
    return Vocabulary(meanings)


def _words(words: Iterable[object]) -> Iterable[str]:
    return (str(word) for word in words)
