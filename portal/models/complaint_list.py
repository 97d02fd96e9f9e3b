"""Complaints as a list that is taken along: opened no further than it says, and counted."""

from __future__ import annotations

from sqlalchemy import Select, func, select
from sqlalchemy.orm import defer, joinedload, undefer_group

from portal.models.case_file import CaseFile
from portal.models.complaint import PERSONAL, Complaint


def taken_along(query: Select[Complaint], *, is_personal: bool) -> Select[Complaint]:
    """The query with the case files and who leads them; with all that names somebody, or without
    opening any of it."""
    query = query.options(joinedload(Complaint.case_file).joinedload(CaseFile.lead))
    if is_personal:
        return query.options(undefer_group(PERSONAL))
    return query.options(defer(Complaint.employer), defer(Complaint.place))


def capped_count(query: Select[Complaint], cap: int) -> Select[int]:
    """How many a query finds, never counted beyond `cap`."""
    rows = query.with_only_columns(Complaint.id).limit(cap)
    return select(func.count()).select_from(rows.subquery())
