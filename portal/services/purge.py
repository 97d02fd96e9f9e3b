"""Purging what two people have agreed on, a complaint a transaction, and what nobody took up."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.retention import BatchState, Obstacle, Schedule, Standing, obstacle
from portal.models import (
    AuditLink,
    Complaint,
    Document,
    Event,
    Evidence,
    PurgeBatch,
    PurgeItem,
)
from portal.models.engine import reading
from portal.models.purge_batch import standing
from portal.services import audit, documents, leftovers, purge_plan
from portal.services.audit import Commit
from portal.services.clock import now
from portal.services.evidence import Part, file_name
from portal.services.record import record
from portal.services.retention import day_in_china
from portal.services.storage import Storage


@dataclass
class Report:
    """What a run did."""

    purged: int = 0
    stayed: int = 0
    leftovers: int = 0


def work(
    session: Session,
    storage: Storage,
    schedule: Schedule,
    commit: Commit,
    tick: Callable[[int], object] = lambda _: None,
) -> Report:
    """Purge the confirmed batches and what has been left lying too long. Each complaint is looked
    at again under its lock and goes in a transaction of its own; what an interruption leaves is
    done by the next run, and files left without a row by the sweep. Raises StorageAway."""
    report = Report(leftovers=leftovers.purge(session, schedule, commit))
    # Notes must be in the chain before they go; otherwise it would never have held them.
    audit.seal(session, commit)
    while (batch_id := _next(session, commit)) is not None:
        while _one(session, storage, batch_id, report, commit):
            tick(1)
    return report


def _next(session: Session, commit: Commit) -> int | None:
    with reading():
        batch = session.scalar(PurgeBatch.next_confirmed())
        found = batch.id if batch else None
    commit()
    return found


def _one(session: Session, storage: Storage, batch_id: int, report: Report, commit: Commit) -> bool:
    """Whether there was one more complaint; without one the batch is done."""
    batch = session.scalars(PurgeBatch.one(batch_id, for_change=True)).one()
    item = session.scalar(PurgeItem.left(batch_id))
    if item is None:
        batch.state, batch.done_at = BatchState.DONE, now()
        commit()
        return False
    files: list[str] = []
    complaint, ended_at, is_group_open = session.execute(standing(item.complaint_id)).one()
    item.obstacle = _obstacle(complaint, ended_at, is_group_open, batch)
    if item.obstacle is None:
        files = _files(session, complaint.id)
        item.is_purged = True
        _purge(session, complaint, batch)
        report.purged += 1
    else:
        report.stayed += 1
    commit()
    for name in files:
        storage.delete(name)
    return True


def _obstacle(
    complaint: Complaint, ended_at: datetime | None, is_group_open: bool, batch: PurgeBatch
) -> Obstacle | None:
    stands = Standing(
        status=complaint.status,
        is_held=complaint.held_at is not None,
        is_group_open=is_group_open,
        is_purged=complaint.purged_at is not None,
        ended_on=day_in_china(ended_at),
    )
    return obstacle(stands, batch.ended_before)


def _files(session: Session, complaint_id: int) -> list[str]:
    photos = session.scalars(Evidence.of_complaint(complaint_id))
    issued = session.scalars(Document.of_complaint(complaint_id))
    return [
        *(file_name(photo.object_name, part) for photo in photos for part in Part),
        *(documents.file_name(document.object_name) for document in issued),
    ]


def _purge(session: Session, complaint: Complaint, batch: PurgeBatch) -> None:
    """Everything of the person goes, and the notes of the timeline with the salts of their
    commitments; number, kind, county, days and the steps without words are left."""
    session.flush()
    for statement in purge_plan.statements(complaint.id):
        session.execute(statement)
    events = select(Event.id).where(Event.complaint_id == complaint.id)
    noted = Event.note.is_not(None)
    session.execute(
        update(Event).where(Event.complaint_id == complaint.id, noted).values(note=None)
    )
    session.execute(
        update(AuditLink)
        .where(AuditLink.event_id.in_(events), AuditLink.note_salt.is_not(None))
        .values(note_salt=None)
    )
    session.execute(
        update(Complaint)
        .where(Complaint.id == complaint.id)
        .values(**purge_plan.EMPTIED, purged_at=now())
        .execution_options(synchronize_session=False)
    )
    session.expire(complaint)
    record(
        session,
        EventName.PURGED,
        complaint=complaint,
        by=batch.decided_by,
        batch_id=batch.id,
        proposer_id=batch.proposed_by_id,
    )
