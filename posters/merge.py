"""The parts of a batch put together in one PDF."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from pikepdf import Dictionary, Pdf, String

TITLE = "维权信息告示牌"


def merge(
    parts: Sequence[Path], whole: Path, printed_on: date, is_cancelled: Callable[[], bool]
) -> None:
    """Write the pages of all parts in their order to `whole`, down to the disk.

    Nothing in it depends on when or where: not its date, and not its identifier, which is made
    from what it holds. Stops early, without a file, once `is_cancelled`.
    """
    with ExitStack() as open_parts:
        pdf = open_parts.enter_context(Pdf.new())
        for part in parts:
            if is_cancelled():
                return
            pdf.pages.extend(open_parts.enter_context(Pdf.open(part)).pages)
        day = String(f"D:{printed_on:%Y%m%d}")
        pdf.trailer.Info = pdf.make_indirect(Dictionary(Title=String(TITLE), CreationDate=day))
        pdf.Root.Lang = String("zh-CN")
        with whole.open("wb") as file:
            pdf.save(file, deterministic_id=True)
            file.flush()
            os.fsync(file.fileno())
