"""Making the documents of a case: a draft to look at, an issue under the next number, kept as is.

What an issue says is pressed and stored first, then numbered and kept in a short transaction; if
somebody was quicker, or the case has changed, it is pressed again there. A process killed in
between leaves a file without a row, which the sweep finds, and never a row without its file.
"""

import contextlib
import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

import posters
from portal.domain.document_kinds import DocumentKind
from portal.domain.documents import (
    AlreadyCancelled,
)
from portal.domain.events import EventName
from portal.models import Complaint, Document, DocumentSeries, Staff
from portal.models.sealed import vault_of
from portal.services import clock
from portal.services.document_sheets import Order, issued_sheet, kept_facts, sheet_of
from portal.services.file_seals import SealBroken, new_file_key, open_file, seal_file
from portal.services.record import record
from portal.services.storage import Storage, StorageAway


@dataclass(frozen=True)
class Pressed:
    """A document that is set and stored, and that is no row yet."""

    sheet: posters.Document
    object_name: str
    file_key: str = field(repr=False)
    digest: str
    size: int


def draft(session: Session, complaint: Complaint, order: Order) -> bytes:
    """The document as PDF without a number, to be looked at; what is not known yet is a line. It
    only reads: whoever shows it logs that. Raises DocumentNotAllowed, ReporterNamed."""
    return posters.render_document(sheet_of(session, complaint, order, number=""))


def log_draft(session: Session, complaint: Complaint, kind: DocumentKind, *, by: Staff) -> None:
    """Log that somebody looked at a draft."""
    _log(session, EventName.DOCUMENT_PRINTED, complaint, kind, "", by=by)


def press(session: Session, storage: Storage, complaint: Complaint, order: Order) -> Pressed:
    """Set and store the document under the number that it will most likely get. It only reads.
    Raises what `issue` raises, and StorageAway."""
    key = (complaint.region, order.kind, clock.today().year)
    serial = DocumentSeries.upcoming(session, *key)
    return _place(storage, issued_sheet(session, complaint, order, serial))


def issue(
    session: Session,
    storage: Storage,
    complaint: Complaint,
    order: Order,
    *,
    by: Staff,
    pressed: Pressed | None = None,
) -> Document:
    """Issue it under the next number of its county, kind and year, and keep all that it says.

    Raises DocumentNotAllowed, AlreadyIssued, FieldsLacking, ReporterNamed, MustWithdraw,
    posters.UnprintableText, StorageAway; then what was pressed goes, and no number is used up.
    """
    placed = pressed
    try:
        year = clock.today().year
        serial = DocumentSeries.take(session, complaint.region, order.kind, year)
        sheet = issued_sheet(session, complaint, order, serial)
        if placed is None or placed.sheet != sheet:
            discard(storage, placed)
            placed = None
            placed = _place(storage, sheet)
        made = _row(session, complaint, order, placed, serial, by)
        session.flush()
        _log(session, EventName.DOCUMENT_ISSUED, complaint, order.kind, made.number, by=by)
    except BaseException:
        discard(storage, placed)
        raise
    return made


def discard(storage: Storage, pressed: Pressed | None) -> None:
    """Remove the file of a document that becomes nobody's; what stays is left to the sweep."""
    if pressed is not None:
        with contextlib.suppress(StorageAway):
            storage.delete(file_name(pressed.object_name))


def file_name(object_name: str) -> str:
    """The name of a document's file in the storage."""
    return f"{object_name[:2]}/{object_name}.pdf"


def print_again(
    session: Session, storage: Storage, complaint: Complaint, document: Document, *, by: Staff
) -> bytes:
    """The very bytes that were issued; that somebody took them is logged. Raises NoSuchFile,
    StorageAway, SealBroken."""
    content = open_content(session, storage, document)
    _log(session, EventName.DOCUMENT_PRINTED, complaint, document.kind, document.number, by=by)
    return content


def open_content(session: Session, storage: Storage, document: Document) -> bytes:
    """What was issued, checked. Raises NoSuchFile, StorageAway, SealBroken."""
    name = file_name(document.object_name)
    content = open_file(document.file_key, name, storage.get(name))
    if vault_of(session).fingerprint(_digest(content)) != document.digest:
        raise SealBroken(name)
    return content


def cancel(
    session: Session, complaint: Complaint, document: Document, reason: str, *, by: Staff
) -> None:
    """It counts no longer; its number is never given again. Raises AlreadyCancelled."""
    if document.is_cancelled:
        raise AlreadyCancelled
    document.cancelled_at, document.cancelled_by_id = clock.now(), by.id
    document.cancel_reason = reason
    name = EventName.DOCUMENT_CANCELLED
    _log(session, name, complaint, document.kind, document.number, by=by, note=reason)


def _place(storage: Storage, sheet: posters.Document) -> Pressed:
    content = posters.render_document(sheet)
    placed = Pressed(
        sheet=sheet,
        object_name=secrets.token_hex(16),
        file_key=new_file_key(),
        digest=_digest(content),
        size=len(content),
    )
    name = file_name(placed.object_name)
    try:
        storage.put(name, seal_file(placed.file_key, name, content))
    except StorageAway:
        discard(storage, placed)
        raise
    return placed


def _row(
    session: Session,
    complaint: Complaint,
    order: Order,
    placed: Pressed,
    serial: int,
    by: Staff,
) -> Document:
    made = Document(
        complaint_id=complaint.id,
        kind=order.kind,
        region=complaint.region,
        year=clock.today().year,
        serial=serial,
        number=placed.sheet.number,
        object_name=placed.object_name,
        file_key=placed.file_key,
        digest=placed.digest,
        size=placed.size,
        facts=json.dumps(kept_facts(order, placed.sheet), ensure_ascii=False),
        issued_at=clock.now(),
        issued_by_id=by.id,
    )
    session.add(made)
    return made


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _log(
    session: Session,
    name: EventName,
    complaint: Complaint,
    kind: DocumentKind,
    number: str,
    *,
    by: Staff,
    note: str = "",
) -> None:
    facts: dict[str, Any] = {"document_kind": kind, "document_no": number}
    record(session, name, complaint=complaint, by=by, note=note, **facts)
