"""Merging a site that was registered twice: one record stays, and all that hung on the other one
follows it; the code on the other one's boards leads to what stays."""

from typing import Final

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from portal.domain.events import EventName
from portal.domain.poster import IssueState
from portal.models import (
    Complaint,
    GroupAlarm,
    GroupCase,
    LostCode,
    Placement,
    PosterIssue,
    Site,
    Staff,
)
from portal.services import board_states, complaint_words, group_alarms
from portal.services.record import record

# What belongs to a site and goes along. A table that is not named here stays with the old record:
# tests/services/test_site_merge.py wants every table that points to a site to be told of. Events
# stay as they were written; who reads a history reads that of the merged sites too.
FOLLOWERS: Final[tuple[InstrumentedAttribute[int | None], ...]] = (
    Complaint.site_id,
    GroupAlarm.site_id,
    GroupCase.site_id,
    LostCode.site_id,
    Placement.site_id,
)


class CannotMerge(Exception):
    """A site is not merged into itself, nor one that is merged already."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def merge(session: Session, duplicate: Site, survivor: Site, *, by: Staff, reason: str) -> None:
    """Let `survivor` answer for `duplicate` from now on; both are locked by the caller.

    The survivor's own facts stay as they are. Raises CannotMerge.
    """
    if duplicate.id == survivor.id or duplicate.merged_into_id or survivor.merged_into_id:
        raise CannotMerge(duplicate.code)
    complaints = count_complaints(session, duplicate)
    group_alarms.leave_to(session, duplicate, survivor)
    for column in FOLLOWERS:
        moving = update(column.class_).where(column == duplicate.id)
        session.execute(moving.values({column.key: survivor.id}))
    _give_up_issues(session, duplicate)
    complaint_words.follow_sites(session, [survivor.id])
    leading = update(Site).where(_was_merged_into(duplicate))
    session.execute(leading.values(merged_into_id=survivor.id))
    duplicate.merged_into_id = survivor.id
    session.flush()
    board_states.settle(session, [duplicate.id, survivor.id])
    record(
        session,
        EventName.SITE_MERGED,
        site=survivor,
        by=by,
        note=reason,
        code=duplicate.code,
        merged_name=duplicate.name,
        complaints=complaints,
    )


def count_complaints(session: Session, site: Site) -> int:
    """How many complaints would follow."""
    query = select(func.count()).select_from(Complaint).where(Complaint.site_id == site.id)
    return session.scalar(query) or 0


def old_codes(session: Session, site: Site) -> list[str]:
    """The codes that lead to the site since others were merged into it."""
    query = select(Site.code).where(_was_merged_into(site)).order_by(Site.id)
    return list(session.scalars(query))


def _give_up_issues(session: Session, duplicate: Site) -> None:
    """What hangs of the duplicate says its own facts: the survivor's board is to take its place."""
    giving_up = update(PosterIssue).where(
        PosterIssue.site_id == duplicate.id,
        PosterIssue.state.in_((IssueState.OPEN, IssueState.STALE)),
    )
    session.execute(giving_up.values(state=IssueState.SUPERSEDED))


def _was_merged_into(site: Site) -> ColumnElement[bool]:
    return Site.merged_into_id == site.id
