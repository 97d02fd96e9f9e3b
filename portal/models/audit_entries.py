"""The timeline of everything as an auditor asks for it; quick at a million entries."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, union_all
from sqlalchemy.orm import joinedload

from portal.domain import regions
from portal.domain.events import EventName
from portal.models.base import Rows
from portal.models.complaint import Complaint
from portal.models.event import Event
from portal.models.site import Site
from portal.models.staff import Staff


@dataclass(frozen=True)
class Asked:
    """What the entries are narrowed to; `region` is that of who looks, `since` and `until` belong
    together."""

    region: str
    names: frozenset[EventName] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    staff_id: int | None = None
    complaint_id: int | None = None
    site_id: int | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether some index leads to few entries, however many names are asked for."""
        return any((self.since, self.staff_id, self.complaint_id, self.site_id))


def stretch(since: datetime, until: datetime) -> Rows:
    """The numbers of the first and the last entry between two moments; an index answers."""
    between = (Event.at >= since, Event.at < until)
    return select(func.min(Event.id), func.max(Event.id)).where(*between)


def newest(asked: Asked, first: int | None, last: int | None, size: int) -> Select[int]:
    """The numbers of the newest entries between two. Of names alone, the newest of each are looked
    up by index and put together: to sort all of a common name would read a million."""
    query = _narrowed(asked, first, last)
    if asked.names and asked.is_narrow:
        query = query.where(Event.name.in_(asked.names))
    elif asked.names:
        each = [
            query.where(Event.name == name).order_by(Event.id.desc()).limit(size).subquery()
            for name in sorted(asked.names)
        ]
        together = union_all(*(select(part.c.id) for part in each)).subquery()
        return select(together.c.id).order_by(together.c.id.desc()).limit(size)
    return query.order_by(Event.id.desc()).limit(size)


def counted(asked: Asked, first: int | None, last: int | None, cap: int) -> Select[int]:
    """How many entries there are between two, none counted beyond a cap."""
    query = _narrowed(asked, first, last)
    if asked.names:
        query = query.where(Event.name.in_(asked.names))
    return select(func.count()).select_from(query.limit(cap).subquery())


def shown(ids: list[int]) -> Rows:
    """These entries with what their rows show: the event, its complaint's number, its site."""
    return (
        select(Event, Complaint.number, Site.code, Site.name)
        .outerjoin(Complaint, Complaint.id == Event.complaint_id)
        .outerjoin(Site, Site.id == Event.site_id)
        .where(Event.id.in_(ids))
        .order_by(Event.id.desc())
        .options(joinedload(Event.staff))
    )


def _narrowed(asked: Asked, first: int | None, last: int | None) -> Select[int]:
    query = select(Event.id)
    if asked.region != regions.CITY:
        # An entry is of the county of its complaint, else of its site, else of who did it.
        query = (
            query.outerjoin(Complaint, Complaint.id == Event.complaint_id)
            .outerjoin(Site, Site.id == Event.site_id)
            .outerjoin(Staff, Staff.id == Event.staff_id)
            .where(func.coalesce(Complaint.region, Site.region, Staff.region) == asked.region)
        )
    conditions = {
        Event.staff_id: asked.staff_id,
        Event.complaint_id: asked.complaint_id,
    }
    for column, value in conditions.items():
        if value is not None:
            query = query.where(column == value)
    if asked.site_id is not None:
        query = query.where(Event.is_at(asked.site_id))
    if asked.since is not None and asked.until is not None:
        query = query.where(Event.at >= asked.since, Event.at < asked.until)
    if first is not None:
        query = query.where(Event.id >= first)
    return query if last is None else query.where(Event.id <= last)
