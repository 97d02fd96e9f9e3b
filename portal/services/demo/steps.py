"""Taking each step of a tale through the real services, with grounds and words that suit it."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Final

from portal.domain import regions
from portal.domain.casework import Hearing, Measure, RefusalGround, ServedHow
from portal.domain.complaint import Decision, Status, Topic, TransferTarget
from portal.domain.conclusion import AFTER_UNPAID_ORDER, REQUIRED, Conclusion
from portal.domain.events import EventName
from portal.domain.money import FEN_PER_YUAN
from portal.domain.workdays import due_after
from portal.services import casework, clock_keeping, follow, investigation
from portal.services.calendar import work_calendar
from portal.services.clock import today
from portal.services.demo import replies
from portal.services.demo.accounts import MARK
from portal.services.demo.enquiries import QUESTIONS
from portal.services.demo.scene import Scene
from portal.services.demo.tales import Tale

TWO_YEARS: Final = timedelta(days=731)
TIME_TO_PAY: Final = timedelta(days=14)
_TARGETS: Final = {
    Topic.INJURY: TransferTarget.SOCIAL_INSURANCE,
    Topic.INSURANCE: TransferTarget.SOCIAL_INSURANCE,
    Topic.LIVING: TransferTarget.REGULATOR,
    Topic.OTHER: TransferTarget.OTHER,
}


def _accept(scene: Scene) -> None:
    note = scene.note(EventName.ACCEPTED)
    casework.accept(
        scene.session,
        scene.complaint,
        by=scene.by,
        lead=scene.by,
        second=scene.second,
        certificates=(f"{MARK}{scene.by.id:04d}", f"{MARK}{scene.second.id:04d}"),
        is_free_of_interest=True,
        note=note,
    )


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
    investigation.investigate(scene.session, scene.complaint, by=scene.by, note=note)


def _note_finding(scene: Scene) -> None:
    note = scene.note(EventName.INVESTIGATION_NOTED)
    investigation.note_finding(scene.session, scene.complaint, by=scene.by, note=note)


def _hear(scene: Scene) -> None:
    investigation.hear(
        scene.session,
        scene.complaint,
        by=scene.by,
        hearing=scene.rng.choice((Hearing.IN_PERSON, Hearing.IN_PERSON, Hearing.IN_WRITING)),
        heard_on=today(),
        note=scene.note(EventName.EMPLOYER_HEARD),
    )


def _extend(scene: Scene) -> None:
    note = scene.note(EventName.EXTENDED)
    investigation.extend(scene.session, scene.complaint, by=scene.by, note=note)


def _complete(scene: Scene) -> None:
    note = scene.note(EventName.INVESTIGATION_COMPLETED)
    investigation.complete(scene.session, scene.complaint, by=scene.by, note=note)


def _decide(scene: Scene) -> None:
    decision = scene.outcome.decision
    is_order = decision is Decision.ORDER_TO_PAY
    investigation.decide(
        scene.session,
        scene.complaint,
        by=scene.by,
        decision=decision,
        note=scene.rng.choice(replies.DECIDED[decision]),
        ordered_fen=_owed_fen(scene) if is_order else None,
        pay_by=_day_to_pay(scene) if is_order else None,
        is_minor_and_corrected=decision is Decision.REVOKED,
    )


def _day_to_pay(scene: Scene) -> date:
    """Some two weeks on, and a day on which a bank is open."""
    return due_after(today() + TIME_TO_PAY, 1, work_calendar(scene.session)).on


def _serve(scene: Scene) -> None:
    investigation.serve(
        scene.session,
        scene.complaint,
        by=scene.by,
        served_how=scene.rng.choice((ServedHow.HANDED_OVER, ServedHow.POSTED)),
        served_on=today(),
        note=scene.note(EventName.SERVED),
    )


def _enforce(scene: Scene) -> None:
    measure = scene.rng.choice((Measure.ADDITIONAL_PAY, Measure.DEPOSIT, Measure.COURT))
    investigation.enforce(
        scene.session,
        scene.complaint,
        by=scene.by,
        measure=measure,
        taken_on=today(),
        document=f"{MARK}〔{today().year}〕{scene.tale.number} 号",
        percent=50 if measure is Measure.ADDITIONAL_PAY else None,
    )


def _note_taken(scene: Scene) -> None:
    casework.note_taken(
        scene.session,
        scene.complaint,
        by=scene.by,
        taken_on=today(),
        note=scene.note(EventName.TRANSFER_TAKEN),
    )


def _close(scene: Scene) -> None:
    conclusion = scene.outcome.conclusion
    if scene.complaint.status is Status.TRANSFERRED:
        conclusion = Conclusion.HANDLED_ELSEWHERE
    pay_by = clock_keeping.pay_by(scene.session, scene.complaint)
    if conclusion in AFTER_UNPAID_ORDER and (pay_by is None or today() <= pay_by):
        conclusion = Conclusion.PAID_IN_FULL  # the threat sufficed
    casework.close(
        scene.session,
        scene.complaint,
        by=scene.by,
        conclusion=conclusion,
        paid_fen=_paid_fen(scene, conclusion),
        note=scene.rng.choice(replies.CLOSED[conclusion]),
        proof={each: replies.PROOF[each] for each in REQUIRED[conclusion] if each in replies.PROOF},
    )


def _owed_fen(scene: Scene) -> int:
    """What was found to be owed, the same whenever asked."""
    rng = Random(f"owed {scene.tale.number}")
    return scene.complaint.amount_fen or rng.randrange(1500, 26_000, 100) * FEN_PER_YUAN


def _paid_fen(scene: Scene, conclusion: Conclusion) -> int | None:
    owed = _owed_fen(scene)
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
    investigation.reinvestigate(scene.session, scene.complaint, by=scene.by, note=note)


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
    EventName.INVESTIGATION_NOTED: _note_finding,
    EventName.EMPLOYER_HEARD: _hear,
    EventName.EXTENDED: _extend,
    EventName.INVESTIGATION_COMPLETED: _complete,
    EventName.DECIDED: _decide,
    EventName.SERVED: _serve,
    EventName.ENFORCEMENT_TAKEN: _enforce,
    EventName.TRANSFER_TAKEN: _note_taken,
    EventName.CLOSED: _close,
    EventName.REPLIED: _reply,
    EventName.REVEALED: _reveal,
    EventName.WORKER_WROTE: _write,
    EventName.DISPUTED: _dispute,
    EventName.REINVESTIGATED: _reinvestigate,
    EventName.WITHDRAWN: _withdraw,
}
