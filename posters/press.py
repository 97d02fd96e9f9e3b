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
    with _one_at_a_time:
        printed = _compiler(design).compile(sys_inputs=inputs, **how)
    assert isinstance(printed, bytes)
    return printed


@cache
def _compiler(design: str) -> typst.Compiler:
    return compiler(design)
