"""Any number of boards printed into one PDF, in bounded memory, whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .board import Board
from .glyphs import MissingGlyph, UnprintableText
from .merge import merge
from .press import press
from .problems import InvalidBoard, Problem
from .render import NOTICE_BOARD, Design, board_inputs, check
from .settings import PLAIN, Paper, PrintSettings, printer
from .worker import DESIGNS

CHUNK = 200  # pages a process sets before it ends: memory grows with them, to some 300 MB
WORKERS = 2
# All that a worker has of an environment. It grows and then ends: memory taken in large steps, of
# large pages where there are some, spares it nine in ten page faults, an eighth of its time.
MEMORY = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1:glibc.malloc.top_pad=67108864"}
LOOKS_EVERY_SECONDS = 0.02
ASKS_EVERY_SECONDS = 0.25  # whether it is cancelled, which may cost the caller a query
WORKER = Path(__file__).with_name("worker.py")

Order = dict[str, Any]  # what a worker reads: a design, the folder that it lies in, its inputs


@dataclass(frozen=True)
class RefusedBoard:
    """A board of a batch that cannot be printed: its place from 0, its code, and why."""

    place: int
    code: str
    problems: tuple[Problem, ...] = ()
    missing: tuple[MissingGlyph, ...] = ()


class RefusedBoards(ValueError):
    """A batch holds boards that cannot be printed, and so nothing was; `refused` has them all."""

    def __init__(self, refused: tuple[RefusedBoard, ...]) -> None:
        super().__init__(refused)
        self.refused = refused


class Cancelled(Exception):
    """Somebody called the print off; nothing is left of it."""


class WorkerFailed(RuntimeError):
    """A process of the print ended without its pages: out of memory, killed, or a typesetting
    error, of which the message is the last line."""


def print_boards(
    boards: Iterable[Board],
    out: Path,
    *,
    paper: Paper = "A3",
    design: Design = Design.BANNER,
    settings: PrintSettings = PLAIN,
    progress: Callable[[int], None] = lambda _done: None,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> None:
    """Print the boards in their order into the file `out`, one a page.

    The same boards and settings give the same bytes. Every board is checked before anything is
    printed: `RefusedBoards` names all that cannot be. `progress` hears how many are done, always
    from the calling thread, at last all of them. Once `is_cancelled` says so, within a moment,
    `Cancelled` is raised. Whatever is raised (also `OSError` for a full disk, `WorkerFailed`),
    `out` is as it was before: the file appears whole, by one rename. A killed process leaves a
    folder named `.<out>.…` beside it.
    """
    checked = _checked(boards)
    machine = printer(paper, settings)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as scratch:
        folder = Path(scratch)
        root = folder / "designs"  # where the designs find the base beside them
        shutil.copytree(DESIGNS, root)
        facts = board_inputs(checked[:1], design)
        base = machine | facts | {"layer": "base"}
        (root / "base.pdf").write_bytes(press(NOTICE_BOARD, base, format="pdf", pdf_tags=False))
        orders = (
            {"design": NOTICE_BOARD, "root": str(root), "inputs": machine | facts}
            for facts in _chunks(checked, design)
        )
        parts = _Workers(folder, is_cancelled).set(orders, _counted(len(checked), progress))
        whole = folder / "whole.pdf"
        merge(parts, whole, max(board.printed_on for board in checked), is_cancelled)
        if is_cancelled():
            raise Cancelled
        whole.replace(out)
        _keep(out.parent)


def _checked(boards: Iterable[Board]) -> list[Board]:
    checked, refused = [], []
    for place, board in enumerate(boards):
        checked.append(board)
        try:
            check(board)
        except InvalidBoard as invalid:
            refused.append(RefusedBoard(place, board.code, problems=invalid.problems))
        except UnprintableText as unprintable:
            refused.append(RefusedBoard(place, board.code, missing=unprintable.missing))
    if refused:
        raise RefusedBoards(tuple(refused))
    if not checked:
        raise ValueError("no boards")
    return checked


def _chunks(boards: Sequence[Board], design: Design) -> Iterator[dict[str, str]]:
    for start in range(0, len(boards), CHUNK):
        yield board_inputs(boards[start : start + CHUNK], design) | {"layer": "facts"}


def _counted(total: int, progress: Callable[[int], None]) -> Callable[[int], None]:
    return lambda chunks: progress(min(chunks * CHUNK, total))


class _Workers:
    """Processes that set one chunk each, some at a time; all of them are ended with the work."""

    def __init__(self, folder: Path, is_cancelled: Callable[[], bool]) -> None:
        self.folder, self.is_cancelled = folder, is_cancelled
        self.running: dict[Path, subprocess.Popen[bytes]] = {}
        self.asked_at = 0.0

    def set(self, orders: Iterator[Order], progress: Callable[[int], None]) -> list[Path]:
        parts: list[Path] = []
        done = 0
        try:
            for order in orders:  # each is made while those before it are set
                while len(self.running) >= WORKERS:
                    done += self._ended()
                    progress(done)
                parts.append(self._start(order, self.folder / f"{len(parts):05d}.pdf"))
            while self.running:
                done += self._ended()
                progress(done)
        finally:
            self._stop()
        return parts

    def _start(self, order: Order, part: Path) -> Path:
        """Orders and pages lie in files, so that neither side ever waits for the other."""
        told = part.with_suffix(".json")
        told.write_text(json.dumps(order, ensure_ascii=False), "utf-8")
        with told.open("rb") as stdin, part.open("wb") as out, _errors(part).open("wb") as errors:
            self.running[part] = subprocess.Popen(  # noqa: S603
                [sys.executable, "-P", str(WORKER)],
                stdin=stdin,
                stdout=out,
                stderr=errors,
                env=MEMORY,
            )
        return part

    def _ended(self) -> int:
        """Wait until some have ended well; return how many."""
        while True:
            self._ask()
            ended = [part for part, process in self.running.items() if process.poll() is not None]
            for part in ended:
                _must_be_well(self.running.pop(part).returncode, part)
                part.with_suffix(".json").unlink()
            if ended:
                return len(ended)
            time.sleep(LOOKS_EVERY_SECONDS)

    def _ask(self) -> None:
        now = time.monotonic()
        if now - self.asked_at >= ASKS_EVERY_SECONDS:
            self.asked_at = now
            if self.is_cancelled():
                raise Cancelled

    def _stop(self) -> None:
        for process in self.running.values():
            process.kill()
        for process in self.running.values():
            process.wait()


def _errors(part: Path) -> Path:
    return part.with_suffix(".errors")


def _must_be_well(code: int, part: Path) -> None:
    """A worker that could not write its pages ends with the number of that error."""
    if code > 1:
        raise OSError(code, os.strerror(code), str(part))
    if code:
        raise WorkerFailed(_last_line(_errors(part)) or f"signal {-code}")


def _last_line(file: Path) -> str:
    lines = file.read_text("utf-8", "replace").split("\n")
    return next((line for line in reversed(lines) if line.strip()), "")


def _keep(folder: Path) -> None:
    """A rename is on the disk once its folder is."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
