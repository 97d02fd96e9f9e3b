"""From bytes to a safe picture: what phones send comes out upright, readable and bare."""

import pytest
from PIL import Image

from portal.domain.photo import Media
from portal.services.pictures import develop
from tests import shots
from tests.shots import KINDS, check, sample


@pytest.mark.parametrize("kind", KINDS)
def test_what_phones_send_becomes_plain_jpeg(kind: str) -> None:
    safe = develop(sample(kind))
    check(safe)
    assert (safe.width, safe.height) == (640, 480)
    image = shots.opened(safe.picture)
    assert image.size == (640, 480)
    red, blue = image.getpixel((320, 200)), image.getpixel((320, 400))
    assert isinstance(red, tuple)
    assert isinstance(blue, tuple)
    assert red[0] > 150 > red[2]
    assert blue[2] > 150 > blue[0]
    assert shots.opened(safe.thumbnail).size == (320, 240)


def test_a_large_photo_is_brought_down_to_what_one_can_read() -> None:
    safe = develop(shots.jpeg(4000, 3000))
    check(safe)
    assert (safe.width, safe.height) == (4000, 3000)
    assert shots.opened(safe.picture).size == (2560, 1920)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_set_upright(orientation: int) -> None:
    safe = develop(shots.turned(orientation))
    check(safe)
    is_sideways = orientation >= 5
    assert (safe.width, safe.height) == ((300, 400) if is_sideways else (400, 300))
    image = shots.opened(safe.picture)
    assert image.size == (safe.width, safe.height)
    red_side = {1: (200, 20), 2: (200, 20), 3: (200, 280), 4: (200, 280),
                5: (20, 200), 6: (280, 200), 7: (280, 200), 8: (20, 200)}  # fmt: skip
    red = image.getpixel(red_side[orientation])
    assert isinstance(red, tuple)
    assert red[0] > 150 > red[2]


def test_place_camera_comment_profile_and_thumbnail_are_gone_from_the_bytes() -> None:
    secret = {"comment": b"COMMENT-HERE", "icc_profile": b"PROFILE-HERE" * 20, "xmp": b"XMP-HERE"}
    sent = [
        shots.jpeg(exif=shots.exif(), **secret),
        shots.encoded(shots.scene(), "WEBP", exif=shots.exif(), xmp=b"XMP-HERE"),
        shots.encoded(shots.scene(), "PNG", exif=shots.exif()),
        shots.heic(exif=shots.exif().tobytes(), xmp=b"XMP-HERE"),
    ]
    for content in sent:
        assert shots.GPS_PLACE in content
        safe = develop(content)
        check(safe)
        for shown in (safe.picture, safe.thumbnail):
            for mark in (shots.GPS_PLACE, shots.CAMERA, b"-HERE", b"Exif", b"http://ns.adobe"):
                assert mark not in shown


@pytest.mark.parametrize("mode", ["L", "CMYK", "RGB"])
def test_colour_models_of_jpeg(mode: str) -> None:
    check(develop(shots.encoded(shots.scene(mode=mode))))


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_colour_models_of_png(mode: str) -> None:
    image = Image.new("I;16", (64, 64), 40_000) if mode == "I;16" else shots.scene(mode=mode)
    safe = develop(shots.encoded(image, "PNG"))
    check(safe)
    if mode == "I;16":
        grey = shots.opened(safe.picture).getpixel((9, 9))
        assert isinstance(grey, tuple)
        assert 150 < grey[0] < 163


@pytest.mark.parametrize(("bits", "colour"), [(16, 0), (16, 2), (16, 4), (16, 6), (2, 0)])
def test_deep_and_shallow_png(bits: int, colour: int) -> None:
    check(develop(shots.png_of(50, 40, bits=bits, colour=colour)))


def test_what_is_transparent_becomes_white() -> None:
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    palette = Image.new("P", (40, 40), 0)
    for content in (
        shots.encoded(clear, "PNG"),
        shots.encoded(clear, "WEBP"),
        shots.encoded(palette, "PNG", transparency=0),
        shots.encoded(palette, "GIF", transparency=0),
    ):
        safe = develop(content)
        check(safe)
        assert shots.opened(safe.picture).getpixel((20, 20)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG"])
def test_of_an_animation_the_first_picture_is_taken(kind: str) -> None:
    safe = develop(shots.animated(kind))
    check(safe)
    assert shots.opened(safe.picture).getpixel((60, 10)) != (255, 255, 255)


@pytest.mark.parametrize("size", [(1, 1), (1, 9000), (9000, 1), (2, 3)])
def test_the_smallest_and_the_thinnest(size: tuple[int, int]) -> None:
    safe = develop(shots.encoded(shots.scene(*size), "PNG"))
    check(safe)
    assert (safe.width, safe.height) == size


def test_a_name_and_a_type_that_lie_change_nothing() -> None:
    # A HEIC called .jpg, a PNG called .jpg: the name never arrives here, the content decides.
    assert develop(shots.heic()).media is Media.HEIC
    assert develop(shots.encoded(shots.scene(), "PNG")).media is Media.PNG
