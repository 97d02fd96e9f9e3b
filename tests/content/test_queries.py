"""Whether people find the right page: hit@1 and hit@3 over queries as workers type them."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from portal.content.library import Library
from portal.content.reading import read_yaml
from portal.content.search import Search

KINDS = {"plain": 60, "spoken": 20, "typo": 15, "pinyin": 12}


class Query(NamedTuple):
    q: str
    want: list[str]
    kind: str
    held_out: bool = False


QUERIES = [Query(**entry) for entry in read_yaml(Path(__file__).parent / "queries.yaml")]


def _hits(search: Search, queries: list[Query]) -> tuple[float, float]:
    """The share of queries whose page comes first, and among the first three."""
    places = []
    for query in queries:
        keys = [hit.item.key for hit in search.find(query.q)]
        places.append(min((keys.index(key) for key in query.want if key in keys), default=99))
    return sum(at < 1 for at in places) / len(places), sum(at < 3 for at in places) / len(places)


def test_the_list_is_long_enough_of_every_kind_and_covers_every_section(library: Library) -> None:
    kinds = Counter(query.kind for query in QUERIES)
    assert all(kinds[kind] >= fewest for kind, fewest in KINDS.items())
    assert len({query.q for query in QUERIES}) == len(QUERIES) >= 130
    assert sum(query.held_out for query in QUERIES) == 40
    wanted = {key for query in QUERIES for key in query.want}
    assert wanted <= {item.key for item in library.items}
    assert {key.split("/")[0] for key in wanted} == {part.code for part in library.sections}
    assert all(1 <= len(query.want) <= 3 for query in QUERIES)


def test_the_right_page_is_first_or_in_the_first_three(search: Search) -> None:
    first, three = _hits(search, QUERIES)
    print(f"all {len(QUERIES)}: hit@1 {first:.1%} hit@3 {three:.1%}")
    assert first >= 0.85
    assert three >= 0.97


def test_queries_never_tuned_for_do_not_fare_much_worse(search: Search) -> None:
    held_out = [query for query in QUERIES if query.held_out]
    first, three = _hits(search, held_out)
    print(f"held out {len(held_out)}: hit@1 {first:.1%} hit@3 {three:.1%}")
    assert first >= 0.75
    assert three >= 0.9


@pytest.mark.parametrize("kind", KINDS)
def test_no_kind_of_query_is_left_behind(search: Search, kind: str) -> None:
    first, three = _hits(search, [query for query in QUERIES if query.kind == kind])
    print(f"{kind}: hit@1 {first:.1%} hit@3 {three:.1%}")
    assert first >= 0.8
    assert three >= 0.93
