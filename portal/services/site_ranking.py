"""The register in memory, in the order in which sites are offered, and what matches some words."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, islice, pairwise

from portal.domain import site_words
from portal.domain.site import Industry
from portal.domain.site_words import Said, is_letters, plain
from portal.services import site_sounds
from portal.services.site_sounds import heard, typed

ENOUGH = 0.5


@dataclass(frozen=True, slots=True)
class Known:
    """What a site can be found by. `name` and `rest` are plain words, `joined` is the name
    without spaces, `text` everything without spaces; the others are its sounds."""

    id: int
    code: str
    region: str
    industry: Industry
    is_finished: bool
    words: tuple[str, ...]
    joined: str
    text: str
    name_line: str
    contractor_line: str
    blur: str

    @property
    def rank(self) -> tuple[bool, int, int]:
        """Works under way first, then the shorter name, of which more was said, then the newer."""
        return (self.is_finished, len(self.joined), -self.id)


def known(
    *,
    id: int,
    code: str,
    name: str,
    region: str,
    address: str,
    industry: Industry,
    is_finished: bool,
    contractor: str,
    others: Iterable[str],
    county: Iterable[str],
) -> Known:
    """A site made ready to be found."""
    words = plain(name).split()
    line = site_sounds.line(words)
    contractor_line = site_sounds.line(plain(contractor).split())
    rest = (plain(text).replace(" ", "") for text in (contractor, *others, address, *county))
    joined = "".join(words)
    return Known(
        id,
        code,
        region,
        industry,
        is_finished,
        tuple(words),
        joined,
        " ".join((joined, *rest)),
        line,
        contractor_line,
        site_sounds.blurred_line(line) + site_sounds.blurred_line(contractor_line),
    )


class Lines:
    """Many lines as one text, so that one search runs over all of them: a millisecond for the
    names of 20,000 sites."""

    def __init__(self, lines: Iterable[str]) -> None:
        kept = list(lines)
        self._text = "\n".join(kept)
        self._starts = [0, *accumulate(len(line) + 1 for line in kept)]

    def holding(self, sought: str | re.Pattern[str]) -> Iterator[int]:
        """The numbers of the lines that hold it, in order, each once."""
        at = self._find(sought, 0)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._find(sought, self._starts[number + 1])

    def _find(self, sought: str | re.Pattern[str], start: int) -> int:
        if isinstance(sought, str):
            return self._text.find(sought, start)
        match = sought.search(self._text, start)
        return match.start() if match else -1


class Ranking:
    """Sites in the order in which they are offered, asked for the best few that fit."""

    def __init__(self, sites: Iterable[Known]) -> None:
        self._sites = sorted(sites, key=lambda site: site.rank)

    def best(self, text: str, most: int) -> tuple[list[int], bool]:
        """The ids of the best, and whether they are guesses: these fit by their sound or nearly,
        and are given only where nothing fits as it was said.

        A name that is meant word for word comes before one that begins so, that before one that
        holds what was said, then all pieces in the name, and all pieces anywhere.
        """
        if not plain(text).strip():
            return [], False
        if fitting := _first(self._as_said(text, most), most):
            return fitting, False
        return _first(self._guessed(text), most), True

    def _as_said(self, text: str, most: int) -> Iterator[Known]:
        whole = "".join(plain(text).split())
        if whole.isdigit():
            yield from (site for site in self._sites if site.code.startswith(whole))
        if is_letters(whole):
            yield from self._holding(self._name_sounds, typed(whole, from_start=True))
        yield from self._whole(whole, most)
        if is_letters(whole):
            yield from self._holding(self._name_sounds, typed(whole, from_start=False))
        said = site_words.understood(text)
        apart = site_words.understood(text, counties_apart=True)
        yield from self._in_pieces(said, most)
        if apart.pieces != said.pieces:
            yield from self._in_pieces(apart, most)

    def _whole(self, whole: str, most: int) -> Iterator[Known]:
        """Names that are, begin with, or hold the whole of what was said."""
        held = list(self._holding(self._names, whole))
        yield from (site for site in held if _is_name(whole, site))
        yield from (site for site in held if any(w.startswith(whole) for w in site.words))
        yield from held[:most]

    def _in_pieces(self, said: Said, most: int) -> Iterator[Known]:
        """Sites of which the name tells all that was said, then those of which anything does."""
        if not said.pieces and not said.works:
            return
        letters = [piece for piece in said.pieces if is_letters(piece)]
        named = {piece: self._ids(self._name_sounds, piece) for piece in letters}
        known = {piece: named[piece] | self._ids(self._firm_sounds, piece) for piece in letters}
        characters = sorted((p for p in said.pieces if p not in named), key=len, reverse=True)
        pool = list(self._holding(self._texts, characters[0]) if characters else self._sites)
        for piece in characters[1:]:
            pool = [site for site in pool if piece in site.text]
        for ids in known.values():
            pool = [site for site in pool if site.id in ids]
        by_name = (
            site
            for site in pool
            if all(piece in site.joined for piece in characters)
            and all(site.id in ids for ids in named.values())
            and all(any(term in site.joined for term in works.terms) for works in said.works)
        )
        yield from islice(by_name, most)
        yield from (site for site in pool if all(_is_of(works, site) for works in said.works))

    def _guessed(self, text: str) -> Iterator[Known]:
        """Sites that sound like it, then those that share at least half of the sounds, the most
        of them first."""
        said = site_words.understood(text)
        pieces = [heard(piece) for piece in said.pieces if not is_letters(piece)]
        if not pieces:
            return
        pieces.sort(key=len, reverse=True)
        for site in self._holding(self._blurs, pieces[0]):
            if all(piece in site.blur for piece in pieces):
                yield site
        neighbours = [f" {' '.join(two)} " for piece in pieces for two in pairwise(piece.split())]
        shared = Counter(at for two in neighbours for at in self._blurs.holding(two))
        near = [(-count, at) for at, count in shared.items() if count >= ENOUGH * len(neighbours)]
        yield from (self._sites[at] for _, at in sorted(near))

    def _holding(self, lines: Lines, sought: str | re.Pattern[str]) -> Iterator[Known]:
        return (self._sites[at] for at in lines.holding(sought))

    def _ids(self, lines: Lines, letters: str) -> frozenset[int]:
        return frozenset(s.id for s in self._holding(lines, typed(letters, from_start=False)))

    @cached_property
    def _names(self) -> Lines:
        return Lines(site.joined for site in self._sites)

    @cached_property
    def _texts(self) -> Lines:
        return Lines(site.text for site in self._sites)

    @cached_property
    def _name_sounds(self) -> Lines:
        return Lines(site.name_line for site in self._sites)

    @cached_property
    def _firm_sounds(self) -> Lines:
        return Lines(site.contractor_line for site in self._sites)

    @cached_property
    def _blurs(self) -> Lines:
        return Lines(site.blur for site in self._sites)


def _first(sites: Iterable[Known], most: int) -> list[int]:
    """The ids of the first few different ones."""
    found: dict[int, None] = {}
    for site in sites:
        found.setdefault(site.id)
        if len(found) == most:
            break
    return list(found)


def _is_name(whole: str, site: Known) -> bool:
    """Whether it is the name, with or without what stands before a point: 示例·…."""
    return whole == site.joined or (
        site.joined.endswith(whole) and whole == "".join(site.words[1:])
    )


def _is_of(works: site_words.Works, site: Known) -> bool:
    return site.industry is works.industry or any(term in site.joined for term in works.terms)
