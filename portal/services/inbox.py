"""What waits on a desk: one tray after another, in each what the law asks for first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Select
from sqlalchemy.orm import Session

from portal.domain.clocks import ONE_DAY, WARN_WORKING_DAYS, ClockKind
from portal.domain.complaint import Status
from portal.domain.workdays import due_after
from portal.models import Clock, Complaint
from portal.services import clocks
from portal.services.calendar import work_calendar
from portal.services.clock import today
from portal.services.clocks import Dial


class Tray(StrEnum):
    """Why something lies there."""

    ALL = "all"
    OVERDUE = "overdue"
    TODAY = "today"
    SOON = "soon"
    TO_DECIDE = "to_decide"
    WORKER = "worker"
    OTHER_OFFICE = "other_office"
    SENT_HERE = "sent_here"
    DISPUTED = "disputed"


_BY_STATUS: Final = {
    Tray.WORKER: Status.NEED_INFO,
    Tray.OTHER_OFFICE: Status.TRANSFERRED,
    Tray.DISPUTED: Status.DISPUTED,
}


@dataclass(frozen=True)
class Desk:
    """Whose trays: those of a region, or of one inspector in it. `home` is where he works, to
    which others send."""

    region: str
    home: str
    inspector_id: int | None = None


@dataclass(frozen=True)
class Row:
    """A complaint with the clock that runs out first, if one runs."""

    complaint: Complaint
    dial: Dial | None


def counts(session: Session, desk: Desk, cap: int) -> dict[Tray, int]:
    """How much lies in each tray, never counted beyond `cap`, in one trip."""
    queries = {tray: _ids(tray, query) for tray, query in _trays(session, desk).items()}
    row = session.execute(Clock.capped_counts(queries, cap)).one()
    return dict(zip(queries, row, strict=True))


def page(session: Session, desk: Desk, tray: Tray, *, size: int, number: int) -> list[Row]:
    """A page of a tray, one row more than `size` telling whether there is another."""
    query, skip = _trays(session, desk)[tray], size * (number - 1)
    if _is_of_complaints(tray):
        return _waiting(session, Complaint.waiting_page(query, size, skip))
    return _running(session, Clock.page(query, size, skip))


# Where a row lies in its tray: the day and the number of its clock, or none, and its complaint.
Key = tuple[date | None, int, int]


def following(
    session: Session, desk: Desk, tray: Tray, *, after: Key | None, size: int
) -> list[Row]:
    """The rows of a tray behind one, in its order; by key, so that none is met twice however the
    tray changes meanwhile."""
    query = _trays(session, desk)[tray]
    if after is not None:
        due_on, clock_id, complaint_id = after
        query = (
            query.where(Complaint.id > complaint_id)
            if due_on is None
            else Clock.behind(query, due_on, clock_id)
        )
    if _is_of_complaints(tray):
        return _waiting(session, Complaint.waiting_page(query, size - 1, 0))
    return _running(session, Clock.page(query, size - 1, 0))


def key_of(tray: Tray, row: Row) -> Key:
    """Where a row lies in a tray."""
    if _is_of_complaints(tray) or row.dial is None:
        return None, 0, row.complaint.id
    return row.dial.clock.due_on, row.dial.clock.id, row.complaint.id


def _waiting(session: Session, query: Select[Complaint]) -> list[Row]:
    found = list(session.scalars(query))
    nearest = _nearest(session, found)
    return [Row(complaint, nearest.get(complaint.id)) for complaint in found]


def _running(session: Session, query: Select[Clock]) -> list[Row]:
    return [
        Row(dial.clock.complaint, dial)
        for dial in clocks.dials(session, list(session.scalars(query)))
    ]


def _trays(session: Session, desk: Desk) -> Mapping[Tray, Select[Any]]:
    day = today()
    soon = due_after(day, WARN_WORKING_DAYS, work_calendar(session)).on
    running = Clock.running_from(desk.region)
    complaints = Complaint.seen_from(desk.region)
    if desk.inspector_id is not None:
        running = Clock.of_inspector(running, desk.inspector_id)
        complaints = Complaint.of_inspector(complaints, desk.inspector_id)
    return {
        Tray.ALL: running,
        Tray.OVERDUE: Clock.between(running, None, day - ONE_DAY),
        Tray.TODAY: Clock.between(running, day, day),
        Tray.SOON: Clock.between(running, day + timedelta(days=1), soon),
        Tray.TO_DECIDE: Clock.of_kind(running, ClockKind.DECISION),
        **{
            tray: complaints.where(Complaint.status == status)
            for tray, status in _BY_STATUS.items()
        },
        Tray.SENT_HERE: Complaint.sent_to_desk(desk.home),
    }


def _is_of_complaints(tray: Tray) -> bool:
    """Whether a tray holds complaints that wait, and not clocks that run. Those come in the order
    of receipt, which is the order in which their acceptance is due."""
    return tray in _BY_STATUS or tray is Tray.SENT_HERE


def _ids(tray: Tray, query: Select[Any]) -> Select[Any]:
    return query.with_only_columns(Complaint.id if _is_of_complaints(tray) else Clock.id)


def _nearest(session: Session, complaints: list[Complaint]) -> dict[int, Dial]:
    running = session.scalars(Clock.running_of([complaint.id for complaint in complaints]))
    nearest: dict[int, Dial] = {}
    for dial in clocks.dials(session, list(running)):
        nearest.setdefault(dial.clock.complaint_id, dial)
    return nearest
