"""Develops one picture in a process of its own: `python darkroom.py`, bytes in, bytes out.

Decoders of picture formats are where hostile files bite. This program therefore knows no keys and
no database, imports nothing of the portal, may open no file and no connection once it has begun,
and is held to a share of memory and time; what goes wrong in it costs one upload and no more.
"""

import importlib
import io
import json
import resource
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final

from PIL import Image

MOST_SECONDS: Final = 20
MOST_MEMORY: Final = 1536 * 1024 * 1024
LONGEST_SIDE: Final = 2560
THUMBNAIL_SIDE: Final = 320
QUALITY, THUMBNAIL_QUALITY = 82, 75
# What Pillow would import while it works, when this program may open no file any more.
_NEEDED: Final = (
    "copy",
    "PIL.ImagePalette",
    "PIL.MpoImagePlugin",
    "PIL.TiffImagePlugin",
    "PIL.WebPImagePlugin",
)
# Progressive JPEGs of cameras have about ten scans; each scan costs a pass over all pixels.
MOST_SCANS: Final = 100
# From the EXIF orientation to what sets the picture upright.
_UPRIGHT: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ORIENTATION: Final = 0x0112
_SIDEWAYS: Final = (5, 6, 7, 8)
_WHITE: Final = (255, 255, 255)


class Refused(Exception):
    """The picture is not developed; `reason` is `pixels` or `damaged`."""

    def __init__(self, reason: str, width: int = 0, height: int = 0) -> None:
        super().__init__(reason)
        self.facts = {"reason": reason, "width": width, "height": height}


def develop(content: bytes, kind: str, most_pixels: int) -> tuple[dict[str, Any], bytes, bytes]:
    """The facts (upright `width` and `height` as sent), the picture and its thumbnail, both plain
    JPEG without metadata. Raises Refused and nothing else."""
    with warnings.catch_warnings(), _at_most(most_pixels):
        warnings.simplefilter("ignore")
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        try:
            return _develop(content, kind, most_pixels)
        except Refused:
            raise
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            raise Refused("pixels") from None
        except Exception:  # whatever a decoder trips over, the file is at fault
            raise Refused("damaged") from None


def _develop(content: bytes, kind: str, most_pixels: int) -> tuple[dict[str, Any], bytes, bytes]:
    if kind == "JPEG" and content.count(b"\xff\xda") > MOST_SCANS:
        raise Refused("damaged")
    if kind == "HEIF":
        _add_heif()
    with _at_most(None):  # the header alone, so that a bomb can be told by its measures
        image = Image.open(io.BytesIO(content), formats=[kind])
    width, height = image.size
    if width * height > most_pixels:
        raise Refused("pixels", width, height)
    turn = _orientation(image)
    picture = _upright(_plain(_shrunk(image, LONGEST_SIDE)), turn)
    small = _shrunk(picture.copy(), THUMBNAIL_SIDE)
    if turn in _SIDEWAYS:
        width, height = height, width
    facts = {"width": width, "height": height}
    return facts, _jpeg(picture, QUALITY), _jpeg(small, THUMBNAIL_QUALITY)


@contextmanager
def _at_most(pixels: int | None) -> Iterator[None]:
    before = Image.MAX_IMAGE_PIXELS
    Image.MAX_IMAGE_PIXELS = pixels
    try:
        yield
    finally:
        Image.MAX_IMAGE_PIXELS = before


def _add_heif() -> None:
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.options.THUMBNAILS = False
    pillow_heif.register_heif_opener()


def _orientation(image: Image.Image) -> int:
    """1 to 8; a picture with unreadable EXIF stays as it lies, it is not lost for that."""
    with suppress(Exception):
        return int(image.getexif().get(_ORIENTATION, 1))
    return 1


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    """Decoded and no longer than `side`. Modes that cannot be averaged are converted first."""
    if image.mode in ("1", "P", "PA") or image.mode.startswith("I") or image.mode == "F":
        image = _averageable(image)
    image.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return image


def _averageable(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("P", "PA"):
        return image.convert("RGBA" if image.has_transparency_data else "RGB")
    return image.convert("L")


def _plain(image: Image.Image) -> Image.Image:
    """Opaque RGB on white, in a new image: what hung on the old one does not come along."""
    plain = Image.new("RGB", image.size, _WHITE)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        plain.paste(image, mask=image.getchannel("A"))
    else:
        plain.paste(image.convert("RGB"))
    return plain


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _UPRIGHT.get(orientation)
    return image if turn is None else image.transpose(turn)


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def lock_down() -> None:
    """Give up what developing does not need: time, memory, and every new file or connection."""
    limits = (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 3),
    )
    for name, most in limits:
        with suppress(ValueError, OSError):
            resource.setrlimit(name, (most, most))


def main(kind: str, most_pixels: int) -> None:
    """Read a picture, write a line of facts and then the two JPEGs."""
    Image.preinit()
    for name in _NEEDED:
        importlib.import_module(name)
    if kind == "HEIF":
        _add_heif()
    content = sys.stdin.buffer.read()
    lock_down()
    picture = small = b""
    try:
        facts, picture, small = develop(content, kind, most_pixels)
    except Refused as refused:
        facts = refused.facts
    facts |= {"picture": len(picture), "thumbnail": len(small)}
    sys.stdout.buffer.write(json.dumps(facts).encode() + b"\n" + picture + small)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
