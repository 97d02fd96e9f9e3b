"""What waits for an operator: whom to call back, who wrote, which statement is unsigned,
who lost a code."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.orm import Session

from portal.models import Call, Complaint, LostCode, Staff, Statement, earlier
from portal.services import clock

# Counted no further: beyond it the exact number changes nothing of what is done next.
CAP: Final = 99
LISTED: Final = 6


@dataclass(frozen=True)
class Counts:
    """How many of each wait, none counted beyond CAP."""

    calls: int
    callbacks: int
    questions: int
    statements: int
    lost_codes: int


def counts(session: Session, by: Staff, calls_today: int) -> Counts:
    """What waits for somebody right now."""
    return Counts(
        calls=calls_today,
        callbacks=session.scalar(Call.due_count(by.region, clock.now(), CAP)) or 0,
        questions=len(questions(session, by, CAP)),
        statements=session.scalar(Statement.unsigned_count(by.region, CAP)) or 0,
        lost_codes=session.scalar(LostCode.waiting_count(by.region, CAP)) or 0,
    )


def questions(session: Session, by: Staff, most: int = LISTED) -> list[Complaint]:
    """Workers who wait for a word: enquiries that nobody answered, and cases in which the
    worker's word is the last."""
    asked = session.scalars(earlier.unanswered_enquiries(by.region, most)).all()
    wrote = session.scalars(earlier.waiting_words(by.region, most)).all()
    return list({one.id: one for one in (*asked, *wrote)}.values())[:most]


def unsigned(session: Session, by: Staff) -> list[Statement]:
    """Statements that wait for a signature, the oldest first."""
    return list(session.scalars(Statement.unsigned(by.region, LISTED)))
