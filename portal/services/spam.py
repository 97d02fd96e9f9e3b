"""Counting what comes in against floods, shared by all processes through the database."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import CursorResult
from sqlalchemy.orm import Session

from portal.domain import spam
from portal.domain.spam import WHILE, Counted, Refused, Verdict, Visit
from portal.models import Complaint, Tally
from portal.models.prepared import Ready
from portal.services.clock import now

logger = logging.getLogger("portal.intake")


@dataclass(frozen=True)
class Weighed:
    """What is to be counted of a submission, bound before its turn to write comes."""

    visit: Visit
    is_reachable: bool
    counting: Ready | None


def weigh(session: Session, visit: Visit, *, phone: str, narrative: str) -> Weighed:
    """Make ready what `screen` counts. Neither the address nor the text is kept."""
    values = spam.counted(visit, phone=phone, narrative=narrative)
    counting = Tally.once_more(session, _rows(values)) if values else None
    return Weighed(visit, bool(phone), counting)


def screen(session: Session, complaint: Complaint, weighed: Weighed) -> None:
    """Count a new complaint, and mark it if something is odd about it. Raises Refused.

    What is refused is rolled back with its counts: only what was taken is counted.
    """
    counted = weighed.counting.run(session.connection()) if weighed.counting else []
    signs = spam.signs_of(weighed.visit, {Counted(name): count for name, count in counted})
    verdict = spam.judge(signs, is_reachable=weighed.is_reachable)
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
