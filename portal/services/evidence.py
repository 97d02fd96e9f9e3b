"""Photos of a complaint: developed, sealed and stored first, and only then a row of it.

The slow part needs no database, so nobody waits for another's picture: `place` it, then `add` it
in a short transaction. A process killed in between leaves files without a row, which the sweep
finds, and never a row without its files.
"""

import contextlib
import hashlib
import secrets
from dataclasses import dataclass, field
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.events import EventName
from portal.domain.photo import Media, next_position
from portal.models import Complaint, Evidence, Staff
from portal.services import clock, pictures
from portal.services.file_seals import new_file_key, open_file, seal_file
from portal.services.record import record
from portal.services.storage import Storage, StorageAway


class Part(StrEnum):
    """The three files of a photo: as it was sent, safe to look at, and small."""

    ORIGINAL = "original"
    PICTURE = "picture"
    THUMBNAIL = "thumbnail"


@dataclass(frozen=True)
class Placed:
    """A photo whose files are stored, and which belongs to no complaint yet."""

    object_name: str
    file_key: str = field(repr=False)
    digest: str
    media: Media
    size: int
    width: int
    height: int


def file_name(object_name: str, part: Part) -> str:
    """The name of one of a photo's files in the storage."""
    return f"{object_name[:2]}/{object_name}.{part}"


def expect(session: Session, complaint: Complaint, content: bytes) -> Evidence | None:
    """The photo, if the complaint has this very one already: what one asks before `place`. Raises
    TooManyPhotos and PhotosClosed where `add` would."""
    found = session.scalar(Evidence.with_digest(complaint.id, _digest(content)))
    if found is None:
        next_position(complaint.status, session.scalar(Evidence.count_of(complaint.id)) or 0)
    return found


def place(storage: Storage, content: bytes) -> Placed:
    """Make the safe picture and store it with its thumbnail and its original, all sealed. Raises
    pictures.BadPicture, pictures.Busy, StorageAway."""
    safe = pictures.develop(content)
    placed = Placed(
        object_name=secrets.token_hex(16),
        file_key=new_file_key(),
        digest=_digest(content),
        media=safe.media,
        size=len(content),
        width=safe.width,
        height=safe.height,
    )
    try:
        for part, plain in (
            (Part.ORIGINAL, content),
            (Part.PICTURE, safe.picture),
            (Part.THUMBNAIL, safe.thumbnail),
        ):
            name = file_name(placed.object_name, part)
            storage.put(name, seal_file(placed.file_key, name, plain))
    except StorageAway:
        discard(storage, placed)
        raise
    return placed


def add(
    session: Session,
    storage: Storage,
    complaint: Complaint,
    upload_key: str,
    placed: Placed,
    *,
    event: EventName = EventName.PHOTO_ADDED,
    by: Staff | None = None,
) -> Evidence:
    """Make the placed photo the complaint's next one, and leave its event, which tells its
    position.

    The same upload again, or the same picture under another key, gives the first photo back, and
    the files just placed go. Another picture under a key already used is a photo of its own: an
    old page sent twice must not lose the second one. Raises TooManyPhotos, PhotosClosed.
    """
    try:
        return _add(session, storage, complaint, upload_key, placed, event, by)
    except BaseException:
        discard(storage, placed)
        raise


def _add(
    session: Session,
    storage: Storage,
    complaint: Complaint,
    upload_key: str,
    placed: Placed,
    event: EventName,
    by: Staff | None,
) -> Evidence:
    # One photo of a complaint after another; elsewhere on SQLite, where all writers wait anyway.
    session.execute(
        select(Complaint.id).where(Complaint.id == complaint.id).with_for_update(key_share=True)
    )
    found = session.scalar(Evidence.with_digest(complaint.id, placed.digest))
    if found is not None:
        discard(storage, placed)
        return found
    count = session.scalar(Evidence.count_of(complaint.id)) or 0
    position = next_position(complaint.status, count)
    if session.scalar(Evidence.with_upload_key(complaint.id, upload_key)) is not None:
        upload_key = f"{upload_key}:{placed.digest}"
    photo = Evidence(
        complaint_id=complaint.id,
        position=position,
        upload_key=upload_key,
        added_at=clock.now(),
        **vars(placed),
    )
    session.add(photo)
    record(session, event, complaint=complaint, by=by, position=position)
    session.flush()
    return photo


def discard(storage: Storage, placed: Placed) -> None:
    """Remove the files of a photo that becomes nobody's; what stays behind is left to the sweep."""
    for part in Part:
        with contextlib.suppress(StorageAway):
            storage.delete(file_name(placed.object_name, part))


def read(storage: Storage, photo: Evidence, part: Part) -> bytes:
    """One of a photo's files, opened. Raises NoSuchFile, StorageAway, SealBroken."""
    name = file_name(photo.object_name, part)
    return open_file(photo.file_key, name, storage.get(name))


def view(
    session: Session, storage: Storage, complaint: Complaint, photo: Evidence, *, by: Staff
) -> bytes:
    """The safe picture in full, for somebody on the staff; that they looked is logged."""
    record(session, EventName.PHOTO_VIEWED, complaint=complaint, by=by, position=photo.position)
    return read(storage, photo, Part.PICTURE)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
