"""Laying the tales down in the order of time, as if everybody had done his part back then."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from random import Random
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from portal.domain.complaint import Channel, Kind
from portal.domain.events import EventName
from portal.models import Complaint, Staff
from portal.services import intake
from portal.services.clock import pretending
from portal.services.demo import enquiries, narratives, reports
from portal.services.demo.accounts import Team
from portal.services.demo.groups import Act
from portal.services.demo.scene import Scene
from portal.services.demo.steps import TAKE
from portal.services.demo.tales import Tale

Tick = Callable[[int], object]
# The share of workers who do not mind that the site hears who complained, or who leave out a name.
_OPEN, _NAMELESS = 0.3, 0.15
_TAKEN_DOWN: Final = frozenset({Channel.PHONE, Channel.COUNTER})


def lay_down(
    session: Session, tales: Iterable[Tale], acts: Iterable[Act], team: Team, tick: Tick
) -> None:
    """Keep every complaint and take every step of it, oldest first across all of them, and what
    is done with several at once between."""
    kept: dict[int, Complaint] = {}

    def step(tale: Tale, place: int) -> None:
        rng = Random(f"words {tale.number} {place}")
        event = tale.timeline[place][1]
        if event is EventName.RECEIVED:
            kept[tale.number] = _submit(session, tale, team, rng)
            tick(1)
            return
        by = team.taking(event, tale.region)
        TAKE[event](Scene(session, kept[tale.number], tale, by, team.second, rng))

    moments: list[tuple[datetime, Callable[[], object]]] = [
        (moment, partial(step, tale, place))
        for tale in tales
        for place, (moment, _) in enumerate(tale.timeline)
    ]
    moments += [(act.at, partial(act.do, session, kept)) for act in acts]
    for moment, do in sorted(moments, key=lambda entry: entry[0]):
        with pretending(moment):
            do()
    session.flush()


def _submit(session: Session, tale: Tale, team: Team, rng: Random) -> Complaint:
    receipt = intake.submit(
        session,
        _answers(tale, rng),
        submission_key=str(UUID(int=rng.getrandbits(128), version=4)),
        channel=tale.channel,
        site=tale.site,
        entered_by=_entered_by(tale, team),
    )
    return receipt.complaint


def _entered_by(tale: Tale, team: Team) -> Staff | None:
    """The operator takes calls; whoever comes to the counter finds an inspector."""
    if tale.channel not in _TAKEN_DOWN:
        return None
    is_call = tale.channel is Channel.PHONE or tale.kind is Kind.ENQUIRY
    inspectors = [one for one in team.inspectors if one.region == tale.region]
    return team.operator if is_call or not inspectors else inspectors[0]


def _answers(tale: Tale, rng: Random) -> intake.Answers:
    worker = tale.worker
    may_leave_out = tale.channel in (Channel.SCAN, Channel.WEB)
    is_nameless = worker is None or (may_leave_out and rng.random() < _NAMELESS)
    return intake.Answers(
        kind=tale.kind,
        topic=tale.topic,
        region=tale.region,
        site_code=tale.site.code if tale.site else "",
        amount_fen=tale.amount_fen if tale.kind is not Kind.ENQUIRY else None,
        months=tale.months if tale.kind is not Kind.ENQUIRY else (),
        earlier=tale.earlier,
        headcount=tale.headcount,
        employer=tale.employer,
        place=tale.place,
        narrative=_words(tale, rng),
        name="" if is_nameless or worker is None else worker.name,
        phone=worker.phone if worker else "",
        is_anonymous=worker is None,
        is_confidential=tale.kind is not Kind.COMPLAINT or rng.random() >= _OPEN,
    )


def _words(tale: Tale, rng: Random) -> str:
    if tale.kind is Kind.ENQUIRY:
        return enquiries.asked(tale, enquiries.QUESTIONS[tale.question_no], rng)
    return reports.seen(tale, rng) if tale.worker is None else narratives.told(tale, rng)
