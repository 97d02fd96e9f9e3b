"""The card with one's own photos, on the receipt and on the case page."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from portal.domain.photo import MOST_BYTES, MOST_PER_COMPLAINT, takes_photos
from portal.extensions import db
from portal.models import Complaint, Evidence
from portal.web.passes import Purpose

# Thumbnails lie below the page whose cookie opens them.
THUMBNAIL = {"receipt": "public.receipt_photo", "case": "public.case_photo"}


@dataclass(frozen=True)
class PhotoCard:
    """What the card shows. `thumbnail` is the view of the small pictures, or empty on a phone
    without cookies, which could not fetch them; `problem` is why the last photo was not taken."""

    photos: Sequence[Evidence]
    token: str
    upload_key: str
    thumbnail: str
    is_open: bool
    problem: str
    most: int = MOST_PER_COMPLAINT
    most_bytes: int = MOST_BYTES

    @property
    def is_full(self) -> bool:
        """Whether there is no room for another."""
        return len(self.photos) >= self.most


def photo_card(
    complaint: Complaint,
    purpose: Purpose,
    token: str,
    problem: str = "",
    *,
    is_new: bool = False,
) -> PhotoCard:
    """The card of a complaint, opened by that pass; a new complaint has no photos yet."""
    return PhotoCard(
        photos=() if is_new else _photos(complaint),
        token=token,
        upload_key=secrets.token_urlsafe(18),
        thumbnail=THUMBNAIL[purpose] if request.cookies else "",
        is_open=takes_photos(complaint.status),
        problem=problem,
    )


def _photos(complaint: Complaint) -> Sequence[Evidence]:
    return db.session.scalars(Evidence.of_complaint(complaint.id)).all()
