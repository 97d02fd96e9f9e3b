"""One thing with many complaints at once: planned, shown, and done as shown or not at all."""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from portal.domain import merge_fields, roles
from portal.domain.assignment import CannotAssign, Hands, assigned
from portal.domain.bulk import BulkKind, LeftOut
from portal.domain.complaint import OPEN
from portal.domain.merge_fields import ValueMissing
from portal.models import BulkAction, Complaint, Event, Staff
from portal.services import assignment, casework, clock
from portal.services.assignment import Desk

Values = Callable[[Complaint], Mapping[str, str]]


@dataclass(frozen=True)
class Planned:
    """What would be done with one, or why it is left out."""

    number: str
    complaint: Complaint | None = None
    seen: int = 0
    left_out: LeftOut | None = None
    text: str = ""
    lacking: tuple[str, ...] = ()
    after: Hands | None = None

    @property
    def mark(self) -> str:
        """A short digest of what would be done; another text or other hands have another."""
        said = f"{self.text}\0{self.after}"
        return hashlib.sha256(said.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Promise:
    """What a preview has shown of one: the newest event, and what would be done."""

    number: str
    seen: int
    mark: str


@dataclass(frozen=True)
class Wanted:
    """Whom cases are to be given to, with the certificates that were stated."""

    lead_id: int
    second_id: int | None
    certificates: Mapping[int, str]


def gather(
    session: Session, by: Staff, numbers: Sequence[str], *, for_change: bool = False
) -> list[Planned]:
    """The complaints of some numbers, as far as somebody sees them, in three queries; those that
    are not seen and those that have ended are left out."""
    found = {c.number: c for c in session.scalars(Complaint.many(numbers, for_change=for_change))}
    ids = [complaint.id for complaint in found.values()]
    last = {row[0]: row[1] for row in session.execute(Event.last_changes(ids))}
    planned = []
    for number in numbers:
        complaint = found.get(number)
        if complaint is None or not roles.covers(by.region, complaint.region):
            planned.append(Planned(number, left_out=LeftOut.NOT_SEEN))
            continue
        ended = LeftOut.FINISHED if complaint.status not in OPEN else None
        planned.append(Planned(number, complaint, last.get(complaint.id, 0), ended))
    return planned


def plan_reply(
    gathered: Iterable[Planned], body: str, values_of: Values, *, by: Staff
) -> list[Planned]:
    """What each worker would read from somebody; nothing in a case from which they withdrew."""
    return [_with_text(each, body, values_of, by) for each in gathered]


def plan_assignment(gathered: Iterable[Planned], wanted: Wanted, desk: Desk) -> list[Planned]:
    """In whose hands each would be."""
    return [_with_hands(each, wanted, desk) for each in gathered]


def carry_out(
    session: Session,
    kind: BulkKind,
    *,
    by: Staff,
    token: str,
    promised: Iterable[Promise],
    planned: Iterable[Planned],
    act: Callable[[Complaint, Planned], None],
) -> BulkAction:
    """Do what a preview has shown, each where nothing has happened since, and keep what became of
    each. The same token a second time does nothing and gives what was kept."""
    insert = BulkAction.unless_there(session.get_bind().dialect.name)
    row = {"token": token, "kind": kind, "staff_id": by.id, "done_at": clock.now()}
    made = session.scalar(insert, {**row, "done": [], "left_out": []})
    kept = session.scalars(BulkAction.by_token(token, by.id)).one()
    if made is None:
        return kept
    promises = {promise.number: promise for promise in promised}
    done, left_out = [], []
    for each in planned:
        checked = _as_promised(each, promises[each.number])
        if checked.left_out is not None or checked.complaint is None:
            left_out.append([each.number, str(checked.left_out)])
        else:
            act(checked.complaint, checked)
            done.append(each.number)
    kept.done, kept.left_out = done, left_out
    return kept


def send(session: Session, complaint: Complaint, planned: Planned, *, by: Staff) -> None:
    """Write the text of a plan to its worker."""
    casework.reply(session, complaint, by=by, note=planned.text)


def give(
    session: Session, complaint: Complaint, planned: Planned, desk: Desk, *, by: Staff, reason: str
) -> None:
    """Put a complaint into the hands of a plan."""
    assert planned.after is not None
    assignment.give(session, complaint, planned.after, desk, by=by, reason=reason)


def _as_promised(planned: Planned, promise: Promise) -> Planned:
    is_same = (planned.seen, planned.mark) == (promise.seen, promise.mark)
    if planned.left_out is None and not is_same:
        return replace(planned, left_out=LeftOut.CHANGED)
    return planned


def _with_text(planned: Planned, body: str, values_of: Values, by: Staff) -> Planned:
    if planned.left_out is not None or planned.complaint is None:
        return planned
    if by.id in planned.complaint.recused_ids:
        return replace(planned, left_out=LeftOut.WITHDRAWN)
    try:
        return replace(planned, text=merge_fields.fill(body, values_of(planned.complaint)))
    except ValueMissing as missing:
        return replace(planned, left_out=LeftOut.VALUE_MISSING, lacking=missing.fields)


def _with_hands(planned: Planned, wanted: Wanted, desk: Desk) -> Planned:
    complaint = planned.complaint
    if planned.left_out is not None or complaint is None:
        return planned
    try:
        after = assigned(
            complaint.status,
            complaint.hands,
            lead_id=wanted.lead_id,
            second_id=wanted.second_id,
            able=desk.able(complaint.region),
            recused=complaint.recused_ids,
        )
        desk.check_certificates(complaint, after)
    except CannotAssign as cannot:
        return replace(planned, left_out=cannot.reason)
    return replace(planned, after=after)
