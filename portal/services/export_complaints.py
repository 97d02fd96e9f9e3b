"""The list of complaints as it is taken along: its columns, and how its rows are read."""

from collections.abc import Callable
from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.codes import spoken
from portal.domain.export import ListName
from portal.domain.ledger import Column as Amount
from portal.models import Complaint, GroupCase
from portal.services import group_cases, ledger
from portal.services.complaint_search import Found
from portal.services.export_sheet import (
    Batch,
    CellKind,
    Column,
    Rows,
    Sheet,
    Source,
    Value,
    counted,
    whole,
)
from portal.services.ledger import Figures

# One complaint as a row: with the sums of its ledger.
Line = tuple[Complaint, Figures]


def _of(field: str) -> Callable[[Line], Value]:
    """A field of the complaint as it is."""

    def read(line: Line) -> Value:
        value: Value = getattr(line[0], field)
        return value

    return read


def _sum(column: Amount) -> Column:
    return Column(f"{column}_fen", lambda line: line[1].of(column), CellKind.MONEY)


def _lead(line: Line) -> Value:
    file = line[0].case_file
    return file.lead.display_name if file and file.lead else ""


COMPLAINTS: Final = Sheet(
    ListName.COMPLAINTS,
    (
        Column("number", lambda line: spoken(line[0].number)),
        Column("received_at", _of("received_at"), CellKind.MOMENT),
        Column("region", lambda line: regions.name_of(line[0].region)),
        Column("kind", _of("kind")),
        Column("topic", _of("topic")),
        Column("channel", _of("channel")),
        Column("status", _of("status")),
        Column("site_code", lambda line: spoken(line[0].site.code) if line[0].site else ""),
        Column("site_name", lambda line: line[0].site.name if line[0].site else ""),
        Column("headcount", _of("headcount")),
        Column("months", _of("months")),
        *map(_sum, Amount),
        Column("acceptance_due_on", _of("acceptance_due_on"), CellKind.DAY),
        Column("investigation_due_on", _of("investigation_due_on"), CellKind.DAY),
        Column("lead", _lead),
        Column("conclusion", _of("conclusion")),
        Column("was_disputed", _of("was_disputed")),
        Column("is_confidential", _of("is_confidential")),
        Column("is_anonymous", _of("is_anonymous")),
        Column("employer", _of("employer"), is_personal=True),
        Column("place", _of("place"), is_personal=True),
        Column("worker_name", _of("worker_name"), is_personal=True),
        Column("phone", _of("phone"), is_personal=True),
        Column("narrative", _of("narrative"), is_personal=True),
    ),
    about=lambda line: line[0].id,
)


def _of_child(column: Amount) -> Column:
    return Column(f"{column}_fen", lambda child: child.figures.of(column), CellKind.MONEY)


GROUP: Final = Sheet(
    ListName.GROUP,
    (
        Column("number", lambda child: spoken(child.complaint.number)),
        Column("region", lambda child: regions.name_of(child.complaint.region)),
        Column("is_representative"),
        Column("headcount", lambda child: child.complaint.headcount),
        Column("person_count", lambda child: child.figures.people, CellKind.COUNT),
        *map(_of_child, Amount),
        Column("status", lambda child: child.complaint.status),
        Column("conclusion", lambda child: child.complaint.conclusion),
        Column("worker_name", lambda child: child.complaint.worker_name, is_personal=True),
    ),
    about=lambda child: child.complaint.id,
)


def group(group_id: int, region: str) -> Rows:
    """The complaints of a group that staff of a region see, the first one first."""
    query: Any = GroupCase.children(group_id)
    if region != regions.CITY:
        query = query.where(Complaint.region == region)
    rows = whole(lambda session: group_cases.found(session, query))
    return Rows(rows.source, counted(query, Complaint))


def of_complaints(find: Callable[[Session, int | None], Found]) -> Source:
    """The rows of a list of complaints, newest first; `find` gives those before a key."""

    def read(session: Session, before: int | None) -> Batch:
        found = find(session, before)
        sums = ledger.figures(session, found.complaints)
        return Batch([(each, sums[each.id]) for each in found.complaints], found.before)

    return read
