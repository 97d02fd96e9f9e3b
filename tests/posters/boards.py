"""Boards for tests, all 示例, and ways to read a print: its text, its picture, its QR codes."""

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image

from posters import (
    Board,
    Channel,
    Design,
    Issue,
    Item,
    MinimumWage,
    Party,
    Role,
    render_pdf,
)

COMPLETE = Board(
    site_name="示例·成纪新城安置房（一期）",
    code="38172946",
    url="https://smz.example.gov.cn/s/38172946",
    printed_on=date(2026, 11, 24),
    address="秦州区示例大道1号",
    county="秦州区",
    permit_no="示例620502001",
    parties=(
        Party(Role.DEVELOPER, "示例城投有限公司", "周某某", "0000-0000001"),
        Party(Role.GENERAL_CONTRACTOR, "示例第一建设集团有限公司", "李某", "0000-0000002"),
        Party(Role.PROJECT_OFFICE, "示例安置房项目部", "郑某某", "000 0000 0003"),
        Party(Role.SUBCONTRACTOR, "示例甲劳务有限公司", "王某", "000 0000 0004"),
        Party(Role.SUBCONTRACTOR, "示例乙劳务有限公司", "赵某", "000 0000 0005"),
        Party(Role.REGULATOR, "示例区住房和城乡建设局", "建管股", "0000-0000006"),
        Party(Role.WAGE_OFFICER, "示例第一建设集团", "吴某某", "000 0000 0007"),
    ),
    minimum_wage=MinimumWage(Decimal(1910), Decimal("19.50"), date(2023, 11, 1), "示例文号1号"),
    pay_day="每月15日",
    regulator_phone="0000-0000008",
    inspection=Channel("示例区劳动监察大队", "0000-0000009", "示例路2号"),
    arbitration=Channel("示例区仲裁院", "0000-0000010", "示例路3号"),
    legal_aid=Channel("示例区法律援助中心", "0000-0000011", "示例路4号"),
    legal_service_hotline="12348",
    organiser="示例市人力资源和社会保障局",
    issue=Issue("示例-0042", 3),
)

_ROLES = dict(zip(Item, Role, strict=False))
_BLANKS: dict[Item, dict[str, Any]] = {
    Item.MINIMUM_WAGE: {"minimum_wage": None},
    Item.PAY_DAY: {"pay_day": None},
    Item.REGULATOR_PHONE: {"regulator_phone": ""},
    Item.INSPECTION: {"inspection": None},
    Item.ARBITRATION: {"arbitration": None},
    Item.LEGAL_AID: {"legal_aid": None},
    Item.LEGAL_SERVICE_HOTLINE: {"legal_service_hotline": ""},
}


def a_board(**changes: Any) -> Board:
    """A complete board, but for the fields given."""
    return replace(COMPLETE, **changes)


def without(item: Item, board: Board = COMPLETE) -> Board:
    """The board with one statutory item left out."""
    if item in _ROLES:
        return replace(board, parties=tuple(p for p in board.parties if p.role != _ROLES[item]))
    return replace(board, **_BLANKS[item])


def with_subcontractors(*names: str) -> Board:
    """A complete board with exactly these subcontractors."""
    listed = tuple(
        Party(Role.SUBCONTRACTOR, name, "王某某", f"000 0000 {number:04d}")
        for number, name in enumerate(names)
    )
    rest = without(Item.SUBCONTRACTORS)
    return replace(rest, parties=rest.parties[:3] + listed + rest.parties[3:])


def with_party(role: Role, **changes: str) -> Board:
    """A complete board with other words for the party of one role."""
    parties = tuple(replace(p, **changes) if p.role == role else p for p in COMPLETE.parties)
    return replace(COMPLETE, parties=parties)


def printed_text(board: Board, paper: Any = "A3", design: Design = Design.BANNER) -> str:
    """All text of a print, without white space, which a page does not keep."""
    return pdf_text(render_pdf([board], paper, design=design))


def pdf_text(pdf: bytes) -> str:
    """All text of a PDF, without white space."""
    with pypdfium2.PdfDocument(pdf) as document:
        return squeezed("".join(page.get_textpage().get_text_range() for page in document))


def squeezed(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def picture(pdf: bytes, dpi: int) -> Image.Image:
    """The first page of a PDF as a grey picture."""
    with pypdfium2.PdfDocument(pdf) as document:
        return document[0].render(scale=dpi / 72).to_pil().convert("L")


def decoded(image: Image.Image) -> list[str]:
    """What a QR reader finds in a picture."""
    return [code.text for code in zxingcpp.read_barcodes(image)]


def opened(png: bytes) -> Image.Image:
    """A PNG as a picture."""
    return Image.open(io.BytesIO(png)).convert("L")


def text_boxes(pdf: bytes) -> list[tuple[tuple[float, float, float, float], str]]:
    """Each run of text on the first page of a PDF: left, bottom, right, top in millimetres, and
    its words."""
    mm = 72 / 25.4
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        runs = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], textpage=page.get_textpage())
        return [(tuple(edge / mm for edge in run.get_bounds()), run.extract()) for run in runs]


def collisions(board: Board, by_mm: float = 0.2, design: Design = Design.BANNER) -> list[str]:
    """The words on an A3 print that touch other words or stand outside the margins."""
    boxes = [
        (box, words)
        for box, words in text_boxes(render_pdf([board], design=design))
        if words != "样稿"
    ]
    found = [
        words
        for (left, low, right, high), words in boxes
        if left < 13.5 or right > 283.5 or low < 8 or high > 414
    ]
    for number, ((left, low, right, high), words) in enumerate(boxes):
        for (left2, low2, right2, high2), other in boxes[number + 1 :]:
            wide = min(right, right2) - max(left, left2)
            tall = min(high, high2) - max(low, low2)
            if wide > by_mm and tall > by_mm:
                found.append(f"{words} / {other}")
    return found
