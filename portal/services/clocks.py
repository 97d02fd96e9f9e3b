"""Showing the clocks of a complaint, and moving them when the calendar has changed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.domain import clocks as rules
from portal.domain.clocks import OFFICE_CLOCKS, OfficeTarget, Urgency
from portal.domain.complaint import OPEN, Kind
from portal.domain.events import EventName
from portal.domain.workdays import DueDate, due_after
from portal.models import Clock, Complaint
from portal.services import clock_keeping
from portal.services.calendar import work_calendar
from portal.services.clock import CHINA, today
from portal.services.record import record

BATCH = 500


@dataclass(frozen=True)
class Dial:
    """A clock as somebody reads it today."""

    clock: Clock
    days_left: int
    urgency: Urgency | None

    @property
    def is_legal(self) -> bool:
        """Whether a law or rule sets it, and not the office."""
        return self.clock.kind not in OFFICE_CLOCKS


class Target(NamedTuple):
    """A day that the office has set for itself; no law knows it."""

    word: OfficeTarget
    due_on: date


def dials(session: Session, clocks: list[Clock]) -> list[Dial]:
    """The clocks with the working days that are left."""
    calendar, day = work_calendar(session), today()
    return [
        Dial(
            clock,
            rules.days_left(clock.due_on, day, calendar),
            rules.urgency(clock.due_on, day, calendar) if clock.is_running else None,
        )
        for clock in clocks
    ]


def of_complaint(session: Session, complaint: Complaint) -> list[Dial]:
    """Its clocks side by side, in the order in which they were started."""
    return dials(session, list(session.scalars(Clock.of_complaint(complaint.id))))


def targets(session: Session, complaint: Complaint, days: tuple[int, int, int]) -> list[Target]:
    """By when the office itself wants to be how far; nothing once the complaint has ended."""
    if complaint.status not in OPEN or complaint.kind is Kind.ENQUIRY:  # it has its own clock
        return []
    calendar = work_calendar(session)
    received_on = complaint.received_at.astimezone(CHINA).date()
    return [
        Target(word, due_after(received_on, count, calendar).on)
        for word, count in zip(OfficeTarget, days, strict=True)
    ]


def recompute(session: Session, *, commit: Callable[[], None] = lambda: None) -> int:
    """Count every running clock anew after a change of the calendar; tells how many moved.

    What moves leaves an event that says from when to when. In batches, between which the caller
    may commit. The day of an order is in the order and never moves.
    """
    calendar, moved, last_id = work_calendar(session), 0, 0
    while True:
        batch = list(session.scalars(Clock.counted_after(last_id, BATCH)))
        for clock in batch:
            due = due_after(clock.started_on, clock.working_days or 1, calendar)
            if (due.on, due.is_provisional) != (clock.due_on, clock.is_provisional):
                _move(session, clock, due)
                moved += 1
        session.flush()
        commit()
        if len(batch) < BATCH:
            return moved
        last_id = batch[-1].id


def _move(session: Session, clock: Clock, due: DueDate) -> None:
    """Its day is another now, or is certain now."""
    if due.on != clock.due_on:
        record(
            session,
            EventName.DUE_CHANGED,
            complaint=clock.complaint,
            clock=clock.kind,
            before=clock.due_on.isoformat(),
            after=due.on.isoformat(),
            is_provisional=due.is_provisional,
        )
    clock_keeping.set_due(clock.complaint, clock, due.on, is_provisional=due.is_provisional)
