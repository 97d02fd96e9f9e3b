"""The lists of who watches over the office: group alarms, the audit, messages not delivered."""

from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.audit import act_of
from portal.domain.codes import spoken
from portal.domain.export import ListName
from portal.models.audit_entries import Asked
from portal.services import audit_list
from portal.services.audit_list import Listed
from portal.services.export_sheet import AT_ONCE, Batch, CellKind, Column, Sheet, Source, Value


def _of(field: str) -> Any:
    """A field of a row as it is."""
    return lambda row: getattr(row, field)


ALARMS: Final = Sheet(
    ListName.ALARMS,
    (
        Column("site_code", lambda alarm: spoken(alarm.site.code)),
        Column("site_name", lambda alarm: alarm.site.name),
        Column("region", lambda alarm: regions.name_of(alarm.region)),
        Column("level", _of("level")),
        Column("state", _of("state")),
        Column("complaints", _of("complaints"), CellKind.COUNT),
        Column("people", _of("people"), CellKind.COUNT),
        Column("sum_fen", _of("sum_fen"), CellKind.MONEY),
        Column("since", _of("since"), CellKind.MOMENT),
        Column("thresholds", _of("thresholds")),
        Column("raised_at", _of("raised_at"), CellKind.MOMENT),
        Column("ended_at", _of("ended_at"), CellKind.MOMENT),
        Column("settled_by", lambda alarm: alarm.settled_by and alarm.settled_by.display_name),
        Column("settled_at", _of("settled_at"), CellKind.MOMENT),
        Column("group_code", lambda alarm: alarm.group and spoken(alarm.group.code)),
        Column("dismissed_because", _of("reason"), is_personal=True),
    ),
)


def _who(row: Listed, field: str) -> Value:
    value: Value = getattr(row.event.staff, field) if row.event.staff else None
    return value


AUDIT: Final = Sheet(
    ListName.AUDIT,
    (
        Column("entry_id", lambda row: row.event.id, CellKind.COUNT),
        Column("at", lambda row: row.event.at, CellKind.MOMENT),
        Column("act", lambda row: act_of(row.event.name)),
        Column("event", lambda row: row.event.name),
        Column("who", lambda row: _who(row, "display_name")),
        Column("role", lambda row: _who(row, "role")),
        Column(
            "staff_region",
            lambda row: row.event.staff and regions.name_of(row.event.staff.region),
        ),
        Column("number", lambda row: row.number and spoken(row.number)),
        Column("site_code", lambda row: row.site_code and spoken(row.site_code)),
        Column("site_name", _of("site_name")),
    ),
)


def of_audit(asked: Asked) -> Source:
    """The entries that are asked for, newest first; never their notes."""

    def read(session: Session, before: int | None) -> Batch:
        rows = audit_list.page(session, asked, before=before, size=AT_ONCE)
        has_more = len(rows) > AT_ONCE
        return Batch(rows[:AT_ONCE], rows[AT_ONCE - 1].event.id if has_more else None)

    return read


MESSAGES: Final = Sheet(
    ListName.MESSAGES,
    (
        Column("number", lambda message: spoken(message.complaint.number)),
        Column("region", lambda message: regions.name_of(message.complaint.region)),
        Column("message_event", _of("event")),
        Column("state", _of("state")),
        Column("attempts", _of("attempts"), CellKind.COUNT),
        Column("last_error", _of("last_error")),
        Column("last_status", _of("last_status"), CellKind.COUNT),
        Column("queued_at", _of("queued_at"), CellKind.MOMENT),
        Column("phone", _of("phone"), is_personal=True),
    ),
    about=_of("complaint_id"),
)
