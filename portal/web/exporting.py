"""What the lists offer to be taken along; each page family says so for its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

from flask import url_for

from portal.domain.export import FileKind, ListName
from portal.domain.roles import Permission
from portal.services.export_sheet import Rows, Sheet


@dataclass(frozen=True)
class Offer:
    """A list as the request narrows it: `rows` of `region`. `page` is the endpoint of the list and
    `kept` what its address keeps; `narrowed` says in words how it is narrowed, `kinds` in which
    forms it goes out."""

    sheet: Sheet
    rows: Rows
    page: str
    region: str
    narrowed: tuple[tuple[str, str], ...] = ()
    kept: Mapping[str, Any] = field(default_factory=dict)
    kinds: tuple[FileKind, ...] = tuple(FileKind)

    @property
    def back(self) -> str:
        """The address of the list itself."""
        return url_for(self.page, **self.kept)


class Offered(NamedTuple):
    """A list that may be taken along: by whom, how a request names a part of it, and whether it is
    nothing without such a name."""

    permission: Permission
    offer: Callable[[], Offer]
    is_of_one: bool


OFFERS: Final[dict[ListName, Offered]] = {}


def offers(
    name: ListName, permission: Permission, *, is_of_one: bool = False
) -> Callable[[Callable[[], Offer]], Callable[[], Offer]]:
    """Mark a function as the offer of a list, open to who may see the list and export at all.
    `is_of_one`: there is one such list for each group, each batch."""

    def mark(offer: Callable[[], Offer]) -> Callable[[], Offer]:
        OFFERS[name] = Offered(permission, offer, is_of_one)
        return offer

    return mark
