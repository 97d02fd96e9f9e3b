"""From kept boards to paper: how they are set, one by one and thousands at a time.

The only place of the portal that knows how `posters` prints many boards.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import date
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, cast

from pypdf import PdfWriter

import posters
from portal.services.board import Paper
from posters import Board

PAPERS: Final[tuple[Paper, ...]] = ("A3", "A4")
# A typesetter keeps the memory of all pages it has set, so each chunk has a process of its own.
CHUNK: Final = 200


class Cancelled(Exception):
    """Somebody called it off before it was done."""


@dataclass(frozen=True)
class PrintSettings:
    """How an issue is set: kept with it, so that a reprint is the same."""

    paper: Paper = "A3"

    def kept(self) -> dict[str, Any]:
        """As it is kept with the issue."""
        return asdict(self)

    @classmethod
    def recall(cls, kept: dict[str, Any]) -> "PrintSettings":
        """What was kept."""
        return cls(**kept)


def make_ready() -> None:
    """Read the font now: it takes a moment, and later somebody would wait for it."""
    posters.missing_glyphs(Board("", "", "", date.min))


def print_pages(boards: Sequence[Board], settings: PrintSettings) -> bytes:
    """A few boards as one PDF, the same bytes for the same boards."""
    return posters.render_pdf(boards, paper=settings.paper)


def print_boards(
    boards: Iterable[Board],
    out: Path,
    settings: PrintSettings,
    *,
    progress: Callable[[int], None],
    is_cancelled: Callable[[], bool],
) -> None:
    """Many boards as one PDF in a file; `progress` hears how many are set by now. Raises Cancelled,
    and OSError when there is no room."""
    with TemporaryDirectory(dir=out.parent) as folder:
        parts: list[Path] = []
        done = 0
        for chunk in _chunks(boards):
            if is_cancelled():
                raise Cancelled
            part = Path(folder) / f"{len(parts):04}.pdf"
            _apart(_set_chunk, chunk, settings, part)
            parts.append(part)
            done += len(chunk)
            progress(done)
        if is_cancelled():
            raise Cancelled
        _apart(_merge, parts, out)


def _chunks(boards: Iterable[Board]) -> Iterator[list[Board]]:
    left = iter(boards)
    while chunk := list(islice(left, CHUNK)):
        yield chunk


def _apart(work: Callable[..., None], *given: Any) -> None:
    """Do it in a process of its own, whose memory goes with it."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        pool.submit(work, *given).result()


def _set_chunk(boards: list[Board], settings: PrintSettings, part: Path) -> None:
    part.write_bytes(print_pages(boards, settings))


def _merge(parts: list[Path], out: Path) -> None:
    with PdfWriter() as writer, out.open("wb") as file:
        for part in parts:
            writer.append(part, import_outline=False)
        writer.write(cast(Any, file))
