"""What a typed query may have meant: as written, mended by sound, spelled out from pinyin."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from portal.content.sounds import Ear, syllables
from portal.content.terms import plain

_LETTERS = re.compile(r"[a-z]+(?: +[a-z]+)*")
_MENDED, _SPELLED = 0.8, 0.8
_INITIALS = (0.7, 0.6, 0.5)
_WHOLE_PHRASE = 5


class Reading(NamedTuple):
    """One way to read a query, and how far to trust it: 1 for what was written."""

    text: str
    trust: float


class Reader:
    """Reads queries against the phrases of the library, each counted by its importance."""

    def __init__(self, phrases: Iterable[tuple[str, int]]) -> None:
        words: Counter[str] = Counter()
        for text, times in phrases:
            for word in plain(text).split():
                words[word] += times
        self._ear = Ear(words)
        self._initials = [
            ("".join(syllables(char)[0][0] for char in word), word, times)
            for word, times in words.items()
            if not word.isascii()
        ]

    def readings(self, query: str) -> list[Reading]:
        """Every reading of the query worth trying, the written one first."""
        written = " ".join(plain(query).split())
        if not written:
            return []
        if _LETTERS.search(written):
            others = self._without_letters(written)
        else:
            mended = " ".join(map(self._mend, written.split()))
            others = [Reading(mended, _MENDED)]
        return [Reading(written, 1.0), *(other for other in others if other.text != written)]

    def _mend(self, word: str) -> str:
        """The word mended, unless that would leave less than half of it as it was typed."""
        mended = self._ear.mend(word)
        changed = sum(a != b for a, b in zip(word, mended, strict=True))
        return mended if changed * 2 <= len(word) else word

    def _without_letters(self, written: str) -> list[Reading]:
        spelled = _LETTERS.sub(lambda match: self._spell(match.group()), written)
        found = [] if _LETTERS.search(spelled) else [Reading(spelled, _SPELLED)]
        letters = max(_LETTERS.findall(written), key=len)
        meant = self._by_initials(letters.replace(" ", ""))
        for words, trust in zip(meant, _INITIALS, strict=False):
            found.append(Reading(written.replace(letters, words), trust))
        return found

    def _spell(self, letters: str) -> str:
        return self._ear.spell(letters.replace(" ", "")) or letters

    def _by_initials(self, letters: str) -> list[str]:
        """The words that most often have these initials: whole phrases before parts of one."""
        if len(letters) < 2:
            return []
        weights: Counter[str] = Counter()
        for initials, word, times in self._initials:
            at = initials.find(letters)
            if at >= 0:
                whole = len(letters) == len(initials)
                weights[word[at : at + len(letters)]] += times * (_WHOLE_PHRASE if whole else 1)
        best = sorted(weights.items(), key=lambda entry: (-entry[1], entry[0]))
        return [word for word, _ in best[: len(_INITIALS)]]
