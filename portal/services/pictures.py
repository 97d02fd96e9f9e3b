"""From whatever a phone sends to a safe picture: checked, developed apart, plain JPEG, no metadata.

The picture is decoded by `darkroom.py` in a process of its own, so that a hostile file meets
neither keys nor database, and a bomb costs one upload.
"""

import json
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any, Final

from portal.domain.photo import MOST_BYTES, MOST_PIXELS, Media, sniff

DARKROOM: Final = Path(__file__).with_name("darkroom.py")
# So many at once in one process of the portal; each may take a few hundred MB for a second.
AT_ONCE: Final = 2
WAIT_SECONDS, WORK_SECONDS = 20, 30
_KINDS: Final = {
    Media.JPEG: "JPEG", Media.PNG: "PNG", Media.WEBP: "WEBP", Media.HEIC: "HEIF", Media.GIF: "GIF",
}  # fmt: skip
# Segments of a JPEG without metadata: JFIF, quantisation, frame, Huffman, restart, scan.
_BARE: Final = frozenset({0xE0, 0xDB, 0xC0, 0xC1, 0xC2, 0xC4, 0xDD, 0xDA})
_places = BoundedSemaphore(AT_ONCE)


class BadPicture(Exception):
    """What was sent does not become a picture; each kind of it carries its facts."""


class TooLarge(BadPicture):
    """More bytes than we take."""

    def __init__(self, size: int, most: int = MOST_BYTES) -> None:
        super().__init__(f"{size} bytes")
        self.size, self.most = size, most


class TooManyPixels(BadPicture):
    """More pixels than we decode; the measures are 0 where they could not be told."""

    def __init__(self, width: int, height: int, most: int = MOST_PIXELS) -> None:
        super().__init__(f"{width}×{height} pixels")
        self.width, self.height, self.most = width, height, most


class NotAPicture(BadPicture):
    """The content is no picture of a kind that we take, whatever its name says."""


class Damaged(BadPicture):
    """It begins like a picture, but it is broken off or cannot be decoded."""

    def __init__(self, media: Media) -> None:
        super().__init__(media)
        self.media = media


class Busy(Exception):
    """Too many pictures at once; the same one may come again in a moment."""


@dataclass(frozen=True)
class SafePicture:
    """A picture that is safe to show. `media`, `width` and `height` are those of what was sent,
    upright; `picture` and `thumbnail` are JPEG."""

    media: Media
    width: int
    height: int
    picture: bytes = field(repr=False)
    thumbnail: bytes = field(repr=False)


def develop(content: bytes) -> SafePicture:
    """Make the safe picture. Raises BadPicture (TooLarge, TooManyPixels, NotAPicture, Damaged), and
    Busy when no place in the darkroom becomes free."""
    if len(content) > MOST_BYTES:
        raise TooLarge(len(content))
    media = sniff(content[:32])
    if media is None:
        raise NotAPicture
    if not _places.acquire(timeout=WAIT_SECONDS):
        raise Busy
    try:
        output = _in_darkroom(content, media)
    finally:
        _places.release()
    return _read(output, media)


def _in_darkroom(content: bytes, media: Media) -> bytes:
    """What the program wrote; nothing when the picture killed it."""
    command = [sys.executable, "-I", str(DARKROOM), _KINDS[media], str(MOST_PIXELS)]
    try:
        # An empty environment: ours holds passwords. One arena keeps its memory measurable.
        done = subprocess.run(  # noqa: S603  our own program, and nothing of the sender's in it
            command, input=content, capture_output=True, timeout=WORK_SECONDS, check=False,
            env={"MALLOC_ARENA_MAX": "1"}, cwd="/",
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return b""
    if done.returncode > 0:
        raise RuntimeError(f"the darkroom does not work, exit code {done.returncode}")
    return done.stdout if done.returncode == 0 else b""


def _read(output: bytes, media: Media) -> SafePicture:
    line, _, rest = output.partition(b"\n")
    facts: dict[str, Any] = json.loads(line or b'{"reason": "damaged"}')
    if facts.get("reason") == "pixels":
        raise TooManyPixels(facts["width"], facts["height"])
    if "reason" in facts:
        raise Damaged(media)
    picture, thumbnail = rest[: facts["picture"]], rest[facts["picture"] :]
    if not (is_bare(picture) and is_bare(thumbnail)):
        raise Damaged(media)
    return SafePicture(media, facts["width"], facts["height"], picture, thumbnail)


def is_bare(jpeg: bytes) -> bool:
    """Whether it is a JPEG that carries a picture and nothing else: no EXIF, no comment, no profile
    before the pixels, and nothing after their end."""
    if not (jpeg.startswith(b"\xff\xd8") and jpeg.endswith(b"\xff\xd9")):
        return False
    at = 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        kind, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if kind not in _BARE or (kind == 0xE0 and length != 16):
            return False
        if kind == 0xDA:
            return jpeg.find(b"\xff\xd9", at) == len(jpeg) - 2
        at += 2 + length
    return False
