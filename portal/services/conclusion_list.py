"""The office's list of conclusions: read as it counts now, and changed, every version kept."""

from sqlalchemy.orm import Session

from portal.domain.conclusion import DEFAULTS, Conclusion, Listed, check_way_out
from portal.domain.events import EventName
from portal.models import ConclusionListing, Staff
from portal.services import clock
from portal.services.record import record


class ListingMoved(Exception):
    """Somebody else has changed the conclusion since it was opened."""


def current(session: Session) -> list[Listed]:
    """Every conclusion in the order of the list, those not offered too."""
    own = {
        one.conclusion: one.listed for one in session.scalars(ConclusionListing.newest_of_each())
    }
    return sorted({**DEFAULTS, **own}.values(), key=lambda listed: listed.place)


def listed(session: Session, conclusion: Conclusion) -> Listed:
    """One conclusion as it is in the list now."""
    own = session.scalars(ConclusionListing.history(conclusion, 1)).first()
    return own.listed if own else DEFAULTS[conclusion]


def keep(session: Session, wanted: Listed, *, by: Staff, seen: int) -> None:
    """Have it so from now on; `seen` is the version that was opened, 0 for that of the portal.
    What is closed stays as it was closed. Raises ListingMoved, NoWayOut."""
    last = session.scalars(ConclusionListing.history(wanted.conclusion, 1)).first()
    if (last.id if last else 0) != seen:
        raise ListingMoved
    others = (one for one in current(session) if one.conclusion is not wanted.conclusion)
    check_way_out([one.conclusion for one in (*others, wanted) if one.is_offered])
    kept = ConclusionListing(
        conclusion=wanted.conclusion,
        place=wanted.place,
        is_offered=wanted.is_offered,
        words=wanted.words,
        more=sorted(wanted.more),
        kept_at=clock.now(),
        kept_by_id=by.id,
    )
    session.add(kept)
    session.flush()
    record(
        session,
        EventName.CONCLUSION_LISTED,
        by=by,
        note=wanted.words,
        conclusion=wanted.conclusion,
        is_offered=wanted.is_offered,
    )
