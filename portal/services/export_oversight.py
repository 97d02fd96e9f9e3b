"""The lists of who watches over the office: group alarms, the audit, messages not delivered, who
has how many cases, what is purged."""

from operator import attrgetter
from typing import Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.audit import act_of
from portal.domain.codes import spoken
from portal.domain.export import ListName
from portal.models import PurgeBatch, PurgeItem, Staff
from portal.models.audit_entries import Asked
from portal.services import audit_list
from portal.services.audit_list import Listed
from portal.services.export_columns import REGION, SITE
from portal.services.export_sheet import AT_ONCE, Batch, CellKind, Column, Rows, Sheet, Value, by_id

ALARMS: Final = Sheet(
    ListName.ALARMS,
    (
        *SITE,
        REGION,
        Column("level"),
        Column("state"),
        Column("complaints", kind=CellKind.COUNT),
        Column("people", kind=CellKind.COUNT),
        Column("sum_fen", kind=CellKind.MONEY),
        Column("since", kind=CellKind.MOMENT),
        Column("thresholds"),
        Column("raised_at", kind=CellKind.MOMENT),
        Column("ended_at", kind=CellKind.MOMENT),
        Column("settled_by", lambda alarm: alarm.settled_by and alarm.settled_by.display_name),
        Column("settled_at", kind=CellKind.MOMENT),
        Column("group_code", lambda alarm: alarm.group and spoken(alarm.group.code)),
        Column("dismissed_because", attrgetter("reason"), is_personal=True),
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
        Column("site_name"),
    ),
)


def audit(asked: Asked) -> Rows:
    """The entries that are asked for, newest first; never their notes."""

    def read(session: Session, before: int | None) -> Batch:
        rows = audit_list.page(session, asked, before=before, size=AT_ONCE)
        has_more = len(rows) > AT_ONCE
        return Batch(rows[:AT_ONCE], rows[AT_ONCE - 1].event.id if has_more else None)

    return Rows(
        lambda _is_personal: read, lambda session, cap: audit_list.count(session, asked, cap)
    )


MESSAGES: Final = Sheet(
    ListName.MESSAGES,
    (
        Column("number", lambda message: spoken(message.complaint.number)),
        Column("region", lambda message: regions.name_of(message.complaint.region)),
        Column("message_event", attrgetter("event")),
        Column("state"),
        Column("attempts", kind=CellKind.COUNT),
        Column("last_error"),
        Column("last_status", kind=CellKind.COUNT),
        Column("queued_at", kind=CellKind.MOMENT),
        Column("phone", is_personal=True),
    ),
    about=attrgetter("complaint_id"),
)
CASELOADS: Final = Sheet(
    ListName.CASELOADS,
    (
        Column("who", lambda load: load.person.display_name),
        Column("staff_region", lambda load: regions.name_of(load.person.region)),
        Column("role", lambda load: load.person.role),
        Column("is_active", lambda load: load.person.is_active),
        Column("cases", kind=CellKind.COUNT),
    ),
)


def _name(person: Staff | None) -> Value:
    return person.display_name if person else None


PURGE_BATCHES: Final = Sheet(
    ListName.PURGE_BATCHES,
    (
        Column("batch_id", lambda row: row[0].id, CellKind.COUNT),
        Column("kept", lambda row: row[0].kept),
        Column("region", lambda row: regions.name_of(row[0].region)),
        Column("ended_before", lambda row: row[0].ended_before, CellKind.DAY),
        Column("source", lambda row: row[0].source),
        Column("total", lambda row: row[1][0], CellKind.COUNT),
        Column("gone", lambda row: row[1][1], CellKind.COUNT),
        Column("stayed", lambda row: row[1][2], CellKind.COUNT),
        Column("state", lambda row: row[0].state),
        Column("proposed_by", lambda row: _name(row[0].proposed_by)),
        Column("proposed_at", lambda row: row[0].proposed_at, CellKind.MOMENT),
        Column("decided_by", lambda row: _name(row[0].decided_by)),
        Column("decided_at", lambda row: row[0].decided_at, CellKind.MOMENT),
        Column("done_at", lambda row: row[0].done_at, CellKind.MOMENT),
    ),
)


def purge_batches(region: str) -> Rows:
    """The batches of a region, each with how many complaints it has, and what became of them."""
    batches = by_id(PurgeBatch.seen_from(region), PurgeBatch)

    def read(session: Session, before: int | None) -> Batch:
        found = batches.source(False)(session, before)
        counts = session.execute(PurgeItem.counts([batch.id for batch in found.rows])).all()
        counted = {row[0]: row[1:] for row in counts}
        return Batch([(batch, counted[batch.id]) for batch in found.rows], found.after)

    return Rows(lambda _is_personal: read, batches.count)


# What a row of `PurgeItem.page` has.
PURGE_BATCH: Final = Sheet(
    ListName.PURGE_BATCH,
    (
        Column("number", lambda row: spoken(row.Complaint.number)),
        Column("region", lambda row: regions.name_of(row.Complaint.region)),
        Column("topic", lambda row: row.Complaint.topic),
        Column("received_at", lambda row: row.Complaint.received_at, CellKind.MOMENT),
        Column("ended_at", kind=CellKind.MOMENT),
        Column("status", lambda row: row.Complaint.status),
        Column("conclusion", lambda row: row.Complaint.conclusion),
        Column("is_held", lambda row: row.Complaint.held_at is not None),
        Column("is_purged"),
        Column("obstacle"),
    ),
)
