"""What nobody took up: drafts, calls that broke off, requests for a lost code, once their time is
over. They are no case, so no two people need agree; what went is counted on the timeline."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Final

from sqlalchemy import ColumnElement, SQLColumnExpression, delete, select
from sqlalchemy.orm import Session

from portal.domain.calls import CallOutcome
from portal.domain.events import EventName
from portal.domain.lost_code import LostCodeState
from portal.domain.retention import Kept, Schedule
from portal.models import Call, CallAttempt, LostCode
from portal.services.audit import Commit
from portal.services.clock import CHINA, today
from portal.services.record import record

_CHUNK: Final = 200


def purge(session: Session, schedule: Schedule, commit: Commit) -> int:
    """Delete what is older than its period, some at a time; how many went. What has no period
    stays."""
    drafts = _calls(session, schedule, Kept.DRAFT, CallOutcome.OPEN, commit)
    broken = _calls(session, schedule, Kept.BROKEN_CALL, CallOutcome.BROKEN_OFF, commit)
    asked = _lost_codes(session, schedule, commit)
    if total := drafts + broken + asked:
        record(
            session,
            EventName.PURGE_OF_LEFTOVERS,
            draft=drafts,
            broken_call=broken,
            lost_code=asked,
        )
    commit()
    return total


def _calls(
    session: Session, schedule: Schedule, kept: Kept, outcome: CallOutcome, commit: Commit
) -> int:
    before = _before(schedule, kept)
    if before is None:
        return 0
    done = 0
    while ids := _some(session, Call.id, (Call.outcome == outcome, Call.touched_at < before)):
        session.execute(delete(CallAttempt).where(CallAttempt.call_id.in_(ids)))
        session.execute(delete(Call).where(Call.id.in_(ids)))
        commit()
        done += len(ids)
    return done


def _lost_codes(session: Session, schedule: Schedule, commit: Commit) -> int:
    """From their answer on, or from when they came if nobody ever answered."""
    before = _before(schedule, Kept.LOST_CODE)
    if before is None:
        return 0
    waits = (LostCode.state == LostCodeState.WAITING) & (LostCode.asked_at < before)
    done = 0
    while ids := _some(session, LostCode.id, (waits | (LostCode.handled_at < before),)):
        session.execute(delete(LostCode).where(LostCode.id.in_(ids)))
        commit()
        done += len(ids)
    return done


def _before(schedule: Schedule, kept: Kept) -> datetime | None:
    cutoff = schedule.cutoff(kept, today())
    return datetime.combine(cutoff, time(), CHINA) if cutoff else None


def _some(
    session: Session, key: SQLColumnExpression[int], old: Iterable[ColumnElement[bool]]
) -> list[int]:
    return list(session.scalars(select(key).where(*old).order_by(key).limit(_CHUNK)))
