"""Taking a complaint in: one submission key, one complaint, one receipt, however often it comes."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, make_transient_to_detached

from portal.domain import deadlines
from portal.domain.complaint import Channel, Earlier, Headcount, Kind, Status, Topic
from portal.domain.events import EventName
from portal.domain.spam import Visit
from portal.domain.workdays import due_after
from portal.models import Complaint, Staff, prepared
from portal.models.sealed import vault_of
from portal.services import clock_keeping, complaint_words, spam
from portal.services.calendar import work_calendar
from portal.services.clock import CHINA, now
from portal.services.codes import draw_receipt_number
from portal.services.record import record

# With a million complaints one number in ten is taken.
MOST_TRIES = 12
# What is known only when it is this complaint's turn to be written.
_LATE = ("number", "query_code_key", "acceptance_due_on", "is_due_provisional")


@dataclass(frozen=True)
class Answers:
    """What was asked and answered; amounts in 分, months as `YYYY-MM`, phone as digits."""

    kind: Kind
    topic: Topic
    region: str
    site_code: str = ""
    amount_fen: int | None = None
    months: tuple[str, ...] = ()
    earlier: Earlier = Earlier.NO
    headcount: Headcount = Headcount.ONE
    employer: str = ""
    place: str = ""
    narrative: str = ""
    name: str = ""
    phone: str = ""
    is_anonymous: bool = False
    is_confidential: bool = True


@dataclass(frozen=True)
class Receipt:
    """What the worker takes away. The query code is made from the submission key, never stored;
    empty once the worker has chosen another."""

    complaint: Complaint
    query_code: str
    is_repeat: bool


class SomeSite(Protocol):
    """A site of the register, however much of it is at hand."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...


class KeyReused(Exception):
    """The submission key already stands for a complaint with other contents; the first is kept."""

    def __init__(self, receipt: Receipt) -> None:
        super().__init__("submission key reused")
        self.receipt = receipt


class NoNumberLeft(Exception):
    """Every number that was drawn belongs to another complaint."""


def submit(
    session: Session,
    answers: Answers,
    *,
    submission_key: str,
    channel: Channel,
    site: SomeSite | None = None,
    entered_by: Staff | None = None,
    visit: Visit | None = None,
) -> Receipt:
    """Keep the complaint and give its receipt; a repeated key gives the first receipt again.

    The acceptance clock (5 working days) starts on the day of receipt, for a call the day of the
    call (劳社部令第25号); a question has the office's own target instead. What comes from a
    stranger's `visit` is screened, once a key. Raises KeyReused, NoNumberLeft, Refused.
    """
    row = _row(answers, submission_key, channel, site, entered_by)
    dialect = session.get_bind().dialect
    adding = prepared.ready(dialect, Complaint.unless_there(dialect.name), row, _LATE)
    texts = (answers.employer, answers.place, answers.narrative)
    words = complaint_words.of_new(session, answers.region, site.name if site else "", texts)
    weighed = None
    if visit is not None:
        weighed = spam.weigh(session, visit, phone=answers.phone, narrative=answers.narrative)
    query_code = query_code_of(session, submission_key)
    # From the first question on every other writer waits: what takes long is done by now.
    due = _due(session, answers.kind, row["received_at"])
    for _ in range(MOST_TRIES):
        number = draw_receipt_number()
        late = {**due, "number": number, "query_code_key": code_key(number, query_code)}
        added = adding.run(session.connection(), **late)
        if added:
            [(new_id,)] = added
            complaint = _as_loaded(session, {"id": new_id, **row, **late})
            clock_keeping.start_first(session, complaint)
            if weighed is not None:
                spam.screen(session, complaint, weighed)
            words.run(session.connection(), complaint_id=new_id)
            record(session, EventName.RECEIVED, complaint=complaint, by=entered_by, channel=channel)
            return Receipt(complaint, query_code, is_repeat=False)
        first = receipt_of(session, submission_key)
        if first is not None:
            return _check_same(session, first, answers)
    raise NoNumberLeft


def _as_loaded(session: Session, row: dict[str, Any]) -> Complaint:
    """What has just been kept, without reading it back."""
    complaint = Complaint()
    vars(complaint).update(row)  # as loading does: nothing in it is a change
    make_transient_to_detached(complaint)
    session.add(complaint)
    return complaint


def receipt_of(session: Session, submission_key: str) -> Receipt | None:
    """The receipt that a submission key has got, if any."""
    complaint = session.scalar(
        select(Complaint)
        .where(Complaint.submission_key == submission_key)
        .options(joinedload(Complaint.site))
    )
    if complaint is None:
        return None
    code = "" if complaint.is_code_changed else query_code_of(session, submission_key)
    return Receipt(complaint, code, is_repeat=True)


def query_code_of(session: Session, submission_key: str) -> str:
    """Six digits that follow from the submission key and the portal's own key."""
    digest = vault_of(session).fingerprint(f"query-code:{submission_key}")
    return f"{int(digest, 16) % 10**6:06d}"


def code_key(number: str, query_code: str) -> str:
    """What is fingerprinted of a query code: bound to its number, so equal codes differ."""
    return f"{number}:{query_code}"


def _contents(answers: Answers) -> str:
    return json.dumps(vars(answers), ensure_ascii=False, sort_keys=True)


def _check_same(session: Session, receipt: Receipt, answers: Answers) -> Receipt:
    # Asked of the database, which compares fingerprints: an object still in memory holds the text.
    same = select(Complaint.id).where(
        Complaint.id == receipt.complaint.id, Complaint.contents_key == _contents(answers)
    )
    if session.scalar(same) is None:
        raise KeyReused(receipt)
    return receipt


def _due(session: Session, kind: Kind, received_at: datetime) -> dict[str, Any]:
    received_on, calendar = received_at.astimezone(CHINA).date(), work_calendar(session)
    if kind is Kind.ENQUIRY:
        due = due_after(received_on, clock_keeping.spans_of(session).answer, calendar)
    else:
        due = deadlines.acceptance_due(received_on, calendar)
    return {"acceptance_due_on": due.on, "is_due_provisional": due.is_provisional}


def _row(
    answers: Answers,
    submission_key: str,
    channel: Channel,
    site: SomeSite | None,
    entered_by: Staff | None,
) -> dict[str, Any]:
    return {
        "kind": answers.kind,
        "topic": answers.topic,
        "channel": channel,
        "status": Status.RECEIVED,
        "region": answers.region,
        "site_id": site.id if site else None,
        "employer": answers.employer,
        "place": answers.place,
        "amount_fen": answers.amount_fen,
        "months": list(answers.months),
        "earlier": answers.earlier,
        "headcount": answers.headcount,
        "is_anonymous": answers.is_anonymous,
        "is_confidential": answers.is_confidential,
        "worker_name": answers.name or None,
        "name_key": answers.name or None,
        "phone": answers.phone or None,
        "phone_key": answers.phone or None,
        "narrative": answers.narrative or None,
        "submission_key": submission_key,
        "contents_key": _contents(answers),
        "is_code_seen": entered_by is not None,
        "entered_by_id": entered_by.id if entered_by else None,
        "received_at": now(),
    }
