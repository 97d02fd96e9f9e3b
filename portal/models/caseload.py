"""Queries for what waits for whom: the open cases in the hands of a colleague."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from portal.domain import regions
from portal.domain.complaint import IN_TWO_HANDS, UNDECIDED
from portal.models.case_file import CaseFile
from portal.models.complaint import Complaint


def for_each(region: str) -> Select[int | None, int]:
    """For each person and duty how many open cases of a region wait for them."""
    duties = (
        (CaseFile.allotted_id, Complaint.status.in_(UNDECIDED)),
        (CaseFile.lead_id, Complaint.status.in_(IN_TWO_HANDS)),
        (CaseFile.second_id, Complaint.status.in_(IN_TWO_HANDS)),
    )
    seen = () if region == regions.CITY else (Complaint.region == region,)
    parts = [
        select(person.label("person"), func.count().label("cases"))
        .select_from(Complaint)
        .join(Complaint.case_file)
        .where(person.is_not(None), is_open, *seen)
        .group_by(person)
        for person, is_open in duties
    ]
    each = parts[0].union_all(*parts[1:]).subquery()
    return select(each.c.person, each.c.cases)


def numbers(staff_id: int, region: str, most: int) -> Select[str]:
    """The receipt numbers of what waits for somebody, the oldest first."""
    query = Complaint.seen_from(region).join(Complaint.case_file).where(_waits_for(staff_id))
    return query.with_only_columns(Complaint.number).order_by(Complaint.id).limit(most)


def count(staff_id: int) -> Select[int]:
    """How many open cases wait for somebody, wherever they are."""
    query = select(func.count()).select_from(Complaint).join(Complaint.case_file)
    return query.where(_waits_for(staff_id))


def _waits_for(staff_id: int) -> ColumnElement[bool]:
    inspects = or_(CaseFile.lead_id == staff_id, CaseFile.second_id == staff_id)
    return or_(
        and_(CaseFile.allotted_id == staff_id, Complaint.status.in_(UNDECIDED)),
        and_(inspects, Complaint.status.in_(IN_TWO_HANDS)),
    )
