"""The desk's lists besides that of complaints: trays, calls, call-backs, enquiries, the ledger."""

from operator import attrgetter
from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.calls import AttemptOutcome
from portal.domain.codes import spoken
from portal.domain.export import ListName
from portal.domain.ledger import Column as Amount
from portal.models import Call
from portal.services import inbox
from portal.services.export_columns import REGION, SITE
from portal.services.export_sheet import AT_ONCE, Batch, CellKind, Column, Rows, Sheet, Value
from portal.services.inbox import Desk, Tray


def _site_name(row: Any) -> Value:
    return row.site.name if row.site else ""


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


def tray(desk: Desk, which: Tray) -> Rows:
    """The rows of a tray, what the law asks for first."""

    def read(session: Session, after: Any) -> Batch:
        rows = inbox.following(session, desk, which, after=after, size=AT_ONCE)
        return Batch(rows, inbox.key_of(which, rows[-1]) if len(rows) == AT_ONCE else None)

    return Rows(
        lambda _is_personal: read, lambda session, cap: inbox.counts(session, desk, cap)[which]
    )


def _took_seconds(call: Call) -> Value:
    return round((call.saved_at - call.opened_at).total_seconds()) if call.saved_at else None


_CALL: Final = (
    Column("opened_at", kind=CellKind.MOMENT),
    Column("operator", lambda call: call.staff.display_name),
    REGION,
)
CALLS: Final = Sheet(
    ListName.CALLS,
    (
        *_CALL,
        Column("outcome"),
        Column("reason"),
        Column("topic"),
        Column("number", lambda call: spoken(call.complaint.number) if call.complaint else ""),
        Column("took_seconds", _took_seconds, CellKind.COUNT),
        Column("phone", is_personal=True),
    ),
    about=attrgetter("complaint_id"),
)
CALLBACKS: Final = Sheet(
    ListName.CALLBACKS,
    (
        *_CALL,
        Column("reason"),
        Column("next_try_at", kind=CellKind.MOMENT),
        Column("tries", lambda call: len(call.attempts), CellKind.COUNT),
        Column("last_try", lambda call: call.attempts[-1].outcome if call.attempts else None),
        Column("was_reached", lambda call: AttemptOutcome.DONE in {t.outcome for t in call.tries}),
        Column("is_out_of_reach"),
        Column("phone", is_personal=True),
    ),
)
ENQUIRIES: Final = Sheet(
    ListName.ENQUIRIES,
    (*_CALL, Column("topic"), Column("answered_from")),
)
LOST_CODES: Final = Sheet(
    ListName.LOST_CODES,
    (
        Column("request_id", attrgetter("id"), CellKind.COUNT),
        Column("asked_at", kind=CellKind.MOMENT),
        REGION,
        *SITE,
        Column("amount_fen", kind=CellKind.MONEY),
        Column("state"),
        Column("refusal"),
        Column("number", lambda lost: lost.complaint and spoken(lost.complaint.number)),
        Column("handled_by", lambda lost: lost.handled_by and lost.handled_by.display_name),
        Column("handled_at", kind=CellKind.MOMENT),
        Column("site_words", is_personal=True),
        Column("phone", is_personal=True),
    ),
    about=attrgetter("complaint_id"),
)
NOTICES: Final = Sheet(
    ListName.NOTICES,
    (
        Column("notice", lambda notice: notice.urgency or notice.level),
        Column("made_at", kind=CellKind.MOMENT),
        Column("clock", lambda notice: notice.clock and notice.clock.kind),
        Column("due_on", lambda notice: notice.clock and notice.clock.due_on, CellKind.DAY),
        Column("number", lambda notice: notice.clock and spoken(notice.clock.complaint.number)),
        Column("site_name", lambda notice: _site_name(notice.alarm or notice.clock.complaint)),
        Column("state", lambda notice: notice.alarm and notice.alarm.state),
        REGION,
    ),
)
LEDGER: Final = Sheet(
    ListName.LEDGER,
    (
        Column("number", lambda line: spoken(line.complaint.number)),
        Column("region", lambda line: regions.name_of(line.complaint.region)),
        Column("status", lambda line: line.complaint.status),
        Column("site_name", lambda line: _site_name(line.complaint)),
        Column("position", kind=CellKind.COUNT),
        *(Column(f"{each}_fen", kind=CellKind.MONEY) for each in Amount),
        Column("person", is_personal=True),
    ),
    about=attrgetter("complaint_id"),
)
