"""Batches of boards as people see them: asked for, called off, tried again, fetched, swept."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.events import EventName
from portal.domain.print_batch import (
    MOST_SITES,
    BatchForm,
    BatchState,
    RowState,
    check_cancellable,
    check_repeatable,
    check_selection,
)
from portal.domain.site import BoardState, Industry
from portal.models import PrintBatch, PrintBatchSite, Site, Staff
from portal.services.board_press import PrintSettings
from portal.services.clock import now
from portal.services.file_seals import open_file
from portal.services.record import record
from portal.services.storage import Storage


@dataclass(frozen=True)
class Choice:
    """Which sites: what staff of `region` see, narrowed down."""

    region: str = regions.CITY
    state: BoardState | None = None
    industry: Industry | None = None
    words: str = ""


def chosen(session: Session, choice: Choice) -> list[int]:
    """The sites of a choice by number, county by county; one more than a batch takes tells that
    there are too many."""
    query = PrintBatch.sites_chosen(
        choice.region, state=choice.state, industry=choice.industry, words=choice.words
    )
    query = query.order_by(None).order_by(Site.region, Site.id).limit(MOST_SITES + 1)
    return list(session.scalars(query.with_only_columns(Site.id)))


def ask(
    session: Session,
    site_ids: Collection[int],
    settings: PrintSettings,
    form: BatchForm,
    *,
    by: Staff,
) -> PrintBatch:
    """Ask for a batch of sites that `by` may see, in this order. Raises BadSelection."""
    check_selection(len(site_ids))
    batch = PrintBatch(
        region=by.region,
        form=form,
        settings=settings.kept(),
        state=BatchState.QUEUED,
        total=len(site_ids),
        asked_at=now(),
        asked_by_id=by.id,
    )
    session.add(batch)
    session.flush()
    rows = [{"batch_id": batch.id, "site_id": site_id} for site_id in site_ids]
    session.execute(insert(PrintBatchSite), rows)
    record(session, EventName.BOARD_BATCH_ASKED, by=by, batch_id=batch.id, sites=len(site_ids))
    return batch


def mine(session: Session, site_ids: Collection[int], by: Staff) -> list[int]:
    """Those of some sites that a member of staff may see, county by county."""
    query = select(Site.id).where(Site.id.in_(site_ids)).order_by(Site.region, Site.id)
    if by.region != regions.CITY:
        query = query.where(Site.region == by.region)
    return list(session.scalars(query))


def cancel(session: Session, batch: PrintBatch, *, by: Staff) -> None:
    """Call it off: whoever works on it stops within moments, and nothing is issued. Raises
    BatchMoved."""
    check_cancellable(batch.state)
    batch.is_cancel_asked = True
    record(session, EventName.BOARD_BATCH_CANCELLED, by=by, batch_id=batch.id)


def repeat(session: Session, batch: PrintBatch) -> None:
    """Try it again from the beginning, with the facts of now. Raises BatchMoved."""
    check_repeatable(batch.state)
    batch.state, batch.done, batch.attempts = BatchState.QUEUED, 0, 0
    batch.failure, batch.ended_at, batch.is_cancel_asked = None, None, False
    session.execute(
        update(PrintBatchSite)
        .where(PrintBatchSite.batch_id == batch.id)
        .values(state=RowState.WAITING, refusal=None, missing=[], issue_id=None, is_reprint=False)
    )


def counts(session: Session, batch: PrintBatch) -> dict[RowState, int]:
    """How many of its sites stand in each state."""
    found = {row.state: row.total for row in session.execute(PrintBatchSite.counts(batch.id))}
    return {state: found.get(state, 0) for state in RowState}


def result(storage: Storage, batch: PrintBatch) -> bytes:
    """The file that came out. Raises NoSuchFile, StorageAway, SealBroken."""
    name = batch.result_name or ""
    return open_file(batch.result_key or "", name, storage.get(name))


def sweep(session: Session, storage: Storage) -> int:
    """Remove the files that were kept long enough; how many. The caller commits. Raises
    StorageAway."""
    expired = session.scalars(PrintBatch.expired(now())).all()
    for batch in expired:
        storage.delete(batch.result_name or "")
        batch.result_name = batch.result_key = None
    return len(expired)
