"""The register as a list: narrowed, a page at a time, and counted as far as one cares to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Integer, Select, and_, case, cast, func, literal, select

from portal.domain.site import BoardState, Industry, PartyRole, SiteStatus
from portal.models.site import Party, Site
from portal.models.site_gaps import SITE_GAPS

_UNDER_WAY: Final = Site.status != SiteStatus.FINISHED


@dataclass(frozen=True)
class Narrowing:
    """What a list of sites is narrowed to; what is empty narrows nothing. `lacking` is the number
    of an item that the board of a site lacks whose works are not over."""

    words: str = ""
    region: str = ""
    industry: Industry | None = None
    status: SiteStatus | None = None
    board_state: BoardState | None = None
    lacking: int | None = None

    def conditions(self, *, but: str = "") -> list[ColumnElement[bool]]:
        """All of them, but for one by name: its own words are counted without it."""
        found = {
            "words": Site.said(self.words) if self.words else None,
            "region": Site.region == self.region if self.region else None,
            "industry": Site.industry == self.industry if self.industry else None,
            "status": Site.status == self.status if self.status else None,
            "board_state": Site.board_state == self.board_state if self.board_state else None,
            "lacking": and_(SITE_GAPS[self.lacking], _UNDER_WAY) if self.lacking else None,
        }
        return [each for name, each in found.items() if each is not None and name != but]


def seen(region: str, narrowing: Narrowing) -> Select[int]:
    """The ids of the sites that staff of a region see of it."""
    query = Site.seen_from(region).with_only_columns(Site.id)
    return query.where(*narrowing.conditions())


def page(
    region: str, narrowing: Narrowing, *, before: int | None, size: int
) -> Select[*tuple[Any, ...]]:
    """One page, newest first, by key and not by offset, as plain rows: nothing sealed is opened.
    One row more than `size` tells whether there is another."""
    contractor = (
        select(Party.organisation)
        .where(Party.site_id == Site.id, Party.role == PartyRole.GENERAL_CONTRACTOR)
        .order_by(Party.position)
        .limit(1)
        .scalar_subquery()
    )
    query = seen(region, narrowing).with_only_columns(
        Site.id,
        Site.code,
        Site.name,
        Site.region,
        Site.industry,
        Site.status,
        Site.board_state,
        contractor.label("contractor"),
    )
    if before is not None:
        query = query.where(Site.id < before)
    return query.order_by(Site.id.desc()).limit(size + 1)


def counts(region: str, narrowing: Narrowing, cap: int) -> Select[*tuple[Any, ...]]:
    """How many there are of each status, and of each state of the board, in one trip; none is
    counted beyond `cap`."""
    columns = []
    for name, words in (("status", SiteStatus), ("board_state", BoardState)):
        others = narrowing.conditions(but=name)
        for word in words:
            rows = Site.seen_from(region).with_only_columns(Site.id)
            rows = rows.where(getattr(Site, name) == word, *others).limit(cap)
            counted = select(func.count()).select_from(rows.subquery())
            columns.append(counted.scalar_subquery().label(f"{name}_{word}"))
    return select(*columns)


def gaps_by_county() -> Select[*tuple[Any, ...]]:
    """Of each county: the sites whose works are not over (`total`), those that lack nothing of
    their own (`whole`), and how many lack each item (`lack_1` …)."""
    flags = site_flags().subquery()
    each = {number: flags.c[f"lack_{number}"] for number in SITE_GAPS}
    is_whole = case((sum(each.values(), literal(0)) == 0, 1), else_=0)
    return select(
        flags.c.region,
        func.count().label("total"),
        func.sum(is_whole).label("whole"),
        *(func.sum(flag).label(f"lack_{number}") for number, flag in each.items()),
    ).group_by(flags.c.region)


def site_flags() -> Select[*tuple[Any, ...]]:
    """Of each site whose works are not over: its code, its county, and 1 or 0 for each item."""
    return select(
        Site.code,
        Site.region,
        *(cast(gap, Integer).label(f"lack_{number}") for number, gap in SITE_GAPS.items()),
    ).where(Site.merged_into_id.is_(None), _UNDER_WAY)
