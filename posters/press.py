"""The typesetter of single prints: one compiler a design, one print at a time."""

from __future__ import annotations

from functools import cache
from threading import Lock
from typing import Any

import typst

from .worker import compiler

_one_at_a_time = Lock()  # a compiler keeps the inputs of its last compile


def press(design: str, inputs: dict[str, str], **how: Any) -> bytes:
    """Set a design (`notice_board.typ`) with what it reads from `sys.inputs`; `how` is typst's.

    The same design and inputs give the same bytes. Raises `typst.TypstError`.
    """
    [printed] = press_pages(design, inputs, **how)
    return printed


def press_pages(design: str, inputs: dict[str, str], **how: Any) -> list[bytes]:
    """The same, as a picture of each page if pictures are asked for. Raises `typst.TypstError`."""
    with _one_at_a_time:
        printed = _compiler(design).compile(sys_inputs=inputs, **how)
    return [printed] if isinstance(printed, bytes) else [bytes(page) for page in printed or ()]


@cache
def _compiler(design: str) -> typst.Compiler:
    return compiler(design)
