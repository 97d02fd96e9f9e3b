"""How sites stand with their boards: the only place that writes `Site.board_state`."""

from collections import defaultdict
from collections.abc import Collection
from typing import Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.poster import IssueState, Product, board_state
from portal.domain.site import BoardState
from portal.models import Event, Placement, PosterIssue, Site

_AT_ONCE: Final = 500


def settle(session: Session, site_ids: Collection[int]) -> None:
    """Write how these sites stand, from their issues, their placements and their drafts."""
    ids = sorted(set(site_ids))
    for start in range(0, len(ids), _AT_ONCE):
        _settle(session, ids[start : start + _AT_ONCE])


def _settle(session: Session, site_ids: Collection[int]) -> None:
    session.flush()
    states, opened = defaultdict(set), set()
    for row in session.execute(PosterIssue.live_of(site_ids, Product.NOTICE_BOARD)):
        states[row.site_id].add(row.state)
        if row.state is IssueState.OPEN:
            opened.add(row.id)
    hanging = {
        row.site_id
        for row in session.execute(Placement.hanging_issues(site_ids))
        if row.issue_id in opened
    }
    drafts = set(session.scalars(Event.sites_with(EventName.BOARD_PRINTED, site_ids)))
    changed: dict[BoardState, list[int]] = defaultdict(list)
    stand = select(Site.id, Site.board_state).where(Site.id.in_(site_ids))
    for site_id, stands in session.execute(stand):
        state = board_state(
            is_open=IssueState.OPEN in states[site_id],
            is_stale=IssueState.STALE in states[site_id],
            is_hanging=site_id in hanging,
            has_draft=site_id in drafts,
        )
        if state is not stands:
            changed[state].append(site_id)
    for state, ids in changed.items():
        # The site itself has not changed, whatever became of its board.
        kept = {"board_state": state, "changed_at": Site.changed_at}
        session.execute(update(Site).where(Site.id.in_(ids)).values(kept))
