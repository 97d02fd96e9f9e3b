"""Counting the clocks that run anew, after the calendar they were counted on has changed."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.domain import deadlines
from portal.domain.clocks import ClockKind
from portal.domain.complaint import UNDECIDED
from portal.domain.events import EventName
from portal.domain.workdays import DueDate
from portal.models import Complaint, Event
from portal.services.calendar import work_calendar
from portal.services.clock import CHINA
from portal.services.record import record_on_complaints

BATCH: Final = 500
Counted = Callable[[ClockKind, date], DueDate]
# Of each clock the columns that hold its end, and whether that is provisional.
_COLUMNS: Final = {
    ClockKind.ACCEPTANCE: ("acceptance_due_on", "is_due_provisional"),
    ClockKind.INVESTIGATION: ("investigation_due_on", "is_investigation_provisional"),
}


def recompute(session: Session, *, commit: Callable[[], object] = lambda: None) -> int:
    """Count every running clock anew; how many dates have moved.

    What moves leaves an event that says from when to when. In batches, after each of which the
    caller may commit, so that nobody waits for long; what an interruption leaves is done by the
    next run.
    """
    calendar, moved, last_id = work_calendar(session), 0, 0

    @cache
    def counted(clock: ClockKind, start: date) -> DueDate:
        reckon = {
            ClockKind.ACCEPTANCE: deadlines.acceptance_due,
            ClockKind.INVESTIGATION: deadlines.investigation_due,
        }
        return reckon[clock](start, calendar)

    while True:
        rows = session.execute(Complaint.with_running_clocks(last_id, BATCH)).all()
        moved += _recount(session, rows, counted)
        commit()
        if len(rows) < BATCH:
            return moved
        last_id = rows[-1].id


def _recount(session: Session, rows: Sequence[Any], counted: Counted) -> int:
    filed = session.execute(Event.first_acceptances([row.id for row in rows])).all()
    filed_on = {complaint_id: at.astimezone(CHINA).date() for complaint_id, at in filed}
    changes: list[dict[str, Any]] = []
    events: list[tuple[int, dict[str, Any]]] = []
    for row in rows:
        starts = {
            ClockKind.ACCEPTANCE: _received_on(row),
            ClockKind.INVESTIGATION: filed_on.get(row.id) if row.investigation_due_on else None,
        }
        values: dict[str, Any] = {}
        for clock, start in starts.items():
            if start is not None:
                due, (on, provisional) = counted(clock, start), _COLUMNS[clock]
                if due.on != getattr(row, on):
                    events.append((row.id, _facts(clock, getattr(row, on), due)))
                values |= {on: due.on, provisional: due.is_provisional}
        if any(getattr(row, name) != value for name, value in values.items()):
            changes.append({"id": row.id, **values})
    for change in changes:
        session.execute(update(Complaint).where(Complaint.id == change.pop("id")).values(change))
    record_on_complaints(session, EventName.DUE_CHANGED, events)
    return len(events)


def _received_on(row: Any) -> date | None:
    if row.status not in UNDECIDED:
        return None
    on: date = row.received_at.astimezone(CHINA).date()
    return on


def _facts(clock: ClockKind, before: date, due: DueDate) -> dict[str, Any]:
    return {
        "clock": clock,
        "before": before.isoformat(),
        "after": due.on.isoformat(),
        "is_provisional": due.is_provisional,
    }
