"""The desk's lists besides that of complaints: trays, calls, call-backs, enquiries, the ledger."""

from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.calls import AttemptOutcome
from portal.domain.codes import spoken
from portal.domain.export import ListName
from portal.domain.ledger import Column as Amount
from portal.models import Call, Complaint
from portal.services import inbox
from portal.services.export_sheet import AT_ONCE, Batch, CellKind, Column, Sheet, Source, Value
from portal.services.inbox import Desk, Tray


def _of(field: str) -> Any:
    """A field of a row as it is."""
    return lambda row: getattr(row, field)


def _site_name(complaint: Complaint) -> Value:
    return complaint.site.name if complaint.site else ""


INBOX: Final = Sheet(
    ListName.INBOX,
    (
        Column("due_on", lambda row: row.dial and row.dial.clock.due_on, CellKind.DAY),
        Column("clock", lambda row: row.dial and row.dial.clock.kind),
        Column("days_left", lambda row: row.dial and row.dial.days_left, CellKind.COUNT),
        Column("is_legal", lambda row: row.dial and row.dial.is_legal),
        Column("number", lambda row: spoken(row.complaint.number)),
        Column("region", lambda row: regions.name_of(row.complaint.region)),
        Column("kind", lambda row: row.complaint.kind),
        Column("topic", lambda row: row.complaint.topic),
        Column("status", lambda row: row.complaint.status),
        Column("site_name", lambda row: _site_name(row.complaint)),
        Column("received_at", lambda row: row.complaint.received_at, CellKind.MOMENT),
    ),
)


def of_tray(desk: Desk, tray: Tray) -> Source:
    """The rows of a tray, what the law asks for first."""

    def read(session: Session, after: Any) -> Batch:
        rows = inbox.following(session, desk, tray, after=after, size=AT_ONCE)
        return Batch(rows, inbox.key_of(tray, rows[-1]) if len(rows) == AT_ONCE else None)

    return read


def _took_seconds(call: Call) -> Value:
    return round((call.saved_at - call.opened_at).total_seconds()) if call.saved_at else None


_CALL: Final = (
    Column("opened_at", _of("opened_at"), CellKind.MOMENT),
    Column("operator", lambda call: call.staff.display_name),
    Column("region", lambda call: regions.name_of(call.region)),
)
CALLS: Final = Sheet(
    ListName.CALLS,
    (
        *_CALL,
        Column("outcome", _of("outcome")),
        Column("reason", _of("reason")),
        Column("topic", _of("topic")),
        Column("number", lambda call: spoken(call.complaint.number) if call.complaint else ""),
        Column("took_seconds", _took_seconds, CellKind.COUNT),
        Column("phone", _of("phone"), is_personal=True),
    ),
    about=_of("complaint_id"),
)
CALLBACKS: Final = Sheet(
    ListName.CALLBACKS,
    (
        *_CALL,
        Column("reason", _of("reason")),
        Column("next_try_at", _of("next_try_at"), CellKind.MOMENT),
        Column("tries", lambda call: len(call.attempts), CellKind.COUNT),
        Column("last_try", lambda call: call.attempts[-1].outcome if call.attempts else None),
        Column("was_reached", lambda call: AttemptOutcome.DONE in {t.outcome for t in call.tries}),
        Column("is_out_of_reach", _of("is_out_of_reach")),
        Column("phone", _of("phone"), is_personal=True),
    ),
)
ENQUIRIES: Final = Sheet(
    ListName.ENQUIRIES,
    (*_CALL, Column("topic", _of("topic")), Column("answered_from", _of("answered_from"))),
)
LEDGER: Final = Sheet(
    ListName.LEDGER,
    (
        Column("number", lambda line: spoken(line.complaint.number)),
        Column("region", lambda line: regions.name_of(line.complaint.region)),
        Column("status", lambda line: line.complaint.status),
        Column("site_name", lambda line: _site_name(line.complaint)),
        Column("position", _of("position"), CellKind.COUNT),
        *(Column(f"{each}_fen", _of(f"{each}_fen"), CellKind.MONEY) for each in Amount),
        Column("person", _of("person"), is_personal=True),
    ),
    about=_of("complaint_id"),
)
