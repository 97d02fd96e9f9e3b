"""What the lists offer to be taken along; each page family says so for its own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain.export import FileKind, ListName
from portal.domain.roles import Permission
from portal.services.export_sheet import Sheet, Source


@dataclass(frozen=True)
class Offer:
    """A list as the request narrows it. `narrowed` says how, in words; `source` reads its rows,
    with what is personal or without; `count` counts them up to a cap, None where nobody can;
    `region` is whose rows they are, `back` the list itself, `kept` its address, `kinds` in which
    forms it goes out."""

    sheet: Sheet
    narrowed: tuple[tuple[str, str], ...]
    source: Callable[[bool], Source]
    count: Callable[[Session, int], int | None]
    region: str
    back: str
    kept: Mapping[str, Any]
    kinds: tuple[FileKind, ...] = tuple(FileKind)


# Who may see the list, and how a request names a part of it.
OFFERS: Final[dict[ListName, tuple[Permission, Callable[[], Offer]]]] = {}


def offers(
    name: ListName, permission: Permission
) -> Callable[[Callable[[], Offer]], Callable[[], Offer]]:
    """Mark a function as the offer of a list, open to who may see the list and export at all."""

    def mark(offer: Callable[[], Offer]) -> Callable[[], Offer]:
        OFFERS[name] = (permission, offer)
        return offer

    return mark
