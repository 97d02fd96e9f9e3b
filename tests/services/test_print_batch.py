"""Batches: what is chosen is printed, what is refused is listed, and nothing half-done counts."""

import errno
import io
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.poster import IssueState
from portal.domain.print_batch import (
    LEASE,
    MOST_ATTEMPTS,
    BatchFailure,
    BatchForm,
    BatchMoved,
    BatchState,
    RowRefusal,
    RowState,
)
from portal.domain.site import BoardState
from portal.models import PosterIssue, PrintBatch, PrintBatchSite, Site, Staff
from portal.services import (
    batch_issues,
    batch_lease,
    batch_work,
    board_press,
    evidence_sweep,
    print_batch,
)
from portal.services.batch_work import Shop
from portal.services.board_press import Cancelled, PrintSettings
from portal.services.clock import now, pretending
from portal.services.storage import FolderStorage, StorageAway
from posters import Board
from tests import factories, issued
from tests.services.test_issuing import change


class Killed(BaseException):
    """The process is gone: nobody tidies up."""


@pytest.fixture
def by(session: Session) -> Staff:
    factories.offices(session)
    return issued.poster(session)


@pytest.fixture
def shop(session: Session, tmp_path: Path) -> Shop:
    return Shop(session, FolderStorage(tmp_path / "files"), tmp_path / "prints", issued.source())


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> list[list[Board]]:
    """Instead of setting pages, write down which."""
    runs: list[list[Board]] = []

    def write(
        boards: Iterable[Board], out: Path, settings: PrintSettings, *, progress: Any,
        is_cancelled: Callable[[], bool],
    ) -> None:  # fmt: skip
        runs.append(list(boards))
        if is_cancelled():
            raise Cancelled
        out.write_bytes(b"%PDF " + " ".join(board.code for board in runs[-1]).encode())
        progress(len(runs[-1]))

    monkeypatch.setattr(board_press, "print_boards", write)
    return runs


def ask(session: Session, by: Staff, *sites: Site, form: BatchForm = BatchForm.PDF) -> PrintBatch:
    ids = [site.id for site in sites]
    batch = print_batch.ask(session, ids, PrintSettings(), form, by=by)
    session.commit()
    return batch


def breaking(
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    where: Any = board_press,
    name: str = "print_boards",
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise error

    monkeypatch.setattr(where, name, fail)


def issues(session: Session) -> list[PosterIssue]:
    session.expire_all()
    return list(session.scalars(select(PosterIssue).order_by(PosterIssue.id)))


@pytest.mark.parametrize("database_kind", ["sqlite"])
def test_a_batch_prints_what_it_can_and_lists_the_rest(
    session: Session, by: Staff, shop: Shop
) -> None:
    good, second = factories.site(session), factories.site(session)
    lacking = factories.site(session, pay_day="")
    odd = factories.site(session, name="示例·\U0001f9b4")
    current = factories.site(session)
    before = issued.issue(session, current)
    batch = ask(session, by, good, lacking, odd, second, current)
    assert batch_work.work(shop) == 1
    assert (batch.state, batch.failure) == (BatchState.DONE, None)
    assert print_batch.counts(session, batch) == {
        RowState.WAITING: 0, RowState.TAKEN: 0, RowState.PRINTED: 3, RowState.REFUSED: 2,
    }  # fmt: skip
    refused = session.scalars(PrintBatchSite.refused(batch.id)).all()
    assert [(row.site_id, row.refusal, row.missing) for row in refused] == [
        (lacking.id, RowRefusal.INCOMPLETE, ["pay_day"]),
        (
            odd.id,
            RowRefusal.UNPRINTABLE,
            ["字库里没有这些字，印不出来：项目名称（site_name）中的“\U0001f9b4”（U+1F9B4）"],
        ),
    ]
    with pypdfium2.PdfDocument(print_batch.result(shop.storage, batch)) as document:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    assert len(texts) == 3
    for text, site in zip(texts, (good, second, current), strict=True):
        assert site.name in text.replace("\r\n", "")
        assert "样稿" not in text
    assert [one.state for one in issues(session)] == [IssueState.OPEN] * 3
    assert (before.version, before.copies) == (1, 2), "what is right already is printed again"
    assert issued.stands(session, good) is BoardState.UNPLACED
    assert not list(shop.folder.iterdir())


def test_a_zip_holds_a_file_for_each_county(
    session: Session, by: Staff, shop: Shop, quick: list[list[Board]]
) -> None:
    factories.offices(session, "620521")
    here, there = factories.site(session), factories.site(session, region="620521")
    batch = ask(session, by, here, there, form=BatchForm.ZIP)
    batch_work.work(shop)
    with zipfile.ZipFile(io.BytesIO(print_batch.result(shop.storage, batch))) as archive:
        assert archive.namelist() == ["620502-秦州区.pdf", "620521-清水县.pdf"]
        assert there.code.encode() in archive.read("620521-清水县.pdf")


def test_a_full_disk_leaves_nothing_issued_and_says_so(
    session: Session, by: Staff, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = factories.site(session)
    batch = ask(session, by, site)
    breaking(monkeypatch, OSError(errno.ENOSPC, "No space left on device"))
    batch_work.work(shop)
    assert (batch.state, batch.failure) == (BatchState.FAILED, BatchFailure.NO_ROOM)
    assert issues(session) == []
    assert issued.stands(session, site) is BoardState.NONE


def test_a_storage_without_room_leaves_nothing_issued_and_the_batch_can_be_tried_again(
    session: Session, by: Staff, shop: Shop, quick: list[list[Board]]
) -> None:
    site = factories.site(session)
    batch = ask(session, by, site)
    good = shop.storage

    class Full(FolderStorage):
        def put(self, name: str, content: bytes) -> None:
            raise StorageAway("OSError")

    shop.storage = Full(shop.folder)
    batch_work.work(shop)
    assert (batch.failure, issues(session)) == (BatchFailure.NO_ROOM, [])
    shop.storage = good
    print_batch.repeat(session, batch)
    session.commit()
    batch_work.work(shop)
    assert batch.state is BatchState.DONE
    assert [one.version for one in issues(session)] == [1]


def test_a_batch_that_is_called_off_gives_its_versions_back(
    session: Session, by: Staff, shop: Shop, quick: list[list[Board]]
) -> None:
    batch = ask(session, by, factories.site(session))
    print_batch.cancel(session, batch, by=by)
    session.commit()
    batch_work.work(shop)
    assert (batch.state, issues(session)) == (BatchState.CANCELLED, [])
    with pytest.raises(BatchMoved):
        print_batch.cancel(session, batch, by=by)


@pytest.mark.parametrize("stage", ["printing", "recording"])
def test_a_worker_that_is_killed_is_followed_by_one_that_goes_on(
    session: Session, by: Staff, shop: Shop, quick: list[list[Board]],
    monkeypatch: pytest.MonkeyPatch, stage: str,
) -> None:  # fmt: skip
    sites = [factories.site(session) for _ in range(3)]
    batch = ask(session, by, *sites)
    with monkeypatch.context() as killing:
        where = board_press if stage == "printing" else batch_issues
        name = "print_boards" if stage == "printing" else "open_some"
        breaking(killing, Killed(), where, name)
        with pytest.raises(Killed):
            batch_work.work(shop)
    session.rollback()
    assert {one.state for one in issues(session)} == {IssueState.PRINTING}
    assert batch_work.work(shop) == 0, "its lease still runs"
    with pretending(now() + 2 * LEASE):
        assert batch_work.work(shop) == 1
    assert batch.state is BatchState.DONE
    assert [(one.version, one.state) for one in issues(session)] == [(1, IssueState.OPEN)] * 3


def test_what_kills_its_worker_again_and_again_is_given_up(
    session: Session, by: Staff, shop: Shop
) -> None:
    batch = ask(session, by, factories.site(session))
    batch.attempts = MOST_ATTEMPTS
    session.commit()
    batch_work.work(shop)
    assert (batch.state, batch.failure) == (BatchState.FAILED, BatchFailure.INTERRUPTED)


def test_a_worker_that_slept_too_long_leaves_the_batch_to_the_next_one(
    session: Session, by: Staff, shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = ask(session, by, factories.site(session))

    def sleep(*_: Any, **__: Any) -> None:
        batch.lease, batch.lease_until = "another's", now() + LEASE
        session.commit()
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr(board_press, "print_boards", sleep)
    assert batch_work.work(shop) == 0
    session.expire_all()
    assert (batch.lease, batch.state) == ("another's", BatchState.PRINTING)
    assert [one.state for one in issues(session)] == [IssueState.PRINTING]


def test_a_fact_that_changes_while_it_is_printed_makes_the_issue_stale_at_once(
    session: Session, by: Staff, shop: Shop, quick: list[list[Board]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    site = factories.site(session)
    batch = ask(session, by, site)
    write = board_press.print_boards

    def meanwhile(*given: Any, **more: Any) -> None:
        write(*given, **more)
        change(session, site, pay_day="每月28日")
        session.commit()

    monkeypatch.setattr(board_press, "print_boards", meanwhile)
    batch_work.work(shop)
    [made] = issues(session)
    assert quick[0][0].pay_day == "每月15日"
    assert (batch.state, made.state, made.stale_facts) == (
        BatchState.DONE, IssueState.STALE, ["pay_day"],
    )  # fmt: skip
    assert issued.stands(session, site) is BoardState.STALE


def test_sites_that_are_all_refused_make_no_file(session: Session, by: Staff, shop: Shop) -> None:
    batch = ask(session, by, factories.site(session, pay_day=""))
    batch_work.work(shop)
    assert (batch.failure, batch.result_name) == (BatchFailure.NOTHING_TO_PRINT, None)


def test_the_file_is_sealed_kept_for_a_day_and_no_orphan(
    session: Session, by: Staff, shop: Shop, quick: list[list[Board]]
) -> None:
    site = factories.site(session)
    batch = ask(session, by, site)
    batch_work.work(shop)
    [stored] = shop.storage.names()
    assert site.code.encode() not in shop.storage.get(stored.name)
    assert evidence_sweep.sweep(session, shop.storage).orphans == ()
    with pretending(now() + 2 * LEASE):
        assert print_batch.sweep(session, shop.storage) == 0
    with pretending(batch.result_until or now()):
        assert print_batch.sweep(session, shop.storage) == 1
    assert (list(shop.storage.names()), batch.result_name) == ([], None)


def test_a_second_worker_leaves_at_once(session: Session, by: Staff, shop: Shop) -> None:
    ask(session, by, factories.site(session))
    ask(session, by, factories.site(session))
    assert batch_lease.claim(session) is not None
    assert batch_lease.claim(session) is None
