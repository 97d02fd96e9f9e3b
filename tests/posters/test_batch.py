"""Many boards in one file: whole, in order, the same each time, or not at all."""

import errno
from pathlib import Path

import pypdfium2
import pytest
from boards import COMPLETE, a_board, decoded, pdf_text, squeezed, with_subcontractors, without
from PIL import Image, ImageChops

from posters import (
    Cancelled,
    Design,
    Item,
    PrintSettings,
    RefusedBoards,
    WorkerFailed,
    print_boards,
    render_pdf,
)
from posters import batch as batches
from posters.press import press
from posters.render import NOTICE_BOARD, board_inputs
from posters.settings import printer

SEVERAL = [
    a_board(code=f"3817294{n}", url=f"https://smz.example.gov.cn/s/3817294{n}") for n in range(5)
]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "boards.pdf"


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(batches, "CHUNK", 2)


def seen(pdf: bytes, page: int = 0) -> Image.Image:
    with pypdfium2.PdfDocument(pdf) as document:
        return document[page].render(scale=1).to_pil().convert("RGB")


def test_boards_come_out_in_their_order_and_each_can_be_scanned(out, small_chunks):
    heard = []
    print_boards(SEVERAL, out, progress=heard.append)
    pdf = out.read_bytes()
    assert [decoded(seen(pdf, page)) for page in range(5)] == [[board.url] for board in SEVERAL]
    assert heard[-1] == 5
    assert heard == sorted(heard)
    assert list(out.parent.iterdir()) == [out]


def test_no_worker_waits_while_the_next_boards_are_put_in_words(out, small_chunks, monkeypatch):
    heard = []

    def put_in_words(boards, design):
        heard.append("words")
        return board_inputs(boards, design)

    monkeypatch.setattr(batches, "board_inputs", put_in_words)
    print_boards(SEVERAL, out, progress=lambda _done: heard.append("set"))
    assert heard[:5] == ["words"] * 4 + ["set"]  # of what all share, and of three chunks


def test_the_same_boards_give_the_same_bytes_and_others_do_not(out, small_chunks):
    print_boards(SEVERAL, out)
    first = out.read_bytes()
    print_boards(iter(SEVERAL), out)
    assert out.read_bytes() == first
    print_boards(SEVERAL[::-1], out)
    assert out.read_bytes() != first


@pytest.mark.parametrize(
    ("paper", "settings"), [("A3", PrintSettings()), ("A4", PrintSettings(3, True, True))]
)
@pytest.mark.parametrize("design", Design)
def test_a_board_of_a_batch_looks_as_it_does_alone(out, design, paper, settings):
    boards = [COMPLETE, without(Item.PAY_DAY), with_subcontractors(*["示例劳务公司"] * 7)]
    print_boards(boards, out, paper=paper, design=design, settings=settings)
    batch = out.read_bytes()
    for page, board in enumerate(boards):
        alone = render_pdf([board], paper, design=design, settings=settings)
        difference = ImageChops.difference(seen(batch, page), seen(alone))
        assert max(most for _, most in difference.getextrema()) < 24


@pytest.mark.parametrize("design", Design)
def test_what_boards_share_does_not_depend_on_the_board(design):
    def base(board):
        inputs = printer("A3", PrintSettings()) | board_inputs([board], design)
        return press(NOTICE_BOARD, inputs | {"layer": "base"}, format="png", ppi=20.0)

    assert base(COMPLETE) == base(a_board(parties=(), pay_day=None, site_name="示例·别的"))


def test_what_is_wrong_is_named_before_anything_is_printed(out, monkeypatch):
    monkeypatch.setattr(batches, "press", lambda *_, **__: pytest.fail("printed"))
    out.write_bytes(b"before")
    boards = [COMPLETE, a_board(code="12"), COMPLETE, a_board(site_name="工\U0001f600")]
    with pytest.raises(RefusedBoards) as refused:
        print_boards(boards, out)
    wrong, undrawable = refused.value.refused
    assert (wrong.place, wrong.code, wrong.problems[0].field) == (1, "12", "code")
    assert (undrawable.place, undrawable.missing) == (3, (("site_name", "\U0001f600"),))
    assert out.read_bytes() == b"before"


def test_no_boards_are_refused(out):
    with pytest.raises(ValueError, match="no boards"):
        print_boards([], out)


@pytest.mark.parametrize("after", [0, 1])
def test_a_print_that_is_called_off_leaves_nothing(out, small_chunks, monkeypatch, after):
    monkeypatch.setattr(batches, "ASKS_EVERY_SECONDS", 0)
    heard = []
    with pytest.raises(Cancelled):
        print_boards(SEVERAL, out, progress=heard.append, is_cancelled=lambda: len(heard) >= after)
    assert list(out.parent.iterdir()) == []


@pytest.mark.parametrize(
    ("worker", "failure"),
    [
        (f"import os; os._exit({errno.ENOSPC})", OSError),
        ("raise MemoryError('示例')", WorkerFailed),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", WorkerFailed),
    ],
)
def test_a_worker_that_fails_fails_the_print_and_leaves_nothing(
    out, tmp_path, monkeypatch, worker, failure
):
    program = Path(tmp_path / "worker.py")
    program.write_text(worker, "utf-8")
    monkeypatch.setattr(batches, "WORKER", program)
    with pytest.raises(failure) as failed:
        print_boards(SEVERAL, out)
    if failure is OSError:
        assert failed.value.errno == errno.ENOSPC
    assert list(out.parent.iterdir()) == [program]


def test_a_full_disk_in_the_end_leaves_nothing(out, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("posters.merge.os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        print_boards([COMPLETE], out)
    assert list(out.parent.iterdir()) == []


def test_the_file_says_what_it_is_and_when(out):
    print_boards([COMPLETE], out)
    with pypdfium2.PdfDocument(out) as document:
        told = document.get_metadata_dict()
    assert (told["Title"], told["CreationDate"]) == ("维权信息告示牌", "D:20261124")
    assert squeezed("7当地最低工资标准") in pdf_text(out.read_bytes())
