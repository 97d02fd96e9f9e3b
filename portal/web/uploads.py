"""A photo as it comes with a form: parsed in memory, and what is said where it cannot be taken."""

from dataclasses import dataclass
from io import BytesIO
from typing import Final

from flask import request
from werkzeug.datastructures import MultiDict
from werkzeug.formparser import FormDataParser

from portal.domain.photo import PhotosClosed, TooManyPhotos
from portal.services.pictures import BadPicture, Busy, Damaged, NotAPicture, TooLarge, TooManyPixels
from portal.services.storage import StorageAway

# More than nginx lets through, so that a photo above our limit is answered at its card.
MOST_REQUEST_BYTES: Final = 32 * 1024 * 1024
MEGABYTE: Final = 1024 * 1024
Refusal = BadPicture | TooManyPhotos | PhotosClosed | Busy | StorageAway


@dataclass(frozen=True)
class Upload:
    """The fields of the form, and the bytes of its photo, if there is one."""

    form: MultiDict[str, str]
    photo: bytes


def read() -> Upload:
    """The form, parsed in memory: on its usual way a photo would touch the disk unsealed. Raises
    RequestEntityTooLarge."""
    request.max_content_length = MOST_REQUEST_BYTES
    parser = FormDataParser(
        stream_factory=lambda *_args, **_more: BytesIO(),
        max_form_memory_size=request.max_form_memory_size,
        max_content_length=MOST_REQUEST_BYTES,
        max_form_parts=20,
    )
    _, form, files = parser.parse(
        request.stream, request.mimetype, request.content_length, request.mimetype_params
    )
    photo = files.get("photo")
    return Upload(form, photo.read() if photo else b"")


def status(refusal: Refusal) -> int:
    """The status of the answer."""
    if isinstance(refusal, TooLarge):
        return 413
    if isinstance(refusal, PhotosClosed):
        return 409
    return 503 if isinstance(refusal, Busy | StorageAway) else 422


def say(refusal: Refusal) -> str:
    """Why a photo was not taken, and what to do."""
    match refusal:
        case TooLarge():
            size = -(-refusal.size // MEGABYTE)
            most = refusal.most // MEGABYTE
            return f"这张有 {size} MB，太大了，最多 {most} MB。请给它截个屏，发截屏。"
        case TooManyPixels():
            measures = f"（{refusal.width}×{refusal.height} 点）" if refusal.width else ""
            return f"这张照片的尺寸太大{measures}，打不开。请给它截个屏，发截屏。"
        case NotAPicture():
            return "这个文件不是照片。请发照片或截屏。"
        case Damaged():
            return "这张没传全，或者坏了。请再选一次；还不行，给它截个屏，发截屏。"
        case TooManyPhotos():
            return f"最多 {refusal.most} 张，已经收满了。还有的，办事的人联系您时再给。"
        case PhotosClosed():
            return "这一件已经办完，不再收照片。"
        case _:
            return "现在忙不过来，这张没收下。前面收到的都在，请过一会儿再发。"
