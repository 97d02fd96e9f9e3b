"""A receipt as a picture: small, the same each time, and scanned from a phone's screen."""

import io
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from boards import COMPLETE, decoded, opened
from PIL import Image

import posters.receipt
from posters import Receipt, render_pdf, render_receipt

COMPLETE_RECEIPT = Receipt(
    number="38172946",
    query_code="429107",
    place="示例·成纪新城安置房（一期）",
    received_on=date(2026, 11, 24),
    url="https://smz.example.gov.cn/follow",
    due_on=date(2026, 12, 1),
    photos=3,
    phone="0000 0000009",
    organiser="示例市人力资源和社会保障局",
)
# As many strokes as a name can have, at its greatest length.
DENSE = "示例·" + "龘靐齉齾爩鱻麤龗灪吁" * 12


def a_receipt(**changes):
    return replace(COMPLETE_RECEIPT, **changes)


CASES = {
    "complete": a_receipt(),
    "anonymous": a_receipt(due_on=None, photos=0),
    "provisional": a_receipt(due_on=date(2027, 1, 4), is_provisional=True),
    "dense": a_receipt(place=DENSE, is_provisional=True, organiser="示例" * 20),
    "another code": a_receipt(query_code=""),
    "bare": a_receipt(place="", phone="", organiser=""),
    "long address": a_receipt(url=f"https://{'x' * 75}.cn/follow"),
    "odd letters": a_receipt(place="王家磨\U0001f600修路\u202e的\n地方 AVE. No.7"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_receipt_is_720_px_wide_and_at_most_60_kb(case):
    png = render_receipt(CASES[case])
    assert len(png) <= 60_000
    with Image.open(io.BytesIO(png)) as picture:
        assert picture.format == "PNG"
        assert picture.width == 720
        assert 1200 <= picture.height <= 2200


@pytest.mark.parametrize("case", CASES)
def test_its_qr_code_leads_to_where_it_is_followed(case):
    assert decoded(opened(render_receipt(CASES[case]))) == [CASES[case].url]


def test_its_qr_code_is_read_from_a_screen_that_shows_half_the_pixels():
    picture = opened(render_receipt(COMPLETE_RECEIPT))
    assert decoded(picture.resize((360, picture.height // 2))) == [COMPLETE_RECEIPT.url]


def test_neither_number_is_in_the_qr_code():
    [text] = decoded(opened(render_receipt(COMPLETE_RECEIPT)))
    assert COMPLETE_RECEIPT.number not in text
    assert COMPLETE_RECEIPT.query_code not in text


def test_the_same_receipt_gives_the_same_bytes():
    first = render_receipt(COMPLETE_RECEIPT)
    render_receipt(CASES["anonymous"])
    render_pdf([COMPLETE])
    time.sleep(1.1)  # a clock inside would show in a second
    assert render_receipt(COMPLETE_RECEIPT) == first


@pytest.mark.parametrize(
    "change",
    [
        {"number": "10000000"},
        {"query_code": "429108"},
        {"query_code": ""},
        {"place": "示例·别的工地"},
        {"received_on": date(2026, 11, 25)},
        {"due_on": date(2026, 12, 2)},
        {"due_on": None},
        {"is_provisional": True},
        {"photos": 4},
        {"phone": "12333"},
        {"organiser": "示例县人力资源和社会保障局"},
    ],
    ids=lambda change: str(next(iter(change.items()))),
)
def test_every_fact_shows(change):
    assert render_receipt(a_receipt(**change)) != render_receipt(COMPLETE_RECEIPT)


def test_numbers_stand_in_groups_and_the_day_with_its_weekday(monkeypatch):
    sheets = []
    monkeypatch.setattr(posters.receipt, "few_colours", lambda png: png)
    monkeypatch.setattr(
        posters.receipt, "press", lambda _design, inputs, **_: sheets.append(inputs["sheet"])
    )
    render_receipt(COMPLETE_RECEIPT)
    for words in ('["3817", "2946"]', '["42", "91", "07"]', '"2026年12月1日"', '"二"'):
        assert words in sheets[0]


def test_a_name_that_is_too_long_is_shortened_and_an_unknown_character_marked():
    shown = posters.receipt._sheet(a_receipt(place="地" * 61))["place"]
    assert shown == "地" * 59 + "…"
    assert posters.receipt._sheet(a_receipt(place="a\U0001f600b"))["place"] == "a〓b"


def test_the_query_code_is_in_no_error_message():
    assert "429107" not in repr(COMPLETE_RECEIPT)


def test_the_important_colours_survive_the_saving_of_bytes():
    with Image.open(io.BytesIO(render_receipt(COMPLETE_RECEIPT))) as picture:
        colours = {colour for _, colour in picture.convert("RGB").getcolors(256)}
    for wanted in ((0x0D, 0x3B, 0x6E), (0xFF, 0xC2, 0x33), (0xFF, 0xF6, 0xDF), (255, 255, 255)):
        assert min(max(abs(a - b) for a, b in zip(wanted, c, strict=True)) for c in colours) <= 4


def test_several_threads_may_draw_at_once():
    receipts = [a_receipt(number=f"{number:08d}") for number in range(8)]
    with ThreadPoolExecutor(4) as threads:
        at_once = list(threads.map(render_receipt, receipts))
    assert at_once == [render_receipt(receipt) for receipt in receipts]
