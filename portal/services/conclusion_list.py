"""The office's list of conclusions: read as it counts now, and changed, every version kept."""

from dataclasses import replace
from typing import NamedTuple

from sqlalchemy.orm import Session

from portal.domain.conclusion import DEFAULTS, Conclusion, Listed, check_way_out
from portal.domain.events import EventName
from portal.models import ConclusionListing, Staff
from portal.services import kept_versions
from portal.services.record import record


class Entry(NamedTuple):
    """A conclusion as it is in the list, and the office's version if it has changed it."""

    listed: Listed
    own: ConclusionListing | None

    def said(self, plain: str) -> "Entry":
        """The same with words in any case: those of the portal where the office has none."""
        return self if self.listed.words else Entry(replace(self.listed, words=plain), self.own)


def entries(session: Session) -> list[Entry]:
    """Every conclusion in the order of the list, those not offered too."""
    own = {one.subject: one for one in session.scalars(ConclusionListing.newest_of_each())}
    found = [
        Entry(own[word].listed if word in own else default, own.get(word))
        for word, default in DEFAULTS.items()
    ]
    return sorted(found, key=lambda entry: entry.listed.place)


def current(session: Session) -> list[Listed]:
    """The same as the rules read them."""
    return [entry.listed for entry in entries(session)]


def listed(session: Session, conclusion: Conclusion) -> Listed:
    """One conclusion as it is in the list now."""
    own = kept_versions.newest(session, ConclusionListing, conclusion)
    return own.listed if own else DEFAULTS[conclusion]


def keep(session: Session, wanted: Listed, *, by: Staff, seen: int) -> None:
    """Have it so from now on; `seen` is the version that was opened, 0 for that of the portal.
    What is closed stays as it was closed. Raises NoWayOut, VersionMoved."""
    others = (one for one in current(session) if one.conclusion is not wanted.conclusion)
    check_way_out([one.conclusion for one in (*others, wanted) if one.is_offered])
    kept_versions.keep(
        session,
        ConclusionListing,
        wanted.conclusion,
        seen=seen,
        by=by,
        place=wanted.place,
        is_offered=wanted.is_offered,
        words=wanted.words,
        more=sorted(wanted.more),
    )
    record(
        session,
        EventName.CONCLUSION_LISTED,
        by=by,
        note=wanted.words,
        conclusion=wanted.conclusion,
        is_offered=wanted.is_offered,
    )
