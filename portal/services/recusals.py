"""Declaring an interest in a case, which keeps one from it, and finding that there is none."""

from typing import Any

from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.recusal import RecusalGround
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
    """Keep that somebody has an interest (劳动保障监察条例 16): from now on no way leads to the
    case. A second time changes nothing. Whose case it is stays so until it is given to another:
    it is never in nobody's hands."""
    if person.id in complaint.recused_ids:
        return
    complaint.recusals.append(
        Recusal(
            staff=person,
            ground=ground,
            declared_at=clock.now(),
            declared_by_id=by.id,
        )
    )
    session.flush()
    facts: dict[str, Any] = {"account_id": person.id, "recusal": ground}
    told = f"{person.display_name}\n{note}"
    record(session, EventName.RECUSED, complaint=complaint, by=by, note=told, **facts)


def lift(session: Session, recusal: Recusal, complaint: Complaint, *, by: Staff, note: str) -> None:
    """There is no interest, for a reason that stays on the timeline. Raises MustWithdraw
    where the one who lifts it has an interest, so that nobody lifts a recusal of her own."""
    person = recusal.staff
    facts: dict[str, Any] = {"account_id": person.id, "recusal": recusal.ground}
    told = f"{person.display_name}\n{note}"
    record(session, EventName.RECUSAL_LIFTED, complaint=complaint, by=by, note=told, **facts)
    complaint.recusals.remove(recusal)
    session.flush()
