"""The issues of a batch: reserved before it is printed, opened afterwards, or given back."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import case, delete, update
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.poster import IssueState
from portal.domain.print_batch import RowRefusal, RowState
from portal.models import PosterIssue, PrintBatchSite, Site, Staff
from portal.services import board as boards
from portal.services import board_states, issuing
from portal.services.batch_lease import Job
from portal.services.board import BoardSource, County
from portal.services.issuing import AlreadyIssued, BoardIncomplete, BoardUnprintable, Known
from portal.services.record import record_many
from posters import Board

# Sites in one transaction: on SQLite everybody who writes waits for it.
RESERVED_AT_ONCE: Final = 25
OPENED_AT_ONCE: Final = 200


def reserve(session: Session, job: Job, source: BoardSource) -> bool:
    """Take the facts of the next sites, as they are at this moment, under their next versions;
    whether any may be left. What cannot be issued is refused. The caller commits."""
    rows = session.scalars(PrintBatchSite.waiting(job.batch_id, RESERVED_AT_ONCE)).all()
    ids = [row.site_id for row in rows]
    sites = {site.id: site for site in session.scalars(Site.taken_in_hand(ids, waits=False))}
    common: dict[str, County] = {}
    ready: list[tuple[PrintBatchSite, Site, Board]] = []
    for row in rows:
        site = sites.get(row.site_id)
        if site is None:
            continue
        if site.region not in common:
            common[site.region] = boards.county(session, site.region, source.printed_on)
        board = boards.board_of(site, common[site.region], source)
        if _is_printable(row, board):
            ready.append((row, site, board))
    _take(session, job, ready)
    return bool(rows)


def _is_printable(row: PrintBatchSite, board: Board) -> bool:
    try:
        issuing.check(board)
    except BoardIncomplete as refused:
        _refuse(row, RowRefusal.INCOMPLETE, [item.name.lower() for item in refused.missing])
    except BoardUnprintable as refused:
        reason = RowRefusal.UNPRINTABLE if refused.glyphs else RowRefusal.UNREADABLE
        _refuse(row, reason, [refused.told])
    else:
        return True
    return False


def _take(session: Session, job: Job, ready: Sequence[tuple[PrintBatchSite, Site, Board]]) -> None:
    known = Known.of(session, [site.id for _, site, _ in ready])
    known.plan_gates(session, [site for _, site, _ in ready])
    taken: list[tuple[PrintBatchSite, PosterIssue]] = []
    for row, site, board in ready:
        try:
            made = issuing.prepare(
                session, site, board, known, job.settings, by_id=job.asked_by_id,
                batch_id=job.batch_id,
            )  # fmt: skip
        except AlreadyIssued as twin:
            if twin.is_printing:
                _refuse(row, RowRefusal.BEING_PRINTED, [])
            else:
                row.state, row.issue_id, row.is_reprint = RowState.TAKEN, twin.issue_id, True
        else:
            taken.append((row, made))
    session.flush()
    for row, made in taken:
        row.state, row.issue_id = RowState.TAKEN, made.id


def _refuse(row: PrintBatchSite, reason: RowRefusal, missing: list[str]) -> None:
    row.state, row.refusal, row.missing = RowState.REFUSED, reason, missing


def open_some(session: Session, job: Job) -> int:
    """Make the next reserved issues open ones, or stale ones if a fact has changed while they were
    printed; how many. The caller commits."""
    rows = session.execute(PrintBatchSite.to_open(job.batch_id, OPENED_AT_ONCE)).all()
    by = session.get_one(Staff, job.asked_by_id)
    _open(session, job, [row for row in rows if not row.is_reprint], by)
    _print_again(session, [row for row in rows if row.is_reprint], by)
    session.execute(
        update(PrintBatchSite)
        .where(PrintBatchSite.id.in_([row.id for row in rows]))
        .values(state=RowState.PRINTED)
    )
    board_states.settle(session, [row.site_id for row in rows])
    return len(rows)


def _open(session: Session, job: Job, rows: Sequence[Any], by: Staff) -> None:
    ids = [row.issue_id for row in rows]
    has_changed = PosterIssue.stale_at.is_not(None)
    state = case((has_changed, IssueState.STALE), else_=IssueState.OPEN)
    issuing.supersede(session, [row.site_id for row in rows])
    session.execute(update(PosterIssue).where(PosterIssue.id.in_(ids)).values(state=state))
    facts = {row.site_id: {"version": row.version, "paper": job.settings.paper} for row in rows}
    record_many(session, EventName.BOARD_ISSUED, facts, by=by)


def _print_again(session: Session, rows: Sequence[Any], by: Staff) -> None:
    for row in rows:
        more = PosterIssue.copies + max(len(row.places), 1)
        session.execute(
            update(PosterIssue).where(PosterIssue.id == row.issue_id).values(copies=more)
        )
    facts = {row.site_id: {"version": row.version} for row in rows}
    record_many(session, EventName.BOARD_REPRINTED, facts, by=by)


def give_back(session: Session, batch_id: int) -> None:
    """Nothing was printed: the versions are free again. The caller commits."""
    rows = update(PrintBatchSite).where(
        PrintBatchSite.batch_id == batch_id, PrintBatchSite.state == RowState.TAKEN
    )
    session.execute(rows.values(state=RowState.WAITING, issue_id=None, is_reprint=False))
    session.execute(
        delete(PosterIssue).where(
            PosterIssue.batch_id == batch_id, PosterIssue.state == IssueState.PRINTING
        )
    )
