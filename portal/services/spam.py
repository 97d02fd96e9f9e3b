"""Counting what comes in against floods, shared by all processes through the database."""

import logging
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.orm import Session

from portal.domain import spam
from portal.domain.spam import WHILE, Counted, Refused, Verdict, Visit
from portal.models import Complaint, Tally
from portal.services.clock import now

logger = logging.getLogger("portal.intake")


def screen(session: Session, complaint: Complaint, visit: Visit) -> None:
    """Count a new complaint, and mark it if something is odd about it. Raises Refused.

    What is refused is rolled back with its counts: only what was taken is counted. Neither the
    address nor the text is kept.
    """
    phone = complaint.phone or ""
    is_reachable = bool(phone)
    values = spam.counted(visit, phone=phone, narrative=complaint.narrative or "")
    counts = Tally.add_up(session, _rows(values)) if values else {}
    signs = spam.signs_of(visit, counts)
    verdict = spam.judge(signs, is_reachable=is_reachable)
    if verdict is Verdict.TAKE:
        return
    logger.warning("%s: %s", verdict.name.lower(), ",".join(sorted(signs)))
    if verdict is Verdict.REFUSE:
        raise Refused(signs)
    complaint.review_signs = ",".join(sorted(signs))


def sweep(session: Session) -> int:
    """Forget every count whose while is over; how many there were."""
    gone = session.execute(Tally.over_before(now()))
    return cast("CursorResult[Any]", gone).rowcount


def _rows(values: dict[Counted, str]) -> list[dict[str, object]]:
    seconds = now().timestamp()
    rows: list[dict[str, object]] = []
    for counted, value in values.items():
        length = WHILE[counted].total_seconds()
        number = int(seconds // length)
        rows.append(
            {
                "key": f"{counted}:{value}:{number}",
                "counted": counted,
                "count": 1,
                "until": datetime.fromtimestamp((number + 1) * length, UTC),
            }
        )
    return rows
