"""Declaring an interest in a case, which keeps one from it."""

from typing import Any

from sqlalchemy.orm import Session

from portal.domain.assignment import RecusalGround
from portal.domain.events import EventName
from portal.models import Complaint, Recusal, Staff
from portal.services import clock
from portal.services.record import record


def declare(
    session: Session,
    complaint: Complaint,
    *,
    by: Staff,
    person: Staff,
    ground: RecusalGround,
    note: str,
) -> None:
    """Keep that somebody may not be given the case (劳动保障监察条例 16); a second time changes
    nothing. Whoever has the case already stays until it is given to another: it is never in
    nobody's hands."""
    if person.id in recused(session, complaint):
        return
    session.add(
        Recusal(
            complaint_id=complaint.id,
            staff_id=person.id,
            ground=ground,
            declared_at=clock.now(),
            declared_by_id=by.id,
        )
    )
    facts: dict[str, Any] = {"account_id": person.id, "recusal": ground}
    told = f"{person.display_name}\n{note}"
    record(session, EventName.RECUSED, complaint=complaint, by=by, note=told, **facts)


def recused(session: Session, complaint: Complaint) -> frozenset[int]:
    """Who may not be given it."""
    found = session.scalars(Recusal.of_complaints([complaint.id]))
    return frozenset(each.staff_id for each in found)
