"""Reading a county's workbook into the register, with one result for each of its rows."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Any

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
    index = SiteIndex(session)
    seen: dict[object, int] = {}
    results = []
    for chunk in _chunks(rows):
        readings = [(row, *_read(row, region)) for row in chunk]
        index.preload([facts for _, facts, _ in readings if facts is not None])
        for row, facts, result in readings:
            if facts is not None:
                result = _import_row(session, index, seen, row, facts, result, by)
            results.append(result)
        session.flush()
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


def _import_row(
    session: Session,
    index: SiteIndex,
    seen: dict[object, int],
    row: SheetRow,
    facts: SiteFacts,
    read: RowResult,
    by: Staff | None,
) -> RowResult:
    def result(outcome: Outcome, **more: Any) -> RowResult:
        return RowResult(row.number, facts.name, outcome, **{"problems": read.problems, **more})

    twin = next((seen[key] for key in identities(facts) if key in seen), None)
    if twin is not None:
        problem = Problem("name", facts.name, "twin_in_file")
        return result(Outcome.REFUSED, problems=(problem,), twin_row=twin)
    seen |= dict.fromkeys(identities(facts), row.number)
    matches = index.matches(facts)
    if len(matches) > 1:
        problem = Problem("name", facts.name, "contradiction")
        return result(Outcome.REFUSED, problems=(problem,))
    if not matches:
        site = register(session, facts, Origin.WORKBOOK, by)
        index.remember(site)
        return result(Outcome.NEW, code=site.code)
    site = session.get_one(Site, matches.pop())
    changes = change(session, site, facts, Origin.WORKBOOK, by)
    outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
    return result(outcome, code=site.code, changes=changes)
