"""Whose a batch is at the moment: claimed by one worker, who says again and again that it lives."""

import secrets
import time
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain.print_batch import LEASE, BatchForm, BatchState
from portal.models import PrintBatch
from portal.models.engine import reading
from portal.services.board_press import PrintSettings
from portal.services.clock import now

SAY_EVERY_SECONDS: Final = 1.0


class LeaseLost(Exception):
    """It took so long to say something that another worker has gone on with it."""


@dataclass
class Job:
    """A batch in one worker's hands, as plain values: they need no transaction to be looked at."""

    batch_id: int
    lease: str
    state: BatchState
    form: BatchForm
    settings: PrintSettings
    asked_by_id: int
    attempts: int
    total: int
    said_at: float = 0.0


def claim(session: Session) -> Job | None:
    """Take the oldest batch that nobody has in hand, unless somebody has one: a second worker would
    only make both slower. Commits."""
    batch = None
    if session.scalar(PrintBatch.in_hand(now())) is None:
        batch = session.scalars(PrintBatch.next_due(now())).first()
    if batch is None:
        session.rollback()
        return None
    batch.lease, batch.lease_until = secrets.token_hex(16), now() + LEASE
    batch.attempts += 1
    job = Job(
        batch_id=batch.id,
        lease=batch.lease,
        state=batch.state,
        form=batch.form,
        settings=PrintSettings.recall(batch.settings),
        asked_by_id=batch.asked_by_id,
        attempts=batch.attempts,
        total=batch.total,
    )
    session.commit()
    return job


def say(session: Session, job: Job, **values: Any) -> None:
    """Write what has become of it, and that it goes on. Commits, with all that was written before.
    Raises LeaseLost, and then nothing of it is written."""
    mine = update(PrintBatch).where(PrintBatch.id == job.batch_id, PrintBatch.lease == job.lease)
    said = mine.values({"lease_until": now() + LEASE, **values}).returning(PrintBatch.id)
    is_mine = session.execute(said.execution_options(synchronize_session=False)).first()
    if is_mine is None:
        session.rollback()
        raise LeaseLost
    session.commit()
    job.said_at = time.monotonic()


def say_sometimes(session: Session, job: Job, done: int) -> None:
    """How many sites are done; written no more often than anybody looks."""
    if time.monotonic() - job.said_at >= SAY_EVERY_SECONDS:
        say(session, job, done=done)


def is_cancelled(session: Session, job: Job) -> bool:
    """Whether somebody has called it off."""
    with reading():
        asked = session.scalar(PrintBatch.cancel_asked(job.batch_id))
        session.commit()
    return bool(asked)
