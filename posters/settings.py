"""How a print comes out of the machine: paper, bleed, crop marks, colour or not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal, get_args

Paper = Literal["A3", "A4"]
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
