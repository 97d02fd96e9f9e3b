"""The history of a site in the register: who changed what, when, from what to what."""

import json
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from portal.domain.events import ABOUT_REGISTER, EventName
from portal.models import Event, Site
from portal.services.site_changes import Change


@dataclass(frozen=True)
class Entry:
    """An event of the timeline, with the values of its changes put together again. Entries from
    before values were kept name the fields alone."""

    event: Event
    changes: tuple[Change, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def reason(self) -> str:
        """What somebody gave as the reason; the note of a change holds its personal values."""
        is_change = self.event.name is EventName.SITE_CHANGED
        return "" if is_change else self.event.note or ""


def newest(
    session: Session,
    site: Site,
    *,
    before: int | None = None,
    size: int,
    with_alarms: bool = False,
) -> list[Entry]:
    """A page of the history, newest first; one entry more than `size` tells whether it goes on.
    Alarms are for those who may see complaints."""
    query = Event.of_site(site.id, before=before, size=size + 1, with_alarms=with_alarms)
    events = session.scalars(query)
    return [_entry(event) for event in events]


def after(session: Session, site: Site, seen: int) -> list[Entry]:
    """What became of the register's entry after an event, oldest first."""
    query = _of_register(site).where(Event.id > seen).order_by(Event.id)
    return [_entry(event) for event in session.scalars(query)]


def last(session: Session, site: Site) -> int:
    """The newest event about the register's entry."""
    query = _of_register(site).with_only_columns(func.max(Event.id))
    return session.scalar(query) or 0


def _of_register(site: Site) -> Select[Event]:
    return select(Event).where(Event.is_at(site.id), Event.name.in_(ABOUT_REGISTER))


def _entry(event: Event) -> Entry:
    if event.name is not EventName.SITE_CHANGED:
        return Entry(event)
    values = {field: (before, after) for field, before, after in event.facts.get("changes", ())}
    values |= json.loads(event.note) if event.note else {}
    fields = event.facts["fields"]
    return Entry(
        event,
        tuple(Change(field, *values[field]) for field in fields if field in values),
        tuple(field for field in fields if field not in values),
    )
