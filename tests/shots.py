"""Pictures as phones send them, and as nobody should: made in memory, never read from a file."""

import io
import struct
import zlib
from typing import Any

from PIL import Image

from portal.services.pictures import SafePicture, is_bare

KINDS = ("JPEG", "PNG", "WEBP", "GIF", "HEIF")
GPS_PLACE = b"GPSHERE-34.58N-105.72E"
CAMERA = b"Huawei-P9-CAMERA"


def scene(width: int = 640, height: int = 480, mode: str = "RGB", seed: int = 0) -> Image.Image:
    """A picture with something on it: red above, blue below, and a pattern that `seed` moves."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    image.paste((30, 30, 200), (0, height // 2, width, height))
    if seed:
        image.paste((255, 255, 255), (0, 0, max(1, seed * 3 % width), max(1, height // 8)))
    return image.convert(mode)


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def jpeg(width: int = 640, height: int = 480, seed: int = 0, **options: Any) -> bytes:
    return encoded(scene(width, height, seed=seed), **options)


def noisy(width: int, height: int) -> bytes:
    """A JPEG that weighs what a camera's does."""
    grain = Image.effect_noise((width // 2, height // 2), 50).resize((width, height))
    return encoded(Image.blend(scene(width, height), grain.convert("RGB"), 0.4), quality=95)


def heic(width: int = 640, height: int = 480, **options: Any) -> bytes:
    import pillow_heif

    pillow_heif.register_heif_opener()
    return encoded(scene(width, height), "HEIF", **options)


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF with a camera, a place and an orientation."""
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = CAMERA.decode()
    tags[0x9286] = GPS_PLACE
    tags.get_ifd(0x8825).update({1: "N", 2: (34.0, 34.0, 51.0), 3: "E", 4: (105.0, 43.0, 12.0)})
    return tags


def turned(orientation: int) -> bytes:
    """A JPEG that lies on its side until its EXIF orientation is heeded."""
    return jpeg(400, 300, exif=exif(orientation))


def png_of(width: int, height: int, *, bits: int = 1, colour: int = 0, rows: int = 0) -> bytes:
    """A PNG that claims its measures; its pixels are zeros, packed as small as zlib can."""
    channels = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}[colour]
    row = 1 + (width * bits * channels + 7) // 8
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(bytes(row)) for _ in range(rows or height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, bits, colour, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    )


def chunk(kind: bytes, data: bytes) -> bytes:
    """A piece of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def webp_of(width: int, height: int) -> bytes:
    """The beginning of a lossless WebP that claims its measures (14 bits each)."""
    measures = ((width - 1) | (height - 1) << 14).to_bytes(4, "little")
    body = b"\x2f" + measures + bytes(60)
    piece = b"VP8L" + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)
    return b"RIFF" + struct.pack("<I", 4 + len(piece)) + b"WEBP" + piece


def scan_bomb(side: int = 8000, scans: int = 5000) -> bytes:
    """A progressive JPEG with thousands of empty scans, each of which costs a pass over it all."""
    plain = encoded(Image.new("L", (side, side)), progressive=True, quality=10)
    at = plain.rindex(b"\xff\xda")
    return plain[:-2] + plain[at:-2] * scans + b"\xff\xd9"


def animated(kind: str) -> bytes:
    frames = [scene(120, 90), Image.new("RGB", (120, 90), "white")]
    return encoded(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def sample(kind: str) -> bytes:
    """A sound picture of that kind."""
    return heic() if kind == "HEIF" else encoded(scene(), kind)


def check(safe: SafePicture) -> None:
    """What holds of every safe picture: plain JPEG, no longer than the limit, nothing hangs on."""
    for content, side in ((safe.picture, 2560), (safe.thumbnail, 320)):
        assert is_bare(content)
        image = opened(content)
        assert (image.format, image.mode) == ("JPEG", "RGB")
        assert max(image.size) <= side
        assert not image.getexif()
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
