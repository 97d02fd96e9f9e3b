"""The code can still be scanned: small, held askew, faded, out of focus, under dirt."""

import io

import pypdfium2
import pytest
from boards import COMPLETE, decoded, opened, picture, without
from damage import blurred, covered, faded, found, tilted
from PIL import Image
from prints import CARD, PUBLICITY, SHARE

from posters import Design, Item, render_cards, render_pdf, render_publicity, render_share
from posters.qr import QUIET_ZONE, qr_code

PRINTS = {
    **{design.value: render_pdf([COMPLETE], design=design) for design in Design},
    "draft": render_pdf([without(Item.PAY_DAY)], design=Design.LEDGER),
    "A4": render_pdf([COMPLETE], "A4"),
    "publicity": render_publicity(PUBLICITY),
    "cards": render_cards([CARD], 10),
    "small cards": render_cards([CARD], 21),
}
URLS = dict.fromkeys(PRINTS, COMPLETE.url) | {"publicity": PUBLICITY.url}
PAGES = [name for name in PRINTS if "cards" not in name]
TRIALS = 40


def side_of(url: str) -> int:
    return qr_code(url).side - 2 * QUIET_ZONE


def code_of(name: str, dpi: int) -> tuple[Image.Image, float]:
    """Just the code of a print, and its module in pixels."""
    page = picture(PRINTS[name], dpi)
    where = found(page, side_of(URLS[name]))
    return where.around(page), where.module


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_scanned_straight_askew_and_faded(name):
    page = picture(PRINTS[name], 72)
    for seen in (page, faded(page), tilted(page, 7), tilted(faded(page), -20)):
        assert decoded(seen) == [URLS[name]]
    assert decoded(tilted(faded(picture(PRINTS[name], 150)), 7)) == [URLS[name]]


@pytest.mark.parametrize(("name", "number"), [("cards", 10), ("small cards", 21)])
def test_every_card_of_a_sheet_can_be_scanned(name, number):
    sheet = picture(PRINTS[name], 150)
    assert decoded(sheet) == [COMPLETE.url] * number
    assert decoded(faded(sheet)) == [COMPLETE.url] * number


@pytest.mark.parametrize("dpi", [72, 150])
@pytest.mark.parametrize("name", PAGES)
def test_a_code_can_be_scanned_out_of_focus(name, dpi):
    code, module = code_of(name, dpi)
    for modules in (0.2, 0.35, 0.5):
        assert decoded(blurred(code, modules, module)) == [URLS[name]]


@pytest.mark.parametrize(("share", "least"), [(0.08, 0.95), (0.15, 0.9)])
@pytest.mark.parametrize("name", PAGES)
def test_a_code_can_be_scanned_under_dirt(name, share, least):
    code, _ = code_of(name, 72)
    side = side_of(URLS[name])
    read = sum(decoded(covered(code, side, share, seed)) == [URLS[name]] for seed in range(TRIALS))
    assert read >= least * TRIALS


def test_dirt_covers_what_it_says():
    side = side_of(COMPLETE.url)
    clean = Image.new("L", ((side + 10) * 8,) * 2, 200)
    for seed in range(20):
        dirty = covered(clean, side, 0.15, seed)
        share = sum(level != 200 for level in dirty.tobytes()) / (side * 8) ** 2
        assert 0.11 < share < 0.16


def test_the_share_picture_can_be_read_as_a_phone_keeps_it():
    sent = opened(render_share(SHARE))
    small = sent.resize((540, sent.height // 2))
    jpeg = io.BytesIO()
    small.save(jpeg, "JPEG", quality=50)
    assert decoded(Image.open(jpeg).convert("L")) == [SHARE.url]


def test_the_code_of_a_sheet_of_publicity_is_90_mm_on_a3():
    pdf = render_publicity(PUBLICITY, "A3")
    where = found(picture(pdf, 150), side_of(PUBLICITY.url))
    assert where.module * where.side / 150 * 25.4 >= 89.5
    with pypdfium2.PdfDocument(pdf) as document:
        assert len(document) == 1
