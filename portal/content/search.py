"""Search over the rights pages, for queries as they are typed on a phone."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.content.highlights import Highlights, ranges
from portal.content.index import Index
from portal.content.item import Item
from portal.content.library import Library
from portal.content.readings import Reader
from portal.content.terms import Vocabulary, load_vocabulary

LONGEST_QUERY = 60
_TAIL = 0.2
_GUESS_BELOW = 0.8


@dataclass(frozen=True)
class Hit:
    """An item found, how well it fits, and what to mark; a guess fits little that was typed."""

    item: Item
    score: float
    highlights: Highlights
    is_guess: bool = False


class Search:
    """An index over one library; `find` is all that it offers."""

    def __init__(self, library: Library) -> None:
        self._items = library.items
        self._fallback = library.most_asked or library.items
        self._words = load_vocabulary()
        self._reader = Reader(_phrases(library.items, self._words))
        self._index = Index(library.items, self._words)
        self._shown = [
            (self._words.units(item.title), self._words.units(item.short)) for item in self._items
        ]

    def find(self, query: str, limit: int = 20) -> list[Hit]:
        """The items that fit best, best first; nearest ones flagged `is_guess` when none does.

        Empty only when the query is. The same query always gets the same answer. Of a query
        longer than LONGEST_QUERY characters the rest is not read.
        """
        best: dict[int, tuple[float, str]] = {}
        for text, trust in self._reader.readings(query[:LONGEST_QUERY]):
            for number, fit in self._index.scores(text).items():
                best[number] = max(best.get(number, (0.0, "")), (fit * trust, text))
        if not best:
            guesses = self._fallback[:limit] if query.strip() else ()
            return [Hit(item, 0.0, Highlights(), is_guess=True) for item in guesses]
        ranked = sorted(best.items(), key=lambda entry: (-entry[1][0], entry[0]))
        top = ranked[0][1][0]
        return [
            Hit(self._items[number], score, self._highlight(number, text), top < _GUESS_BELOW)
            for number, (score, text) in ranked[:limit]
            if score >= top * _TAIL
        ]

    def _highlight(self, number: int, text: str) -> Highlights:
        wanted = self._words.features(text).keys()
        title, short = self._shown[number]
        return Highlights(tuple(ranges(title, wanted)), tuple(ranges(short, wanted)))


def _phrases(items: Iterable[Item], words: Vocabulary) -> Iterable[tuple[str, int]]:
    """Everything that a query may have meant to write, and how much it counts."""
    for item in items:
        yield item.title, 3
        yield item.short, 1
        yield item.text, 1
        yield from ((phrase, 3) for phrase in item.spoken)
        yield from ((word, 5) for word in item.keywords)
    yield from ((word, 3) for word, names in words.meanings.items() if names)
