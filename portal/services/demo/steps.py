"""Taking each step of a tale through the real services, with grounds and words that suit it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import Final, NamedTuple

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.complaint import (
    Conclusion,
    Decision,
    RefusalGround,
    Status,
    Topic,
    TransferTarget,
)
from portal.domain.events import EventName
from portal.domain.money import FEN_PER_YUAN
from portal.models import Complaint, Staff
from portal.services import casework, follow
from portal.services.clock import today
from portal.services.demo import replies
from portal.services.demo.accounts import MARK
from portal.services.demo.enquiries import QUESTIONS
from portal.services.demo.tales import Tale

TWO_YEARS: Final = timedelta(days=731)
_ABOUT_MONEY: Final = frozenset({Topic.WAGES, Topic.DEDUCTION})
_TARGETS: Final = {
    Topic.INJURY: TransferTarget.SOCIAL_INSURANCE,
    Topic.INSURANCE: TransferTarget.SOCIAL_INSURANCE,
    Topic.LIVING: TransferTarget.REGULATOR,
    Topic.OTHER: TransferTarget.OTHER,
}


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
    _NOTHING_OWED: 90,
    Outcome(Decision.PENALTY, Conclusion.NO_ARREARS_FOUND): 10,
}


@dataclass(frozen=True)
class Scene:
    """A step about to be taken: on which complaint, of which tale, by whom."""

    session: Session
    complaint: Complaint
    tale: Tale
    by: Staff
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
        rng = Random(f"outcome {self.tale.number}")
        weights = _OF_MONEY if self.tale.topic in _ABOUT_MONEY else _OF_THE_REST
        return rng.choices(list(weights), list(weights.values()))[0]


def _accept(scene: Scene) -> None:
    note = scene.note(EventName.ACCEPTED)
    casework.accept(scene.session, scene.complaint, by=scene.by, note=note)


def _refuse(scene: Scene) -> None:
    ground = _ground(scene.tale)
    note = replies.REFUSED[ground]
    casework.refuse(scene.session, scene.complaint, by=scene.by, ground=ground, note=note)


def _ground(tale: Tale) -> RefusalGround:
    if tale.topic is not Topic.WAGES:
        return RefusalGround.NOT_INSPECTION
    is_old = tale.months[-1] < (today() - TWO_YEARS).isoformat()[:7]
    return RefusalGround.OVER_TWO_YEARS if is_old else RefusalGround.IN_PROCEEDINGS


def _ask(scene: Scene) -> None:
    note, _ = _supplement(scene.tale)
    casework.ask_supplement(scene.session, scene.complaint, by=scene.by, note=note)


def _supply(scene: Scene) -> None:
    follow.write(scene.session, scene.complaint, _supplement(scene.tale)[1])


def _supplement(tale: Tale) -> tuple[str, str]:
    return Random(f"supplement {tale.number}").choice(replies.SUPPLEMENTS)


def _transfer(scene: Scene) -> None:
    target = _target(scene)
    suffix, note = replies.TRANSFERRED[target]
    county = scene.complaint.region
    if target is TransferTarget.OTHER_COUNTY:
        county = scene.rng.choice([code for code in regions.COUNTIES if code != county])
    casework.transfer(
        scene.session,
        scene.complaint,
        by=scene.by,
        target=target,
        organisation=f"{MARK}·{regions.name_of(county)}{suffix}",
        note=note,
    )


def _target(scene: Scene) -> TransferTarget:
    if scene.complaint.status is Status.ACCEPTED:
        return TransferTarget.POLICE
    match scene.tale.topic:
        case Topic.WAGES if scene.tale.site is None:
            return TransferTarget.OTHER_COUNTY
        case Topic.WAGES:
            return TransferTarget.ARBITRATION
        case Topic.SAFETY:
            return scene.rng.choice((TransferTarget.EMERGENCY, TransferTarget.REGULATOR))
        case topic:
            return _TARGETS.get(topic, TransferTarget.OTHER)


def _take_back(scene: Scene) -> None:
    note = scene.note(EventName.RETURNED)
    casework.take_back(scene.session, scene.complaint, by=scene.by, note=note)


def _answer(scene: Scene) -> None:
    note = QUESTIONS[scene.tale.question_no].answered
    casework.answer(scene.session, scene.complaint, by=scene.by, note=note)


def _investigate(scene: Scene) -> None:
    note = scene.note(EventName.INVESTIGATION_STARTED)
    casework.investigate(scene.session, scene.complaint, by=scene.by, note=note)


def _decide(scene: Scene) -> None:
    decision = scene.outcome.decision
    note = scene.rng.choice(replies.DECIDED[decision])
    casework.decide(scene.session, scene.complaint, by=scene.by, decision=decision, note=note)


def _close(scene: Scene) -> None:
    conclusion = scene.outcome.conclusion
    if scene.complaint.status is Status.TRANSFERRED:
        conclusion = Conclusion.HANDLED_ELSEWHERE
    casework.close(
        scene.session,
        scene.complaint,
        by=scene.by,
        conclusion=conclusion,
        paid_fen=_paid_fen(scene, conclusion),
        note=scene.rng.choice(replies.CLOSED[conclusion]),
    )


def _paid_fen(scene: Scene, conclusion: Conclusion) -> int | None:
    owed = scene.complaint.amount_fen or scene.rng.randrange(1500, 26_000, 100) * FEN_PER_YUAN
    if conclusion is Conclusion.PAID_IN_PART:
        return owed * scene.rng.randint(4, 8) // 10
    return owed if conclusion is Conclusion.PAID_IN_FULL else None


def _reply(scene: Scene) -> None:
    note = scene.note(EventName.REPLIED)
    casework.reply(scene.session, scene.complaint, by=scene.by, note=note)


def _reveal(scene: Scene) -> None:
    reason = scene.rng.choice(replies.REVEALED)
    casework.reveal(scene.session, scene.complaint, by=scene.by, reason=reason)


def _write(scene: Scene) -> None:
    follow.write(scene.session, scene.complaint, scene.note(EventName.WORKER_WROTE))


def _dispute(scene: Scene) -> None:
    follow.dispute(scene.session, scene.complaint, scene.note(EventName.DISPUTED))


def _reinvestigate(scene: Scene) -> None:
    note = scene.note(EventName.REINVESTIGATED)
    casework.reinvestigate(scene.session, scene.complaint, by=scene.by, note=note)


def _withdraw(scene: Scene) -> None:
    follow.withdraw(scene.session, scene.complaint, scene.note(EventName.WITHDRAWN))


TAKE: Final[dict[EventName, Callable[[Scene], None]]] = {
    EventName.ACCEPTED: _accept,
    EventName.REFUSED: _refuse,
    EventName.SUPPLEMENT_ASKED: _ask,
    EventName.SUPPLEMENTED: _supply,
    EventName.TRANSFERRED: _transfer,
    EventName.RETURNED: _take_back,
    EventName.ANSWERED: _answer,
    EventName.INVESTIGATION_STARTED: _investigate,
    EventName.DECIDED: _decide,
    EventName.CLOSED: _close,
    EventName.REPLIED: _reply,
    EventName.REVEALED: _reveal,
    EventName.WORKER_WROTE: _write,
    EventName.DISPUTED: _dispute,
    EventName.REINVESTIGATED: _reinvestigate,
    EventName.WITHDRAWN: _withdraw,
}
