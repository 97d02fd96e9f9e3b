"""An official document on A4: read back whole, the same each time, over as many pages as needed."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

import posters
from posters import Document, DocumentLine, LineKind, UnprintableText, render_document

K = LineKind
LETTER = Document(
    title="限期整改指令书",
    office="示例市劳动保障监察大队",
    number="示例劳监改〔2026〕7号",
    lines=(
        DocumentLine(K.TO, "示例 # $x$ *公司*："),
        DocumentLine(K.PARAGRAPH, "第一段。\n第二段 #read()。"),
        DocumentLine(K.HEADING, "查明的事实"),
        DocumentLine(K.ROW, "示例路1号", "送达地点"),
        DocumentLine(K.ROW, "", "备注"),
        DocumentLine(K.SIGNATURE, "", "受送达人"),
    ),
    dated=date(2026, 11, 30),
    remark="文书模板待本局核定",
)


def texts(document: Document) -> list[str]:
    pdf = pypdfium2.PdfDocument(render_document(document))
    assert {(round(page.get_width()), round(page.get_height())) for page in pdf} == {(595, 842)}
    return ["".join(page.get_textpage().get_text_range().split()) for page in pdf]


def test_all_of_it_stands_there_literally():
    [page] = texts(LETTER)
    for words in (
        "限期整改指令书", "示例市劳动保障监察大队", "示例劳监改〔2026〕7号", "示例#$x$*公司*：",
        "第二段#read()。", "查明的事实", "送达地点", "示例路1号", "备注", "受送达人",
        "2026年11月30日", "盖章有效", "文书模板待本局核定", "第1页，共1页",
    ):  # fmt: skip
        assert words in page, words
    assert "草" not in page


def test_without_a_number_every_page_says_that_it_is_a_draft():
    long = (DocumentLine(K.PARAGRAPH, "一段话。\n" * 80),)
    pages = texts(replace(LETTER, number="", lines=long))
    assert len(pages) > 1
    assert all("草" in page and "稿" in page and "不作凭据" in page for page in pages)
    assert "2026年11月30日" not in "".join(pages)
    assert "盖章有效" in pages[-1]
    assert "一段话" in pages[-1], "the day and the seal stand on no page alone"


def test_a_form_is_dated_by_those_who_sign():
    [page] = texts(replace(LETTER, dated=None))
    assert "2026年11月30日" not in page
    assert "盖章" not in page
    assert "年月日" in page


def test_the_same_document_gives_the_same_bytes_and_tells_nothing_in_errors():
    assert render_document(LETTER) == render_document(LETTER)
    assert "第一段" not in repr(LETTER)


def test_what_cannot_be_printed_is_named_before():
    with pytest.raises(UnprintableText):
        posters.check_document(replace(LETTER, title="\U0001fae8"))
    posters.check_document(LETTER)


def test_a_picture_has_all_pages_below_one_another():
    long = replace(LETTER, lines=(DocumentLine(K.PARAGRAPH, "一段话。\n" * 80),))
    one, more = (
        Image.open(BytesIO(posters.render_document_png(each, 200))) for each in (LETTER, long)
    )
    assert one.size[0] == more.size[0] == 200
    assert more.size[1] % one.size[1] == 0
    assert more.size[1] > one.size[1]
    with pytest.raises(ValueError, match="width"):
        posters.render_document_png(LETTER, 10)
