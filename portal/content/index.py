"""The index: how well each item fits a text, by its words anywhere and by its best phrase."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from portal.content.item import Item
from portal.content.terms import Vocabulary

_TITLE, _SPOKEN, _KEYWORDS, _SHORT, _BODY = 3.0, 2.2, 2.0, 1.2, 0.5
_BEST_PHRASE = 3.5
_EMPLOYERS_ONLY = 0.85


class Index:
    """Built once over the items; `scores` numbers them by their place in the sequence."""

    def __init__(self, items: Sequence[Item], words: Vocabulary) -> None:
        self._words = words
        self._priors = [
            _EMPLOYERS_ONLY if item.audience == ("employer",) else 1.0 for item in items
        ]
        bags = [_bag(item, words) for item in items]
        spread = Counter(feature for bag in bags for feature in bag)
        self._rarest = math.log(1 + len(items))
        self._rarity = {key: math.log(1 + len(items) / seen) for key, seen in spread.items()}
        self._places: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, bag in enumerate(bags):
            for feature, weight in bag.items():
                self._places[feature].append((number, weight))
        self._phrases: defaultdict[str, list[int]] = defaultdict(list)
        self._owners: list[int] = []
        self._sizes: list[float] = []
        for number, item in enumerate(items):
            for phrase in (item.title, *item.spoken):
                self._add_phrase(number, phrase)

    def _add_phrase(self, number: int, phrase: str) -> None:
        worth = self._worth(phrase)
        for feature in worth:
            self._phrases[feature].append(len(self._owners))
        self._owners.append(number)
        self._sizes.append(sum(worth.values()))

    def _worth(self, text: str) -> dict[str, float]:
        """What each feature of the text tells: the rarer among the items, the more."""
        return {
            feature: weight * self._rarity.get(feature, self._rarest)
            for feature, weight in self._words.features(text).items()
        }

    def scores(self, text: str) -> dict[int, float]:
        """The fit of every item that shares anything with the text; 0 is nothing, 10 the title."""
        worth = self._worth(text)
        whole = sum(worth.values())
        scores: defaultdict[int, float] = defaultdict(float)
        for feature, value in worth.items():
            for number, weight in self._places.get(feature, ()):
                scores[number] += weight * value / whole
        for number, fit in self._best_phrases(worth, whole).items():
            scores[number] += fit * _BEST_PHRASE
        return {number: score * self._priors[number] for number, score in scores.items()}

    def _best_phrases(self, worth: Mapping[str, float], whole: float) -> dict[int, float]:
        """For each item the share, 0 to 1, of its title or saying that is most like the text."""
        shared: defaultdict[int, float] = defaultdict(float)
        for feature, value in worth.items():
            for phrase in self._phrases.get(feature, ()):
                shared[phrase] += value
        best: dict[int, float] = {}
        for phrase, common in shared.items():
            number = self._owners[phrase]
            fit = 2 * common / (whole + self._sizes[phrase])
            best[number] = max(best.get(number, 0.0), fit)
        return best


def _bag(item: Item, words: Vocabulary) -> dict[str, float]:
    """The item's features, each weighing as much as the places that it stands in."""
    bag: defaultdict[str, float] = defaultdict(float)
    for weight, text in (
        (_TITLE, item.title),
        (_SPOKEN, "\n".join(item.spoken)),
        (_KEYWORDS, "\n".join(item.keywords)),
        (_SHORT, item.short),
        (_BODY, item.text),
    ):
        for feature in words.features(text):
            bag[feature] += weight
    return bag
