"""A step of a tale about to be taken, and what the tale comes to in the end."""

from dataclasses import dataclass
from random import Random
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from portal.domain.complaint import Decision, Topic
from portal.domain.conclusion import Conclusion
from portal.domain.events import EventName
from portal.models import Complaint, Staff
from portal.services.demo import replies
from portal.services.demo.tales import Tale

_ABOUT_MONEY: Final = frozenset({Topic.WAGES, Topic.DEDUCTION})


class Outcome(NamedTuple):
    """What is decided, and how it ends after that."""

    decision: Decision
    conclusion: Conclusion


_PAID_WHOLE: Final = Outcome(Decision.ORDER_TO_PAY, Conclusion.PAID_IN_FULL)
_PAID_PART: Final = Outcome(Decision.ORDER_TO_PAY, Conclusion.PAID_IN_PART)
_NOTHING_OWED: Final = Outcome(Decision.REVOKED, Conclusion.NO_ARREARS_FOUND)
_OF_MONEY: Final = {
    _PAID_WHOLE: 58,
    _PAID_PART: 14,
    Outcome(Decision.REVOKED, Conclusion.PAID_IN_FULL): 12,
    Outcome(Decision.PENALTY, Conclusion.PAID_IN_FULL): 6,
    Outcome(Decision.ORDER_TO_PAY, Conclusion.COURT_ENFORCEMENT): 5,
    Outcome(Decision.MOVED_TO_POLICE, Conclusion.MOVED_TO_POLICE): 2,
    _NOTHING_OWED: 3,
}
_OF_THE_REST: Final = {
    Outcome(Decision.REVOKED, Conclusion.CORRECTED): 90,
    Outcome(Decision.PENALTY, Conclusion.CORRECTED): 10,
}


@dataclass(frozen=True)
class Scene:
    """A step about to be taken: on which complaint, of which tale, by whom."""

    session: Session
    complaint: Complaint
    tale: Tale
    by: Staff
    second: Staff
    rng: Random

    def note(self, event: EventName) -> str:
        """Words that suit the event."""
        return self.rng.choice(replies.NOTES[event])

    @property
    def outcome(self) -> Outcome:
        """How the tale ends, the same whenever asked; what is disputed later ended poorly."""
        if self.complaint.was_disputed:
            return _PAID_WHOLE
        if any(event is EventName.DISPUTED for _, event in self.tale.timeline):
            return _PAID_PART
        if any(event is EventName.ENFORCEMENT_TAKEN for _, event in self.tale.timeline):
            return _PAID_PART
        rng = Random(f"outcome {self.tale.number}")
        weights = _OF_MONEY if self.tale.topic in _ABOUT_MONEY else _OF_THE_REST
        return rng.choices(list(weights), list(weights.values()))[0]
