"""Issuing a final board: complete, printable, under the next version, with its facts kept.

An issue is recorded before any of it leaves the house, and every print of it, the first as well as
a later one, is set from the facts that were kept.
"""

import dataclasses
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

import posters
from portal.domain.events import EventName
from portal.domain.poster import (
    IssueState,
    PlacementKind,
    Product,
    check_open,
    check_withdrawable,
)
from portal.models import Placement, PosterIssue, Site, Staff
from portal.services import board as boards
from portal.services import board_press, board_states, printed_facts
from portal.services.board import BoardSource
from portal.services.board_press import PrintSettings
from portal.services.clock import now
from portal.services.record import record
from posters import Board, InvalidBoard, Item, MissingGlyph, Problem


class BoardIncomplete(Exception):
    """Items are missing: only a draft may be printed (保障农民工工资支付条例 34)."""

    def __init__(self, missing: tuple[Item, ...]) -> None:
        super().__init__(missing)
        self.missing = missing


class BoardUnprintable(Exception):
    """A text holds characters that the font does not draw, or cannot stand on a board."""

    def __init__(
        self, glyphs: tuple[MissingGlyph, ...] = (), problems: tuple[Problem, ...] = ()
    ) -> None:
        super().__init__(glyphs, problems)
        self.glyphs = glyphs
        self.told = posters.glyphs_told(glyphs) if glyphs else posters.problems_told(problems)


class AlreadyIssued(Exception):
    """An issue says the very same on the same paper: that one is to be printed again."""

    def __init__(self, issue_id: int, version: int, *, is_printing: bool) -> None:
        super().__init__(issue_id, version)
        self.issue_id, self.version, self.is_printing = issue_id, version, is_printing


@dataclass
class Known:
    """What is known of the issues and places of some sites, in three questions for all of them."""

    live: dict[int, list[Any]]
    versions: dict[int, int]
    places: dict[int, list[int]]

    @classmethod
    def of(cls, session: Session, site_ids: Collection[int]) -> "Known":
        """Ask."""
        board = Product.NOTICE_BOARD
        live: dict[int, list[Any]] = defaultdict(list)
        places: dict[int, list[int]] = defaultdict(list)
        for row in session.execute(PosterIssue.live_of(site_ids, board)):
            live[row.site_id].append(row)
        for site_id, placement_id in session.execute(Placement.to_print(site_ids, board)):
            places[site_id].append(placement_id)
        newest = session.execute(PosterIssue.newest_versions(site_ids, board))
        return cls(live, {row.site_id: row.version for row in newest}, places)

    def plan_gates(self, session: Session, sites: Iterable[Site]) -> None:
        """A board without a place of its own is meant for the gate."""
        gates = [
            Placement(
                site_id=site.id,
                region=site.region,
                product=Product.NOTICE_BOARD,
                kind=PlacementKind.GATE,
                planned_at=now(),
            )
            for site in sites
            if not self.places.get(site.id)
        ]
        session.add_all(gates)
        session.flush()
        self.places.update({site_id: [gate.id] for gate in gates if (site_id := gate.site_id)})


def issue(
    session: Session, site: Site, settings: PrintSettings, source: BoardSource, *, by: Staff
) -> PosterIssue:
    """Issue the next version. Raises BoardIncomplete, BoardUnprintable, AlreadyIssued."""
    site = session.scalars(Site.taken_in_hand([site.id])).one()
    board = boards.gather(session, site, source)
    check(board)
    known = Known.of(session, [site.id])
    known.plan_gates(session, [site])
    made = prepare(session, site, board, known, settings, by_id=by.id)
    session.flush()
    supersede(session, [site.id])
    record(
        session, EventName.BOARD_ISSUED, site=site, by=by, version=made.version,
        paper=settings.paper,
    )  # fmt: skip
    board_states.settle(session, [site.id])
    return made


def record_draft(
    session: Session, site: Site, paper: str, missing: Collection[Item], *, by: Staff
) -> None:
    """Record that a draft leaves the house; it is no issue."""
    lacking = [item.number for item in missing]
    record(session, EventName.BOARD_PRINTED, site=site, by=by, paper=paper, missing=lacking)
    board_states.settle(session, [site.id])


def check(board: Board) -> None:
    """Whether a board may be final. Raises BoardIncomplete, BoardUnprintable."""
    missing = boards.missing_items(board)
    if missing:
        raise BoardIncomplete(missing)
    glyphs = posters.missing_glyphs(board)
    if glyphs:
        raise BoardUnprintable(glyphs=glyphs)
    try:
        printed_facts.recall(printed_facts.keep(board))
    except InvalidBoard as invalid:
        raise BoardUnprintable(problems=invalid.problems) from None


def prepare(
    session: Session,
    site: Site,
    board: Board,
    known: Known,
    settings: PrintSettings,
    *,
    by_id: int,
    batch_id: int | None = None,
) -> PosterIssue:
    """Add the next version of a site whose board was checked, with a page for each place that has
    none of it yet. For a batch it only reserves the version: state PRINTING. Raises AlreadyIssued.
    """
    items = printed_facts.digests(session, board)
    twins = [
        row
        for row in known.live.get(site.id, ())
        if row.items == items and not row.stale_facts and row.settings == settings.kept()
    ]
    places = [
        place for place in known.places[site.id] if not any(place in twin.places for twin in twins)
    ]
    if twins and not places:
        newest = twins[-1]
        is_printing = newest.state is IssueState.PRINTING
        raise AlreadyIssued(newest.id, newest.version, is_printing=is_printing)
    version = known.versions.get(site.id, 0) + 1
    made = PosterIssue(
        site_id=site.id,
        product=Product.NOTICE_BOARD,
        version=version,
        settings=settings.kept(),
        places=places,
        facts=printed_facts.keep(dataclasses.replace(board, issue=_numbered(site, version))),
        items=items,
        digest=printed_facts.digest(session, items),
        state=IssueState.OPEN if batch_id is None else IssueState.PRINTING,
        copies=len(places),
        issued_at=now(),
        issued_by_id=by_id,
        batch_id=batch_id,
    )
    session.add(made)
    return made


def _numbered(site: Site, version: int) -> posters.Issue:
    return posters.Issue(f"{site.code}-{version}", version)


def supersede(session: Session, site_ids: Collection[int]) -> None:
    """The boards of these sites that are no longer right have a newer version now."""
    session.execute(
        update(PosterIssue)
        .where(
            PosterIssue.site_id.in_(site_ids),
            PosterIssue.product == Product.NOTICE_BOARD,
            PosterIssue.state == IssueState.STALE,
        )
        .values(state=IssueState.SUPERSEDED)
    )


def reprint(session: Session, found: PosterIssue, *, by: Staff) -> None:
    """Record that it is printed once more. Raises NotOpen."""
    check_open(found.state)
    found.copies += found.pages
    record(session, EventName.BOARD_REPRINTED, site=found.site, by=by, version=found.version)


def withdraw(session: Session, found: PosterIssue, reason: str, *, by: Staff) -> None:
    """Take it back: it is to hang nowhere. Raises NotOpen."""
    check_withdrawable(found.state)
    found.state = IssueState.WITHDRAWN
    record(
        session, EventName.BOARD_WITHDRAWN, site=found.site, by=by, note=reason,
        version=found.version,
    )  # fmt: skip
    board_states.settle(session, [found.site_id])


def print_issue(found: PosterIssue) -> bytes:
    """The issue as PDF, from what was kept: the same bytes each time."""
    settings = PrintSettings.recall(found.settings)
    return board_press.print_pages(pages_of(found.facts, found.places), settings)


def pages_of(facts: str, places: Collection[int]) -> list[Board]:
    """The pages of kept facts: one for each place, whose number its QR code carries along."""
    board = printed_facts.recall(facts)
    return [dataclasses.replace(board, url=f"{board.url}?p={place}") for place in places] or [board]
