"""A database with the demo data, laid down once for the tests that look at it."""

from datetime import datetime

from sqlalchemy import create_engine, select
from sqlalchemy.orm import Session

from portal.domain.complaint import (
    Step,
)
from portal.domain.events import EventName
from portal.models import Complaint, Event, Site
from portal.models.engine import prepare
from portal.services import board, clock, demo, migrate, notify
from portal.services.vault import Keys, Vault

WORKDAY_NOON = datetime(2026, 6, 10, 12, 0, tzinfo=clock.CHINA)
HOLIDAY_NIGHT = datetime(2026, 10, 4, 0, 3, tzinfo=clock.CHINA)
TODAY = WORKDAY_NOON.date()
STEP_OF = {
    EventName.ACCEPTED: Step.ACCEPT,
    EventName.REFUSED: Step.REFUSE,
    EventName.SUPPLEMENT_ASKED: Step.ASK_SUPPLEMENT,
    EventName.SUPPLEMENTED: Step.SUPPLEMENT,
    EventName.TRANSFERRED: Step.TRANSFER,
    EventName.RETURNED: Step.RETURN,
    EventName.ANSWERED: Step.ANSWER,
    EventName.INVESTIGATION_STARTED: Step.INVESTIGATE,
    EventName.DECIDED: Step.DECIDE,
    EventName.CLOSED: Step.CLOSE,
    EventName.DISPUTED: Step.DISPUTE,
    EventName.REINVESTIGATED: Step.REINVESTIGATE,
    EventName.WITHDRAWN: Step.WITHDRAW,
    EventName.TAKEN_OVER: Step.TAKE_OVER,
    EventName.TRANSFER_TAKEN: Step.NOTE_TAKEN,
    EventName.INVESTIGATION_NOTED: Step.RECORD,
    EventName.EMPLOYER_HEARD: Step.HEAR,
    EventName.EXTENDED: Step.EXTEND,
    EventName.INVESTIGATION_COMPLETED: Step.COMPLETE,
    EventName.SERVED: Step.SERVE,
    EventName.ENFORCEMENT_TAKEN: Step.ENFORCE,
}


def empty_session() -> Session:
    engine = create_engine("sqlite://")
    prepare(engine, Vault(Keys.new()))
    notify.turn_on(engine, "https://example.cn")
    with engine.begin() as connection:
        migrate.upgrade(connection)
    return Session(engine)


def load_into(session: Session, ticks: list[int]) -> bool:
    with clock.pretending(WORKDAY_NOON):
        loaded = demo.load(session, tick=ticks.append)
    session.flush()
    return loaded


def is_whole(session: Session, site: Site) -> bool:
    source = board.BoardSource("https://example.cn", "示例局", TODAY)
    return not board.missing_items(board.gather(session, site, source))


def contents(session: Session) -> dict[str, list[tuple[object, ...]]]:
    """All that two loads on one day must agree in."""
    sites = select(Site.code, Site.name, Site.status, Site.address, Site.registered_at)
    said = select(Complaint.number, Complaint.status, Complaint.worker_name, Complaint.narrative)
    done = select(Event.name, Event.at, Event.facts, Event.note, Event.complaint_id)
    named = {"sites": sites.order_by(Site.id), "said": said.order_by(Complaint.id)}
    named |= {"done": done.order_by(Event.id)}
    return {name: [tuple(row) for row in session.execute(query)] for name, query in named.items()}
