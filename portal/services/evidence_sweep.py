"""Comparing photos and documents with their files, both ways: a job does it at night and tells
what is amiss."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import Complaint, Document, Evidence, Placement, PrintBatch
from portal.services import clock, documents
from portal.services.evidence import Part, file_name
from portal.services.storage import Storage, Stored

# A younger file may belong to a photo whose transaction has not ended yet.
GRACE: Final = timedelta(hours=1)


@dataclass(frozen=True)
class Lacking:
    """A photo of which a file is gone."""

    number: str
    position: int
    part: Part


@dataclass(frozen=True)
class Findings:
    """What was compared and found; `orphans` are files that belong to nothing, `lost_documents` the
    numbers of documents whose file is gone."""

    photos: int
    files: int
    lacking: tuple[Lacking, ...]
    orphans: tuple[str, ...]
    young: int
    deleted: int
    lost_documents: tuple[str, ...] = ()


def sweep(
    session: Session,
    storage: Storage,
    *,
    delete: bool = False,
    tick: Callable[[int], object] = lambda _: None,
) -> Findings:
    """Compare; with `delete`, remove the orphans older than an hour. Rows are never removed: that
    a photo has lost its file is for people to know. Raises StorageAway."""
    # Rows first: a row's files were there before it, so none is missed that comes meanwhile.
    rows = session.execute(
        select(Evidence.object_name, Evidence.position, Complaint.number)
        .join(Complaint, Complaint.id == Evidence.complaint_id)
        .order_by(Evidence.id)
    ).all()
    wanted = {
        file_name(row.object_name, part): Lacking(row.number, row.position, part)
        for row in rows
        for part in Part
    }
    papers = {
        documents.file_name(row.object_name): row.number
        for row in session.execute(Document.files())
    }
    others = _of_others(session) | papers.keys()
    files: list[Stored] = []
    for stored in storage.names():
        files.append(stored)
        tick(1)
    newest = clock.now() - GRACE
    strays = [stored for stored in files if stored.name not in wanted and stored.name not in others]
    orphans = tuple(stored.name for stored in strays if stored.at <= newest)
    if delete:
        for name in orphans:
            storage.delete(name)
    there = {stored.name for stored in files}
    return Findings(
        photos=len(rows),
        files=len(files),
        lacking=tuple(lacking for name, lacking in wanted.items() if name not in there),
        orphans=orphans,
        young=len(strays) - len(orphans),
        deleted=len(orphans) if delete else 0,
        lost_documents=tuple(number for name, number in papers.items() if name not in there),
    )


def _of_others(session: Session) -> set[str]:
    """The files that lie beside the photos of complaints: of placements, and of batches."""
    photos = session.scalars(Placement.photo_names())
    names = {file_name(name, part) for name in photos for part in Part}
    return names | set(session.scalars(PrintBatch.result_names()))
