"""A worker's photos: how many one complaint takes, how large they may be, and until when."""

from enum import StrEnum
from typing import Final

from portal.domain.complaint import OPEN, Status

MOST_PER_COMPLAINT: Final = 9
MOST_BYTES: Final = 25 * 1024 * 1024
MOST_PIXELS: Final = 50_000_000


class Media(StrEnum):
    """The kinds of picture that phones make, told by their content and never by their name."""

    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    HEIC = "heic"
    GIF = "gif"


class TooManyPhotos(Exception):
    """The complaint has as many photos as one complaint takes."""

    def __init__(self, most: int = MOST_PER_COMPLAINT) -> None:
        super().__init__(f"{most} photos already")
        self.most = most


class PhotosClosed(Exception):
    """The complaint is over; nobody would look at another photo."""

    def __init__(self, status: Status) -> None:
        super().__init__(f"no photos while {status}")
        self.status = status


def takes_photos(status: Status) -> bool:
    """Whether a complaint at that status takes photos: as long as somebody works on it."""
    return status in OPEN


def next_position(status: Status, count: int) -> int:
    """The place of one more photo, from 1. Raises PhotosClosed, TooManyPhotos."""
    if not takes_photos(status):
        raise PhotosClosed(status)
    if count >= MOST_PER_COMPLAINT:
        raise TooManyPhotos
    return count + 1


def sniff(head: bytes) -> Media | None:
    """What a file is by its first bytes (32 suffice); None when it is no picture that we take."""
    if head.startswith(b"\xff\xd8\xff"):
        return Media.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return Media.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return Media.WEBP
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return Media.GIF
    return Media.HEIC if _is_heic(head) else None


def _is_heic(head: bytes) -> bool:
    """A HEIF file whose brands name HEVC pictures; `mif1` alone may be anything."""
    brands = {head[at : at + 4] for at in (8, *range(16, 32, 4))}
    return head[4:8] == b"ftyp" and not brands.isdisjoint(
        (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx")
    )
