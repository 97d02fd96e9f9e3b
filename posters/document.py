"""An official document on A4: letterhead, number, text, tables, room to sign; a draft says so."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from io import BytesIO

from PIL import Image

from .glyphs import UnprintableText, drawable, missing_glyphs
from .press import press, press_pages
from .text import clean

_DESIGN = "document.typ"
_A4_WIDTH_INCHES = 210 / 25.4


class LineKind(StrEnum):
    """How a line of a document is set."""

    TO = "to"  # whom it addresses: flush left
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ROW = "row"  # of a table: what stands before it and what stands in it
    SIGNATURE = "signature"  # a row with room to sign and a day


@dataclass(frozen=True)
class DocumentLine:
    """One line; `label` is what stands before a row or a signature."""

    kind: LineKind
    text: str = field(default="", repr=False)
    label: str = ""


@dataclass(frozen=True)
class Document:
    """What stands on a document. Without a number it is a draft, and says so across each page;
    `dated` is the day under the text, None for a form that is dated by those who sign it.
    `remark` stands small at the foot of each page."""

    title: str
    office: str
    number: str
    lines: tuple[DocumentLine, ...] = field(repr=False)
    dated: date | None = None
    remark: str = ""

    @property
    def is_draft(self) -> bool:
        """Whether it has not been issued."""
        return not self.number


def check_document(document: Document) -> None:
    """Raise `UnprintableText` if the font cannot draw all of it."""
    if missing := missing_glyphs(document):
        raise UnprintableText(missing)


def render_document(document: Document) -> bytes:
    """Set the document as PDF on as many A4 pages as it needs; the same document, the same bytes.
    A character that the font lacks becomes 〓."""
    return press(_DESIGN, _inputs(document), format="pdf")


def render_document_png(document: Document, width_px: int = 900) -> bytes:
    """Draw its pages below one another as a picture, from 100 to 4,000 px wide, else
    `ValueError`."""
    if not 100 <= width_px <= 4_000:
        raise ValueError(f"width {width_px!r}")
    ppi = (width_px - 0.5) / _A4_WIDTH_INCHES
    return _below_one_another(press_pages(_DESIGN, _inputs(document), format="png", ppi=ppi))


def _below_one_another(pages: list[bytes]) -> bytes:
    if len(pages) == 1:
        return pages[0]
    drawn = [Image.open(BytesIO(page)) for page in pages]
    width, height = drawn[0].size
    whole = Image.new("RGB", (width, height * len(drawn)), "white")
    for place, page in enumerate(drawn):
        whole.paste(page, (0, place * height))
    out = BytesIO()
    whole.save(out, "PNG")
    return out.getvalue()


def _inputs(document: Document) -> dict[str, str]:
    dated = document.dated
    sheet = {
        "title": _text(document.title),
        "office": _text(document.office),
        "number": _text(document.number),
        "is_draft": document.is_draft,
        "dated": f"{dated.year}年{dated.month}月{dated.day}日" if dated else "",
        "remark": _text(document.remark),
        "lines": [
            {
                "kind": line.kind,
                "label": _text(line.label),
                "text": [_text(part) for part in line.text.splitlines()],
            }
            for line in document.lines
        ],
    }
    return {"sheet": json.dumps(sheet, ensure_ascii=False)}


def _text(text: str) -> str:
    return drawable(clean(text))
