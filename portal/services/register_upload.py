"""A workbook sent by web: looked at first, row by row, and written when somebody says so.

The file waits in the database, sealed, so that it is sent once and any host can go on with it.
"""

import json
import secrets
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.register_sheet import Problem
from portal.models import Staff, Upload
from portal.services import clock, register_import
from portal.services.file_seals import new_file_key, open_file, seal_file
from portal.services.record import record
from portal.services.register_import import Outcome, Plan, RowResult
from portal.services.site_changes import Change, plain
from portal.services.workbook import read_workbook

KEPT: Final = timedelta(hours=2)
_FILE, _REPORT = "file", "report"


@dataclass(frozen=True)
class Looked:
    """A workbook that was looked at, sealed and ready to be kept."""

    file_name: str
    counts: dict[str, int]
    key: str = field(repr=False)
    content: bytes = field(repr=False)
    report: bytes = field(repr=False)


@dataclass(frozen=True)
class Again:
    """What would be written now, and the report of it."""

    plan: Plan
    told: bytes = field(repr=False)


class ReportOutdated(Exception):
    """The register has changed since the report was made, and other things would be written now
    than it says; the report is new."""


def look(session: Session, content: bytes, file_name: str, *, region: str) -> Looked:
    """What would become of the rows. Only reads, and takes as long as the file is large. Raises
    BadWorkbook."""
    planned = register_import.plan(session, read_workbook(content), region=region)
    key = new_file_key()
    return Looked(
        file_name,
        _counts(planned),
        key,
        seal_file(key, _FILE, content),
        seal_file(key, _REPORT, _told(planned)),
    )


def keep(session: Session, looked: Looked, *, by: Staff) -> str:
    """Keep it for KEPT; the token under which its owner finds it. What waited too long is gone."""
    session.execute(Upload.stale(clock.now() - KEPT))
    token = secrets.token_urlsafe(18)
    session.add(
        Upload(
            token=token,
            staff_id=by.id,
            uploaded_at=clock.now(),
            file_name=looked.file_name,
            key=looked.key,
            counts=looked.counts,
            content=looked.content,
            report=looked.report,
        )
    )
    return token


def find(session: Session, token: str, *, by: Staff, for_change: bool = False) -> Upload | None:
    """What that member of staff uploaded, while it is kept."""
    since = clock.now() - KEPT
    return session.scalar(Upload.of(token, by.id, since=since, for_change=for_change))


def results(upload: Upload) -> list[RowResult]:
    """The report, row by row; empty once the file is in the register."""
    if not upload.report:
        return []
    return [_result(row) for row in json.loads(open_file(upload.key, _REPORT, upload.report))]


def plan_again(session: Session, upload: Upload, *, region: str) -> Again:
    """The same as when it was looked at, from the register as it is now. Only reads."""
    content = open_file(upload.key, _FILE, upload.content)
    planned = register_import.plan(session, read_workbook(content), region=region)
    return Again(planned, _told(planned))


def carry_out(session: Session, upload: Upload, again: Again, *, by: Staff) -> None:
    """Write what the report says, unless it was written already; the upload was found for change,
    and the caller commits, also after ReportOutdated.

    Raises RegisterMoved when the register has changed since `plan_again`, and ReportOutdated when
    the report, which is new then, says something else.
    """
    if upload.imported_at:
        return
    if again.told != open_file(upload.key, _REPORT, upload.report):
        upload.report = seal_file(upload.key, _REPORT, again.told)
        upload.counts = _counts(again.plan)
        raise ReportOutdated
    register_import.carry_out(session, again.plan, by=by)
    upload.imported_at = clock.now()
    upload.content = upload.report = b""
    record(session, EventName.SITES_IMPORTED, by=by, **upload.counts)


def _counts(planned: Plan) -> dict[str, int]:
    found = [result.outcome for result in planned.results]
    return {str(outcome): found.count(outcome) for outcome in Outcome}


def _told(planned: Plan) -> bytes:
    """The results as they are kept and compared; a new site's code is drawn when it is written."""
    rows = [_row(result) for result in planned.results]
    return json.dumps(rows, ensure_ascii=False).encode()


def _row(result: RowResult) -> dict[str, Any]:
    code = "" if result.outcome is Outcome.NEW else result.code
    changes = [[c.field, plain(c.before), plain(c.after)] for c in result.changes]
    problems = [list(asdict(problem).values()) for problem in result.problems]
    return {
        "number": result.number,
        "name": result.name,
        "outcome": result.outcome,
        "code": code,
        "changes": changes,
        "problems": problems,
        "twin_row": result.twin_row,
    }


def _result(row: dict[str, Any]) -> RowResult:
    return RowResult(
        **{
            **row,
            "outcome": Outcome(row["outcome"]),
            "changes": tuple(Change(*change) for change in row["changes"]),
            "problems": tuple(Problem(*problem) for problem in row["problems"]),
        }
    )
