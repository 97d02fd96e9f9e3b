"""Working off batches: one worker, one batch at a time, whatever happens in between.

This service commits, as the outbox does: what it has done must stand before it goes on. The order
is what makes it safe to kill. First each site's facts are taken under its next version, as an issue
that is still PRINTING; then the pages are set from the kept facts, and the file is stored; only
then do the issues become open. A worker that dies leaves a lease that runs out, and the next one
goes on from what stands in the tables; a batch that is cancelled or fails gives its versions back.
"""

import logging
import secrets
import shutil
import time
import zipfile
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.print_batch import (
    KEPT_FOR,
    MOST_ATTEMPTS,
    BatchFailure,
    BatchForm,
    BatchState,
)
from portal.models import PrintBatchSite
from portal.models.engine import reading
from portal.services import batch_issues, batch_lease, board_press
from portal.services.batch_lease import Job, LeaseLost
from portal.services.board import BoardSource
from portal.services.board_press import Cancelled
from portal.services.clock import now
from portal.services.file_seals import new_file_key, seal_file
from portal.services.issuing import pages_of
from portal.services.storage import Storage, StorageAway
from posters import Board

logger = logging.getLogger("portal.prints")
READ_AT_ONCE: Final = 200
LOOK_AGAIN_SECONDS: Final = 0.1


class NothingToPrint(Exception):
    """Every site of the batch was refused."""


@dataclass
class Shop:
    """Where batches are worked off: the database, the storage, a folder for what is half done."""

    session: Session
    storage: Storage
    folder: Path
    source: BoardSource


def work(shop: Shop) -> int:
    """Work off all batches that nobody has in hand; how many came to an end."""
    ended = 0
    while job := batch_lease.claim(shop.session):
        try:
            _work_off(shop, job)
        except LeaseLost:
            logger.warning("batch %s: another worker has it", job.batch_id)
            break
        ended += 1
    return ended


def _work_off(shop: Shop, job: Job) -> None:
    failure = None
    try:
        _go_on(shop, job)
    except LeaseLost:
        raise
    except Cancelled:
        _give_up(shop, job, state=BatchState.CANCELLED)
    except NothingToPrint:
        failure = BatchFailure.NOTHING_TO_PRINT
    except (StorageAway, OSError) as error:
        failure = BatchFailure.NO_ROOM
        logger.error("batch %s: %s", job.batch_id, type(error).__name__)
    except Exception as error:
        # Its kind and not its words, which may quote a name.
        failure = BatchFailure.BROKEN
        logger.error("batch %s: unexpected %s", job.batch_id, type(error).__name__)
    finally:
        shutil.rmtree(_folder(shop, job), ignore_errors=True)
    if failure:
        _give_up(shop, job, state=BatchState.FAILED, failure=failure)


def _go_on(shop: Shop, job: Job) -> None:
    """From wherever it stands to its end."""
    if job.attempts > MOST_ATTEMPTS:
        _give_up(shop, job, state=BatchState.FAILED, failure=BatchFailure.INTERRUPTED)
        return
    if job.state is not BatchState.RECORDING:
        _reserve(shop, job)
        _store(shop, job, _print(shop, job))
    done = 0
    while some := batch_issues.open_some(shop.session, job):
        shop.session.commit()
        done += some
        batch_lease.say_sometimes(shop.session, job, done)
    shop.session.commit()
    batch_lease.say(
        shop.session, job, state=BatchState.DONE, done=done, ended_at=now(), lease_until=None
    )


def _give_up(shop: Shop, job: Job, **values: object) -> None:
    shop.session.rollback()
    batch_issues.give_back(shop.session, job.batch_id)
    batch_lease.say(shop.session, job, ended_at=now(), lease_until=None, **values)


def _reserve(shop: Shop, job: Job) -> None:
    """Take the facts of all sites that still wait, a few in one transaction."""
    session = shop.session
    batch_lease.say(session, job, state=BatchState.RESERVING)
    board_press.make_ready()
    before = -1
    while batch_issues.reserve(session, job, shop.source):
        session.commit()
        if batch_lease.is_cancelled(session, job):
            raise Cancelled
        with reading():
            left = session.scalar(PrintBatchSite.count_waiting(job.batch_id)) or 0
            session.commit()
        batch_lease.say_sometimes(session, job, job.total - left)
        if left == before:
            time.sleep(LOOK_AGAIN_SECONDS)
        before = left
    session.commit()


def _print(shop: Shop, job: Job) -> Path:
    """Set all pages into one file, or into one for each county."""
    session, folder = shop.session, _folder(shop, job)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    with reading():
        counties = session.execute(PrintBatchSite.counties(job.batch_id)).all()
        session.commit()
    if not counties:
        raise NothingToPrint
    batch_lease.say(session, job, state=BatchState.PRINTING, done=0)
    if job.form is BatchForm.PDF:
        out = folder / "boards.pdf"
        _Pages(shop, job, regions.CITY, 0).print(out)
        return out
    out, done = folder / "boards.zip", 0
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for region, count in counties:
            part = folder / f"{region}.pdf"
            _Pages(shop, job, region, done).print(part)
            archive.write(part, f"{region}-{regions.name_of(region)}.pdf")
            part.unlink()
            done += count
    return out


def _store(shop: Shop, job: Job, out: Path) -> None:
    """Seal it and keep it; once this is committed, its boards count as issued."""
    token, key = secrets.token_hex(16), new_file_key()
    name = f"{token[:2]}/{token}.{job.form}"
    shop.storage.put(name, seal_file(key, name, out.read_bytes()))
    batch_lease.say(
        shop.session, job, state=BatchState.RECORDING, done=0, result_name=name, result_key=key,
        result_until=now() + KEPT_FOR,
    )  # fmt: skip


def _folder(shop: Shop, job: Job) -> Path:
    return shop.folder / str(job.batch_id)


@dataclass
class _Pages:
    """The pages of a batch, of one county or of all, read as they are needed; `before` is how many
    sites are done already. Counts how many sites the pages that are set belong to."""

    shop: Shop
    job: Job
    region: str
    before: int
    ends: list[int] = field(default_factory=list)

    def print(self, out: Path) -> None:
        """Set them. Raises Cancelled, LeaseLost, OSError."""
        board_press.print_boards(
            self._boards(),
            out,
            self.job.settings,
            progress=self._note,
            is_cancelled=partial(batch_lease.is_cancelled, self.shop.session, self.job),
        )

    def _boards(self) -> Iterator[Board]:
        after, pages = 0, 0
        while True:
            query = PrintBatchSite.taken(
                self.job.batch_id, region=self.region, after=after, limit=READ_AT_ONCE
            )
            with reading():
                rows = self.shop.session.execute(query).all()
                self.shop.session.commit()
            for row in rows:
                boards = pages_of(row.facts, row.places)
                pages += len(boards)
                self.ends.append(pages)
                yield from boards
            if not rows:
                return
            after = rows[-1].id

    def _note(self, pages: int) -> None:
        done = self.before + bisect_right(self.ends, pages)
        batch_lease.say_sometimes(self.shop.session, self.job, done)
