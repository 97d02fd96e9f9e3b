"""The typesetter; as a program, one chunk of a batch: an order on stdin, a PDF on stdout.

It imports nothing else of ours, so that a process for a chunk starts in a tenth of a second.
"""

from __future__ import annotations

import json
import os
import sys
from importlib.resources import files
from pathlib import Path

import typst

DESIGNS = Path(__file__).with_name("designs")


def font_path() -> Path:
    """Return the font file that the package `manimgx-fonts-cjk` brings along."""
    return Path(str(files("manimgx_fonts_cjk").joinpath("NotoSansCJK-VF.otf.ttc")))


def compiler(design: str, root: Path = DESIGNS) -> typst.Compiler:
    """Return a compiler, with the one font, of a design that lies in the folder `root`."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[font_path().parent],
    )
    return typst.Compiler(root / design, root=root, font_paths=fonts)


def main() -> None:
    """Set what is ordered; if it cannot be written, end with the number of that error."""
    order = json.load(sys.stdin.buffer)
    setter = compiler(order["design"], Path(order["root"]))
    printed = setter.compile(sys_inputs=order["inputs"], format="pdf", pdf_tags=False)
    assert isinstance(printed, bytes)
    try:
        sys.stdout.buffer.write(printed)
        sys.stdout.buffer.flush()
    except OSError as error:
        os._exit(error.errno or 1)


if __name__ == "__main__":
    main()
