"""How a print comes out of the machine: paper, bleed, crop marks, colour or not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, get_args

Paper = Literal["A3", "A4"]
Format = Literal["pdf", "png"]
PICTURE_PX = 1080  # how wide a picture of a page is
BLEED_MAX_MM = 10


@dataclass(frozen=True)
class PrintSettings:
    """What a print shop asks for. `bleed_mm` is ink beyond each edge of the paper, `crop_marks`
    are drawn outside of it, `grayscale` sets every colour as the grey that it would be printed as.
    """

    bleed_mm: float = 0
    crop_marks: bool = False
    grayscale: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.bleed_mm <= BLEED_MAX_MM:
            raise ValueError(f"bleed {self.bleed_mm!r}")


PLAIN = PrintSettings()


def picture_of(format: Format, paper: Paper) -> dict[str, Any]:
    """What the press must know to make a PDF, or a picture of which the paper is 1,080 px wide."""
    if format not in get_args(Format):
        raise ValueError(f"format {format!r}")
    if format == "pdf":
        return {"format": "pdf"}
    inches = (297 if paper == "A3" else 210) / 25.4
    return {"format": "png", "ppi": (PICTURE_PX - 0.5) / inches}


def printer(paper: Paper, settings: PrintSettings) -> dict[str, str]:
    """What a design reads of it from `sys.inputs`; raises `ValueError` for another paper."""
    if paper not in get_args(Paper):
        raise ValueError(f"paper {paper!r}")
    told = {
        "paper": paper,
        "bleed": settings.bleed_mm,
        "marks": settings.crop_marks,
        "grayscale": settings.grayscale,
    }
    return {"printer": json.dumps(told)}
