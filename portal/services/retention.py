"""Keeping and letting go: a hold on a case, and batches that one proposes and another confirms."""

from collections.abc import Iterable
from datetime import date, datetime, time

from sqlalchemy import insert
from sqlalchemy.orm import Session

from portal.domain import retention as rules
from portal.domain.events import EventName
from portal.domain.retention import OF_KIND, BatchState, Kept, Period, Schedule
from portal.models import Complaint, PurgeBatch, PurgeItem, Staff
from portal.models.purge_batch import due
from portal.services.clock import CHINA, now, today
from portal.services.record import record

MOST_AT_ONCE = 500


class NothingDue(Exception):
    """No period with its source is set for this, or nothing has reached it."""


def hold(session: Session, complaint: Complaint, *, by: Staff, reason: str) -> None:
    """Keep a complaint whatever its age, until it is lifted; once is enough."""
    if complaint.held_at is None:
        complaint.held_at = now()
        record(session, EventName.HELD, complaint=complaint, by=by, note=reason)


def lift(session: Session, complaint: Complaint, *, by: Staff, reason: str) -> None:
    """Let the usual period count again."""
    if complaint.held_at is not None:
        complaint.held_at = None
        record(session, EventName.HOLD_LIFTED, complaint=complaint, by=by, note=reason)


def propose(
    session: Session, schedule: Schedule, kept: Kept, *, by: Staff, region: str
) -> PurgeBatch:
    """Put together what has reached its period, the oldest first, at most 500; nothing is purged
    by it. Raises NothingDue."""
    cutoff = schedule.cutoff(kept, today()) if kept in OF_KIND else None
    if cutoff is None:
        raise NothingDue
    before = datetime.combine(cutoff, time(), CHINA)
    ids = list(session.scalars(due(kept, region, before, MOST_AT_ONCE)))
    if not ids:
        raise NothingDue
    batch = PurgeBatch(
        kept=kept,
        region=region,
        ended_before=cutoff,
        source=schedule.source,
        proposed_by=by,
        proposed_at=now(),
    )
    session.add(batch)
    session.flush()
    rows = [{"batch_id": batch.id, "complaint_id": each, "is_purged": False} for each in ids]
    session.execute(insert(PurgeItem), rows)
    record(session, EventName.PURGE_PROPOSED, by=by, batch_id=batch.id, count=len(ids))
    return batch


def confirm(session: Session, batch: PurgeBatch, *, by: Staff) -> None:
    """Somebody else than who proposed it says yes; the job does it. Raises SamePerson,
    BatchMoved."""
    rules.check_decision(batch.state, batch.proposed_by_id, by.id, confirms=True)
    _decide(batch, BatchState.CONFIRMED, by)
    record(session, EventName.PURGE_CONFIRMED, by=by, batch_id=batch.id)


def drop(session: Session, batch: PurgeBatch, *, by: Staff, reason: str) -> None:
    """Nothing of it is purged; also who proposed it may say so. Raises BatchMoved."""
    rules.check_decision(batch.state, batch.proposed_by_id, by.id, confirms=False)
    _decide(batch, BatchState.DROPPED, by)
    record(session, EventName.PURGE_DROPPED, by=by, note=reason, batch_id=batch.id)


def _decide(batch: PurgeBatch, state: BatchState, by: Staff) -> None:
    batch.state = state
    batch.decided_by = by
    batch.decided_at = now()


def day_in_china(at: datetime | None) -> date | None:
    """The day on which something ended."""
    return at.astimezone(CHINA).date() if at else None


def schedule_of(periods: Iterable[tuple[str, str]], source: str) -> Schedule:
    """The schedule that the settings name."""
    return Schedule({Kept(name): Period.parse(text) for name, text in periods}, source)


def stub_of(session: Session, number: str) -> tuple[Complaint, PurgeBatch | None]:
    """What is left of a purged complaint, and the batch with which it went."""
    complaint = session.scalars(Complaint.by_number(number)).one()
    return complaint, session.scalar(PurgeItem.that_purged(complaint.id))
