"""Lists of complaints at the desk: what a row shows, what is marked, how many stand where."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, load_only
from sqlalchemy.sql.base import ExecutableOption

from portal.domain.complaint import Status
from portal.models.complaint import OF_MARKED, Complaint, is_marked
from portal.models.site import Site


def page(query: Select[Complaint], *, before: int | None, size: int) -> Select[Complaint]:
    """One page of a list, with what its rows show; one row more than `size`, newest first."""
    return Complaint.page(query, before=before, size=size).options(*_shown())


def with_texts(query: Select[Complaint], ids: Iterable[int]) -> Select[Complaint]:
    """Those of a query that have these ids, newest first, with what a search compares too."""
    found = query.where(Complaint.id.in_(ids)).order_by(Complaint.id.desc())
    return found.options(*_shown(Complaint.narrative))


def marked(query: Select[Complaint]) -> Select[Complaint]:
    """Those of a query that a person should look at before they are worked on."""
    # Told to SQLite, which without statistics sorts all that are undecided instead.
    hinted = query.with_hint(Complaint, f"INDEXED BY {OF_MARKED}", "sqlite")
    return hinted.where(is_marked("complaint."))


def capped_counts(query: Select[Complaint], statuses: Iterable[Status], cap: int) -> Select[Any]:
    """How many of a query stand at each status, and how many are marked, never counted beyond
    `cap`, in one trip."""
    queries = {str(status): query.where(Complaint.status == status) for status in statuses}
    columns = []
    for name, narrowed in {**queries, "marked": marked(query)}.items():
        rows = narrowed.with_only_columns(Complaint.id).limit(cap).subquery()
        columns.append(select(func.count()).select_from(rows).scalar_subquery().label(name))
    return select(*columns)


def _shown(*more: InstrumentedAttribute[Any]) -> tuple[ExecutableOption, ...]:
    """What a row shows, and nothing else of forty columns."""
    row = (
        *(Complaint.number, Complaint.kind, Complaint.topic, Complaint.channel, Complaint.status),
        *(Complaint.region, Complaint.employer, Complaint.place),
        *(Complaint.amount_fen, Complaint.paid_fen),  # what the sums begin with
        *(Complaint.received_at, Complaint.acceptance_due_on, Complaint.review_signs),
    )
    return load_only(*row, *more), joinedload(Complaint.site).load_only(Site.name)
