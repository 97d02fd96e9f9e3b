"""Reading a county's workbook into the register, with one result for each of its rows.

What becomes of the rows is planned without the write lock; what was planned is written in moments.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.domain import roles
from portal.domain.events import ABOUT_REGISTER, EventName
from portal.domain.register_sheet import Problem, RowRefused, SiteFacts, read_row
from portal.models import Event, Site, Staff
from portal.models.sealed import vault_of
from portal.services import site_batch, staleness
from portal.services.record import record_many
from portal.services.register import Origin
from portal.services.site_batch import ChangedSites, NewSites
from portal.services.site_changes import Change, apply, event_facts, event_note
from portal.services.site_index import SiteIndex, identities
from portal.services.workbook import SheetRow

CHUNK = 500
Tick = Callable[[int], object]
_Reading = tuple[SheetRow, SiteFacts | None, "RowResult"]


class Outcome(StrEnum):
    """What became of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class RowResult:
    """What becomes of one row, and why."""

    number: int
    name: str
    outcome: Outcome
    code: str = ""
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    twin_row: int | None = None


@dataclass(frozen=True)
class Plan:
    """What is to be written for the rows of a workbook, and the result of each, in order."""

    results: list[RowResult]
    new: NewSites
    changed: ChangedSites
    facts_of: dict[int, dict[str, Any]]
    notes: dict[int, str]
    last_event: int


class RegisterMoved(Exception):
    """Somebody changed the register after the plan was made; plan again."""


def plan(
    session: Session, rows: Sequence[SheetRow], *, region: str = "", tick: Tick = lambda _: None
) -> Plan:
    """Decide what becomes of each row. Only reads, so it needs no write lock and may take long.

    With a `region` that is not the city's, rows of other counties are refused, and so are rows
    that speak of a site which another county holds.
    """
    last_event = session.scalar(select(func.max(Event.id))) or 0
    work = _Planning(session, region)
    results: list[RowResult] = []
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        results += work.take([(row, *_read(row, region)) for row in chunk])
        tick(len(chunk))
    new = site_batch.new_sites(session, work.stated)
    changed = site_batch.changed_sites(session, work.changed)
    codes = iter(new.codes)
    results = [
        replace(result, code=next(codes)) if result.outcome is Outcome.NEW else result
        for result in results
    ]
    return Plan(results, new, changed, work.facts_of, work.notes, last_event)


def carry_out(session: Session, planned: Plan, *, by: Staff | None = None) -> None:
    """Write what was planned; the caller commits. Raises RegisterMoved, having written nothing."""
    if _has_moved(session, planned.last_event):
        raise RegisterMoved
    site_batch.write_changed(session, planned.changed)
    record_many(session, EventName.SITE_CHANGED, planned.facts_of, by=by, sealed=planned.notes)
    staleness.sites_changed(session, planned.facts_of)
    ids = site_batch.write_new(session, planned.new)
    new = {site_id: {"origin": Origin.WORKBOOK} for site_id in ids}
    record_many(session, EventName.SITE_REGISTERED, new, by=by)


def _has_moved(session: Session, last_event: int) -> bool:
    """Whether the timeline tells of the register after that event; nothing else writes there."""
    query = select(Event.id).where(Event.id > last_event, Event.name.in_(ABOUT_REGISTER))
    return session.scalar(query.limit(1)) is not None


def _read(row: SheetRow, region: str) -> tuple[SiteFacts | None, RowResult]:
    name = str(row.cells.get("name") or "").strip()
    try:
        facts, doubts = read_row(row.cells)
    except RowRefused as refusal:
        return None, RowResult(row.number, name, Outcome.REFUSED, problems=refusal.problems)
    if region and not roles.covers(region, facts.region):
        problem = Problem("region", str(row.cells.get("region")), "not_your_county")
        return None, RowResult(row.number, name, Outcome.REFUSED, problems=(problem,))
    return facts, RowResult(row.number, facts.name, Outcome.UNCHANGED, problems=doubts)


class _Planning:
    """One workbook on its way into the register; each site takes part once."""

    def __init__(self, session: Session, region: str) -> None:
        self.stated: list[SiteFacts] = []
        self.changed: list[Site] = []
        self.facts_of: dict[int, dict[str, Any]] = {}
        self.notes: dict[int, str] = {}
        self._vault = vault_of(session)
        self._region = region
        self._index = SiteIndex(session)
        self._rows: dict[object, int] = {}

    def take(self, readings: Sequence[_Reading]) -> list[RowResult]:
        """The results of a chunk."""
        sites = self._index.load([facts for _, facts, _ in readings if facts is not None])
        return [
            read if facts is None else self._take_row(row, facts, read, sites)
            for row, facts, read in readings
        ]

    def _take_row(
        self, row: SheetRow, facts: SiteFacts, read: RowResult, sites: dict[int, Site]
    ) -> RowResult:
        matches = self._index.matches(facts)
        keys = [*identities(facts), *(matches if len(matches) == 1 else ())]
        twin = next((self._rows[key] for key in keys if key in self._rows), None)
        if twin is not None:
            return _refused(read, "twin_in_file", twin)
        self._rows |= dict.fromkeys(keys, row.number)
        if len(matches) > 1:
            return _refused(read, "contradiction")
        if not matches:
            self.stated.append(facts)
            return replace(read, outcome=Outcome.NEW)
        return self._change(sites[matches.pop()], facts, read)

    def _change(self, site: Site, facts: SiteFacts, read: RowResult) -> RowResult:
        if self._region and not roles.covers(self._region, site.region):
            return _refused(read, "held_elsewhere")
        changes = apply(site, facts)
        if changes:
            self.changed.append(site)
            self.facts_of[site.id] = {"origin": Origin.WORKBOOK, **event_facts(changes)}
            if note := event_note(changes):
                self.notes[site.id] = self._vault.seal(note)
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return replace(read, outcome=outcome, code=site.code, changes=changes)


def _refused(read: RowResult, reason: str, twin_row: int | None = None) -> RowResult:
    problem = Problem("name", read.name, reason)
    return replace(read, outcome=Outcome.REFUSED, problems=(problem,), twin_row=twin_row)
