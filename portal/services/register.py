"""Keeping the register of sites: one site registered or changed, its works going on."""

from enum import StrEnum

from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.register_sheet import SiteFacts
from portal.domain.site_steps import SiteStep, status_after
from portal.models import Party, Site, Staff
from portal.services import site_history, staleness
from portal.services.codes import new_site_code
from portal.services.record import record
from portal.services.site_changes import Change, apply, event_facts, event_note
from portal.services.site_history import Entry
from portal.services.site_index import twins_of
from portal.services.site_values import party_values, site_values


class Origin(StrEnum):
    """Where a change of the register came from."""

    FORM = "form"
    WORKBOOK = "workbook"
    DEMO = "demo"


class SiteExists(Exception):
    """Another site in the county has that name, or that permit or platform number."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SiteMoved(Exception):
    """Somebody else changed the site after it was looked at; `entries` tells what."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__(len(entries))
        self.entries = entries


def add_site(
    session: Session, facts: SiteFacts, *, origin: Origin, by: Staff | None = None
) -> Site:
    """Register a new site under a code of its own. Raises SiteExists."""
    _check_twins(session, facts)
    parties = [Party(**values) for values in party_values(facts)]
    site = Site(code=new_site_code(session), **site_values(facts), parties=parties)
    session.add(site)
    session.flush()
    record(session, EventName.SITE_REGISTERED, site=site, by=by, origin=origin)
    return site


def change_site(
    session: Session,
    site: Site,
    facts: SiteFacts,
    *,
    origin: Origin,
    seen: int | None = None,
    by: Staff | None = None,
) -> tuple[Change, ...]:
    """Make the site what the form says: what is left empty there is emptied.

    `seen` is the last entry of its history that the form was filled with; the site is locked by
    then. Raises SiteMoved when there are later ones, SiteExists when the new name or numbers are
    another site's.
    """
    if seen is not None and (later := site_history.after(session, site, seen)):
        raise SiteMoved(later)
    _check_twins(session, facts, but=site.id)
    changes = apply(site, facts, is_whole=True)
    if changes:
        record(
            session,
            EventName.SITE_CHANGED,
            site=site,
            by=by,
            note=event_note(changes),
            origin=origin,
            **event_facts(changes),
        )
        staleness.sites_changed(session, [site.id])
    return changes


def take_step(session: Session, site: Site, step: SiteStep, *, by: Staff, reason: str) -> None:
    """Say that the works go on, rest or are over, and why. Raises SiteStepNotAllowed."""
    before = site.status
    site.status = status_after(step, before)
    record(
        session,
        EventName.SITE_STEPPED,
        site=site,
        by=by,
        note=reason,
        step=step,
        before=before,
        after=site.status,
    )


def _check_twins(session: Session, facts: SiteFacts, *, but: int = 0) -> None:
    twins = twins_of(session, facts) - {but}
    if twins:
        raise SiteExists(session.get_one(Site, min(twins)).code)
