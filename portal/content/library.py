"""The library: every rights page in its section, read once, checked, and never changed again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from portal.content.broken import BrokenContent, Problem
from portal.content.item import Item, Law, Section
from portal.content.laws import load_laws
from portal.content.order import MOST_ASKED, in_reading_order, read_order
from portal.content.page import read_item
from portal.content.sections import SECTIONS

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Library:
    """Sections as the bureau orders them, items as people read them, laws, what is most asked."""

    sections: tuple[Section, ...]
    items: tuple[Item, ...]
    laws: Mapping[str, Law]
    most_asked: tuple[Item, ...]

    @cached_property
    def _by_key(self) -> dict[str, Item]:
        return {item.key: item for item in self.items}

    def section(self, code: str) -> Section | None:
        """The section of that code, or None."""
        return next((section for section in self.sections if section.code == code), None)

    def item(self, section: str, slug: str) -> Item | None:
        """The item at that address, or None."""
        return self._by_key.get(f"{section}/{slug}")

    def in_section(self, code: str) -> tuple[Item, ...]:
        """The items of a section, in reading order."""
        return tuple(item for item in self.items if item.section.code == code)

    def related_to(self, item: Item) -> tuple[Item, ...]:
        """The items that a page sends on to, in its own order."""
        return tuple(self._by_key[key] for key in item.related)


def load_library(folder: Path = FOLDER) -> Library:
    """Read `laws.yaml`, `order.yaml` and `rights/<section>/<slug>.md` below the folder.

    Raises BrokenContent at the first file that breaks a rule.
    """
    laws = load_laws(folder / "laws.yaml")
    items = {}
    for path in sorted((folder / "rights").glob("*/*.md")):
        item = read_item(path, laws)
        items[item.key] = item
    _check_titles(folder, items.values())
    _check_related(folder, items)
    order = read_order(folder / "order.yaml", items)
    most_asked = tuple(items[key] for key in order.pop(MOST_ASKED, []))
    return Library(SECTIONS, tuple(in_reading_order(items, order)), laws, most_asked)


def _path_of(folder: Path, key: str) -> Path:
    return folder / "rights" / f"{key}.md"


def _check_titles(folder: Path, items: Iterable[Item]) -> None:
    seen: dict[str, str] = {}
    for item in items:
        if item.title in seen:
            raise BrokenContent(_path_of(folder, item.key), Problem.DUPLICATE_TITLE, item.title)
        seen[item.title] = item.key


def _check_related(folder: Path, items: Mapping[str, Item]) -> None:
    for item in items.values():
        for key in item.related:
            if key not in items or key == item.key:
                raise BrokenContent(_path_of(folder, item.key), Problem.UNKNOWN_RELATED, key)
