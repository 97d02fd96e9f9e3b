"""From kept boards to paper: how they are set, one by one and thousands at a time."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import posters
from portal.services.board import Paper
from posters import Board, Cancelled, Design

__all__ = ["PAPERS", "Cancelled", "PrintSettings", "make_ready", "print_boards", "print_pages"]

PAPERS: Final[tuple[Paper, ...]] = ("A3", "A4")
BLEED_MM: Final = 3


@dataclass(frozen=True)
class PrintSettings:
    """How an issue is set: kept with it, so that a reprint is the same. `is_trimmed`: for a print
    shop, with bleed and crop marks."""

    paper: Paper = "A3"
    design: Design = Design.BANNER
    is_trimmed: bool = False
    is_grayscale: bool = False

    def kept(self) -> dict[str, Any]:
        """As it is kept with the issue."""
        return asdict(self)

    @classmethod
    def recall(cls, kept: dict[str, Any]) -> "PrintSettings":
        """What was kept."""
        return cls(**{**kept, "design": Design(kept["design"])})

    @property
    def machine(self) -> posters.PrintSettings:
        """What the print shop asks for."""
        return posters.PrintSettings(
            BLEED_MM if self.is_trimmed else 0, self.is_trimmed, self.is_grayscale
        )


def make_ready() -> None:
    """Read the font now: it takes a moment, and later somebody would wait for it."""
    posters.missing_glyphs(Board("", "", "", date.min))


def print_pages(boards: Sequence[Board], settings: PrintSettings) -> bytes:
    """A few boards as one PDF, the same bytes for the same boards."""
    return posters.render_pdf(
        boards, paper=settings.paper, design=settings.design, settings=settings.machine
    )


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
    posters.print_boards(
        boards,
        out,
        paper=settings.paper,
        design=settings.design,
        settings=settings.machine,
        progress=progress,
        is_cancelled=is_cancelled,
    )
