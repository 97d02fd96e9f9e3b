"""The order in which people read, from order.yaml."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from portal.content.broken import BrokenContent, Problem
from portal.content.item import Item
from portal.content.reading import read_yaml
from portal.content.sections import SECTIONS

MOST_ASKED = "most-asked"


def read_order(path: Path, items: Mapping[str, Item]) -> dict[str, list[str]]:
    """Item keys by section code, and under `most-asked`; all of them must exist."""
    order = read_yaml(path)
    if not isinstance(order, dict):
        raise BrokenContent(path, Problem.BAD_YAML)
    full = {
        name: [slug if name == MOST_ASKED else f"{name}/{slug}" for slug in slugs]
        for name, slugs in order.items()
    }
    for keys in full.values():
        for key in keys:
            if key not in items:
                raise BrokenContent(path, Problem.UNKNOWN_RELATED, key)
    return full


def in_reading_order(items: Mapping[str, Item], order: Mapping[str, list[str]]) -> Iterable[Item]:
    """Sections in order; within one the listed items first, new ones after them."""
    for section in SECTIONS:
        first = order.get(section.code, [])
        rest = [key for key, item in items.items() if item.section == section and key not in first]
        yield from (items[key] for key in [*first, *rest])
