"""Reading a county's workbook into the register, with one result for each of its rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from sqlalchemy.orm import Session

from portal.domain import roles
from portal.domain.register_sheet import Problem, RowRefused, SiteFacts, read_row
from portal.models import Site, Staff
from portal.services.register import Change, Origin, change, register
from portal.services.site_index import SiteIndex, identities
from portal.services.workbook import SheetRow

CHUNK = 500


class Outcome(StrEnum):
    """What became of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class RowResult:
    """What became of one row, and why."""

    number: int
    name: str
    outcome: Outcome
    code: str = ""
    changes: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()
    twin_row: int | None = None


def import_rows(
    session: Session,
    rows: Sequence[SheetRow],
    *,
    by: Staff | None = None,
    region: str = "",
    tick: Callable[[int], object] = lambda _: None,
) -> list[RowResult]:
    """Read the rows into the register; one result a row, in order. The caller commits, or not.

    With a `region` that is not the city's, rows of another county are refused.
    """
    work = _Import(session, by)
    results: list[RowResult] = []
    for chunk in _chunks(rows):
        results += work.take([(row, *_read(row, region)) for row in chunk])
        tick(len(chunk))
    return results


def _chunks(rows: Sequence[SheetRow]) -> Iterator[list[SheetRow]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk


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


class _Import:
    """One workbook on its way into the register."""

    def __init__(self, session: Session, by: Staff | None) -> None:
        self._session = session
        self._by = by
        self._index = SiteIndex(session)
        self._rows: dict[object, int] = {}

    def take(
        self, readings: Sequence[tuple[SheetRow, SiteFacts | None, RowResult]]
    ) -> list[RowResult]:
        """The results of a chunk. Its new sites are registered together at the end of it."""
        self._index.preload([facts for _, facts, _ in readings if facts is not None])
        results = [
            read if facts is None else self._take_row(row, facts, read)
            for row, facts, read in readings
        ]
        new = [n for n, result in enumerate(results) if result.outcome is Outcome.NEW]
        stated = [facts for n in new if (facts := readings[n][1]) is not None]
        for n, site in zip(
            new, register(self._session, stated, Origin.WORKBOOK, self._by), strict=True
        ):
            self._index.remember(site)
            results[n] = replace(results[n], code=site.code)
        return results

    def _take_row(self, row: SheetRow, facts: SiteFacts, read: RowResult) -> RowResult:
        keys = identities(facts)
        twin = next((self._rows[key] for key in keys if key in self._rows), None)
        if twin is not None:
            return _refused(read, "twin_in_file", twin)
        self._rows |= dict.fromkeys(keys, row.number)
        matches = self._index.matches(facts)
        if len(matches) > 1:
            return _refused(read, "contradiction")
        if not matches:
            return replace(read, outcome=Outcome.NEW)
        site = self._session.get_one(Site, matches.pop())
        changes = change(self._session, site, facts, Origin.WORKBOOK, self._by)
        outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
        return replace(read, outcome=outcome, code=site.code, changes=changes)


def _refused(read: RowResult, reason: str, twin_row: int | None = None) -> RowResult:
    problem = Problem("name", read.name, reason)
    return replace(read, outcome=Outcome.REFUSED, problems=(problem,), twin_row=twin_row)
