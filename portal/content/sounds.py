"""How words sound: syllables as people here mix them up, and the characters that they may mean."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from pypinyin import Style, pinyin

_START = ""
_BLURS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_LONGEST_SYLLABLE = 6
_OTHER_CHARACTER = -5.0
_OTHER_SOUND = -6.0
_NEW_WORD = 1e-6

Choices = list[tuple[str, float]]
Steps = list[tuple[int, Choices]]


@lru_cache(maxsize=30_000)
def syllables(char: str) -> tuple[str, ...]:
    """Every reading of a character, the commonest first, without tones."""
    if char.isascii():
        return (char,)
    return tuple(pinyin(char, style=Style.NORMAL, heteronym=True)[0])


@lru_cache(maxsize=5_000)
def blurred(syllable: str) -> str:
    """The syllable with zh/z, ch/c, sh/s, n/l at the front and ng/n at the end made one."""
    for long, short in _BLURS:
        if syllable.startswith(long):
            syllable = short + syllable[2:]
    if syllable.startswith("n") and len(syllable) > 1:
        syllable = "l" + syllable[1:]
    return syllable.removesuffix("g") if syllable.endswith(("ang", "eng", "ing")) else syllable


class Ear:
    """Knows the characters of a body of text by their sound, and which follow which."""

    def __init__(self, words: Mapping[str, int]) -> None:
        """`words`: stretches of text without spaces, each with how often to count it."""
        self._follows: Counter[tuple[str, str]] = Counter()
        self._counts: Counter[str] = Counter()
        for word, times in words.items():
            for neighbours in pairwise([_START, *word]):
                self._follows[neighbours] += times
            for char in (_START, *word):
                self._counts[char] += times
        self._total = sum(self._counts.values())
        self._fit = lru_cache(maxsize=50_000)(self._work_out_fit)
        self._by_sound: defaultdict[str, list[str]] = defaultdict(list)
        self._by_blur: defaultdict[str, list[str]] = defaultdict(list)
        for char in sorted(char for char in self._counts if not char.isascii()):
            for syllable in syllables(char):
                self._by_sound[syllable].append(char)
                self._by_blur[blurred(syllable)].append(char)

    def mend(self, text: str) -> str:
        """The likeliest text that sounds like this one, keeping what already makes sense."""
        return self._best([[(1, self._alike(char))] for char in text])

    def spell(self, letters: str) -> str:
        """The likeliest characters for pinyin without tones or spaces; "" if it is not pinyin."""
        return self._best([self._steps(letters[at:]) for at in range(len(letters))])

    def _alike(self, char: str) -> Choices:
        choices = {char: 0.0}
        if not char.isascii():
            for syllable in syllables(char):
                for other in self._by_sound.get(syllable, ()):
                    choices.setdefault(other, _OTHER_CHARACTER)
                for other in self._by_blur.get(blurred(syllable), ()):
                    choices.setdefault(other, _OTHER_SOUND)
        return list(choices.items())

    def _steps(self, letters: str) -> Steps:
        """The syllables that the letters may begin with, each with its characters."""
        steps = []
        for size in range(2, min(_LONGEST_SYLLABLE, len(letters)) + 1):
            choices = dict.fromkeys(self._by_sound.get(letters[:size], ()), 0.0)
            for char in self._by_blur.get(blurred(letters[:size]), ()):
                choices.setdefault(char, _OTHER_SOUND)
            if choices:
                steps.append((size, list(choices.items())))
        return steps

    def _work_out_fit(self, before: str, char: str) -> float:
        """How readily one character follows another, as a logarithm."""
        seen = self._counts[before]
        pair = self._follows[before, char] / seen if seen else 0.0
        return math.log(0.9 * pair + 0.1 * self._counts[char] / self._total + _NEW_WORD)

    def _best(self, edges: Sequence[Steps]) -> str:
        """The likeliest path through steps of some length, each a choice of characters."""
        ways: list[dict[str, tuple[float, str]]] = [{} for _ in range(len(edges) + 1)]
        ways[0][_START] = (0.0, "")
        for at, steps in enumerate(edges):
            for size, choices in steps:
                onward = ways[at + size]
                for before, (score, so_far) in ways[at].items():
                    for char, cost in choices:
                        total = score + cost + self._fit(before, char)
                        if char not in onward or total > onward[char][0]:
                            onward[char] = (total, so_far + char)
        return max(ways[-1].values())[1] if ways[-1] else ""
