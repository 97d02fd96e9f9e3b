"""What a print shop asks for: bleed, crop marks, grey."""

import io

import pypdfium2
import pytest
from boards import COMPLETE, decoded, opened, without
from PIL import Image

from posters import Design, Item, PrintSettings, render_pdf, render_png

MM = 72 / 25.4


@pytest.mark.parametrize(
    ("settings", "around"),
    [
        (PrintSettings(), 0),
        (PrintSettings(bleed_mm=3), 3),
        (PrintSettings(crop_marks=True), 8),
        (PrintSettings(bleed_mm=3, crop_marks=True), 11),
    ],
)
@pytest.mark.parametrize(("paper", "size"), [("A3", (297, 420)), ("A4", (210, 297))])
def test_the_sheet_grows_around_the_paper_which_is_marked_as_what_to_cut(
    settings, around, paper, size
):
    with pypdfium2.PdfDocument(render_pdf([COMPLETE], paper, settings=settings)) as document:
        page = document[0]
        sheet, trim = page.get_mediabox(), page.get_trimbox()
    width, height = size
    assert sheet == pytest.approx(
        (0, 0, (width + 2 * around) * MM, (height + 2 * around) * MM), abs=0.1
    )
    kept = (around * MM, around * MM, (around + width) * MM, (around + height) * MM)
    assert trim == pytest.approx(kept, abs=0.1)


@pytest.mark.parametrize("design", Design)
def test_the_dark_ground_reaches_into_the_bleed_and_the_marks_stay_outside(design):
    settings = PrintSettings(bleed_mm=3, crop_marks=True)
    with pypdfium2.PdfDocument(render_pdf([COMPLETE], design=design, settings=settings)) as pdf:
        seen = pdf[0].render(scale=4 / MM).to_pil().convert("L")  # 4 px a millimetre
    assert max(seen.getpixel((x, 8 * 4 + 2)) for x in range(36, 319 * 4 - 36, 40)) < 90
    assert seen.getpixel((20, 20)) == 255
    assert min(seen.getpixel((11 * 4, y)) for y in range(4, 26)) < 140


@pytest.mark.parametrize("design", Design)
def test_in_grayscale_a_board_has_no_colour_and_can_be_scanned(design):
    png = render_png(without(Item.PAY_DAY), design=design, settings=PrintSettings(grayscale=True))
    with Image.open(io.BytesIO(png)) as picture:
        red, green, blue = picture.convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert decoded(opened(png)) == [COMPLETE.url]


@pytest.mark.parametrize("bleed", [-1, 11])
def test_a_bleed_that_nobody_cuts_is_refused(bleed):
    with pytest.raises(ValueError, match="bleed"):
        PrintSettings(bleed_mm=bleed)
