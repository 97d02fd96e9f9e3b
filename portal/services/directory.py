"""Keeping the directory: offices and minimum wages, each with who verified it and when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.site import OfficeKind
from portal.models import MinimumWage, Office, Staff
from portal.services import staleness
from portal.services.clock import today
from portal.services.record import record

# A number that nobody has called for half a year may have changed.
RECHECK_AFTER: Final = timedelta(days=182)


class StandardExists(Exception):
    """The county has a minimum wage from that day on already."""


@dataclass(frozen=True)
class OfficeFacts:
    """What is stated of an office."""

    region: str
    kind: OfficeKind
    name: str
    phone: str
    address: str
    hours: str
    source: str


def keep_office(
    session: Session, office: Office | None, facts: OfficeFacts, *, by: Staff
) -> Office:
    """Write what somebody has just verified; it is to be checked again in half a year."""
    kept = office or Office()
    before = kept.region or facts.region
    for name, value in vars(facts).items():
        setattr(kept, name, value)
    kept.verified_by = by.display_name
    kept.verified_on = today()
    kept.recheck_on = today() + RECHECK_AFTER
    session.add(kept)
    session.flush()
    record(session, EventName.OFFICE_VERIFIED, by=by, office_id=kept.id, region=kept.region)
    staleness.counties_changed(session, {before, kept.region})
    return kept


def withdraw_office(session: Session, office: Office) -> None:
    """Take an office out of boards and pages until somebody verifies it again."""
    office.verified_on = None
    staleness.counties_changed(session, {office.region})


def set_minimum_wage(
    session: Session,
    *,
    region: str,
    monthly_fen: int,
    hourly_fen: int,
    effective_from: date,
    document: str,
    source: str,
    by: Staff,
) -> MinimumWage:
    """Add the minimum wage of a county from a day on; earlier ones stay. Raises StandardExists."""
    same = select(MinimumWage.id).where(
        MinimumWage.region == region, MinimumWage.effective_from == effective_from
    )
    if session.scalar(same) is not None:
        raise StandardExists
    wage = MinimumWage(
        region=region,
        monthly_fen=monthly_fen,
        hourly_fen=hourly_fen,
        effective_from=effective_from,
        document=document,
        source=source,
        verified_by=by.display_name,
        verified_on=today(),
    )
    session.add(wage)
    record(
        session,
        EventName.MINIMUM_WAGE_SET,
        by=by,
        region=region,
        effective_from=effective_from.isoformat(),
    )
    staleness.counties_changed(session, {region})
    return wage
