"""Which issues no longer say what the register says, and in which facts.

Called in the transaction of whoever changes a fact, and by `flask posters refresh` for what a new
day changes. Digests are compared, so a county's hundreds of boards are gone through without
opening a name or a number; only where a site itself has changed are its parties read.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session, selectinload

import posters
from portal.domain.events import EventName
from portal.domain.poster import COUNTY_FACTS, SITE_FACTS, IssueState, PrintedFact, state_of
from portal.models import Base, PosterIssue, Site
from portal.models.engine import reading
from portal.services import board as boards
from portal.services import board_states, printed_facts
from portal.services.board import BoardSource, County
from portal.services.clock import now, today
from portal.services.record import record_many

_AT_ONCE: Final = 500
_ISSUES: Final = Base.metadata.tables["poster_issue"]
_EVERYTHING: Final = frozenset(PrintedFact)


@dataclass
class _Found:
    """What was found of the issues that were compared: new states, and the sites it tells of."""

    updates: list[dict[str, Any]] = field(default_factory=list)
    went_stale: dict[int, set[str]] = field(default_factory=dict)
    are_true_again: set[int] = field(default_factory=set)


def counties_changed(session: Session, regions: Collection[str]) -> int:
    """Offices or minimum wages of counties were changed; how many issues stand otherwise now."""
    session.flush()
    found = _Found()
    for region in regions:
        common = boards.county(session, region, today())
        board = posters.Board("", "", "", today(), **common.facts())
        items = printed_facts.digests(session, board, COUNTY_FACTS)
        for row in session.execute(PosterIssue.live_in(region)):
            _compare(found, row, items)
    return _write(session, found)


def sites_changed(session: Session, site_ids: Collection[int]) -> int:
    """Facts of these sites were changed; how many issues stand otherwise now."""
    session.flush()
    ids, changed = sorted(site_ids), 0
    source = BoardSource("", "", today())
    for start in range(0, len(ids), _AT_ONCE):
        some = ids[start : start + _AT_ONCE]
        # Whoever issues one of them right now is waited for, or waits and then reads what is new.
        session.execute(select(Site.id).where(Site.id.in_(some)).with_for_update(key_share=True))
        rows = session.execute(PosterIssue.live_at(some)).all()
        found = _compared(session, rows, source, SITE_FACTS | COUNTY_FACTS)
        changed += _write(session, found)
    return changed


def refresh(session: Session, source: BoardSource, commit: Callable[[], object]) -> tuple[int, int]:
    """Compare all live issues with today; how many were compared, and how many stand otherwise.

    Reads beside everybody and holds the write lock only to write what was found; `commit` ends
    each of these transactions.
    """
    seen, changed, last = 0, 0, 0
    while True:
        with reading():
            rows = session.execute(PosterIssue.live_after(last, _AT_ONCE)).all()
            found = _compared(session, rows, source, _EVERYTHING)
        commit()
        if not rows:
            return seen, changed
        changed += _write(session, found)
        commit()
        seen, last = seen + len(rows), rows[-1].id


def _compared(
    session: Session, rows: Sequence[Any], source: BoardSource, facts: Collection[PrintedFact]
) -> _Found:
    """Compare issues with what their boards would say now."""
    ids = {row.site_id for row in rows}
    query = select(Site).where(Site.id.in_(ids)).options(selectinload(Site.parties))
    query = query.execution_options(populate_existing=True)
    common: dict[str, County] = {}
    items = {}
    for site in session.scalars(query):
        if site.region not in common:
            common[site.region] = boards.county(session, site.region, source.printed_on)
        board = boards.board_of(site, common[site.region], source)
        items[site.id] = printed_facts.digests(session, board, facts)
    found = _Found()
    for row in rows:
        _compare(found, row, items[row.site_id])
    return found


def _compare(found: _Found, row: Any, items: Mapping[str, str]) -> None:
    """Compare one issue in the facts that `items` tells of; the others stay as they were found."""
    before = set(row.stale_facts)
    differ = {fact for fact, value in items.items() if row.items.get(fact) != value}
    after = (before - set(items)) | differ
    if after == before:
        return
    state = state_of(row.state, has_changed=bool(after))
    found.updates.append(
        {
            "row": row.id,
            "old_state": row.state,
            "new_state": state,
            "new_facts": [fact for fact in PrintedFact if fact in after],
            "since": now() if after else None,
        }
    )
    if after - before and state is IssueState.STALE:
        found.went_stale.setdefault(row.site_id, set()).update(after)
    elif not after and state is IssueState.OPEN:
        found.are_true_again.add(row.site_id)


def _write(session: Session, found: _Found) -> int:
    if not found.updates:
        return 0
    query = (
        update(_ISSUES)
        .where(_ISSUES.c.id == bindparam("row"), _ISSUES.c.state == bindparam("old_state"))
        .values(
            state=bindparam("new_state"),
            stale_facts=bindparam("new_facts"),
            stale_at=bindparam("since"),
        )
    )
    session.execute(query, found.updates)
    stale = {site_id: {"facts": _in_order(facts)} for site_id, facts in found.went_stale.items()}
    record_many(session, EventName.BOARD_WENT_STALE, stale)
    true: dict[int, dict[str, Any]] = {site_id: {} for site_id in found.are_true_again - set(stale)}
    record_many(session, EventName.BOARD_TRUE_AGAIN, true)
    board_states.settle(session, {*found.went_stale, *found.are_true_again})
    return len(found.updates)


def _in_order(facts: Iterable[str]) -> list[str]:
    return [str(fact) for fact in PrintedFact if fact in set(facts)]
