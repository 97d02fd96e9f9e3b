"""Which stretches of a title and a short answer to mark for a query."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby, pairwise

from portal.content.terms import Unit, pair, single

Range = tuple[int, int]


@dataclass(frozen=True)
class Highlights:
    """Half-open character ranges, in order and apart, in the title and in the short answer."""

    title: tuple[Range, ...] = ()
    short: tuple[Range, ...] = ()


def ranges(phrases: Sequence[Sequence[Unit]], wanted: AbstractSet[str]) -> Iterable[Range]:
    """Where the phrases say what is wanted: whole words, or plain characters side by side."""
    marked: set[int] = set()
    for phrase in phrases:
        for unit in phrase:
            if unit.is_word and single(unit) in wanted:
                marked.update(range(unit.start, unit.end))
        for one, other in pairwise(phrase):
            if pair(one, other) in wanted:
                marked.update(range(one.start, one.end), range(other.start, other.end))
    for _, run in groupby(enumerate(sorted(marked)), key=lambda entry: entry[1] - entry[0]):
        places = [place for _, place in run]
        yield places[0], places[-1] + 1
