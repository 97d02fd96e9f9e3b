"""Documents for tests: the house that makes them, orders with all their blanks written, a fast
press for tests that are about something else."""

from typing import Any

import pypdfium2

from portal.content.document_texts import read_texts
from portal.domain.document_fields import Counterpart, Shape
from portal.domain.document_kinds import RULES, DocumentKind
from portal.domain.document_text import Wording
from portal.labels import label, said_plainly
from portal.services.document_facts import House
from portal.services.document_sheets import Order

HOUSE = House(organiser="示例市人力资源和社会保障局", say=said_plainly)
TEXTS = {DocumentKind(name): Wording(text) for name, text in read_texts().items()}


def order(kind: DocumentKind, **typed: Any) -> Order:
    """Every blank of the kind written, but for what is given otherwise."""
    by_shape = {Shape.DAY: "2026年12月1日", Shape.CHOICE: Counterpart.EMPLOYER}
    written = {
        blank.field: by_shape.get(blank.shape, f"写的{label(blank.field)}")
        for blank in RULES[kind].blanks
    }
    return Order(kind, TEXTS[kind], {**written, **typed}, HOUSE)


def text_of(pdf: bytes) -> str:
    """What stands on all pages, without breaks and spaces."""
    pages = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_range().split()) for page in pages)
