"""Sealed, short-lived passes: what lets a page show a receipt or a case without an account."""

from typing import Literal

from portal.services.vault import CannotOpen
from portal.web.settings import vault

Purpose = Literal["receipt", "case", "call", "search", "bulk"]
LIFETIME_SECONDS = {
    "receipt": 24 * 3600,
    "case": 2 * 3600,
    "call": 24 * 3600,
    "search": 12 * 3600,
    "bulk": 12 * 3600,
}


def issue(purpose: Purpose, subject: str) -> str:
    """A pass for one thing; its age is sealed in."""
    return vault().seal(f"{purpose}:{subject}")


def read(purpose: Purpose, token: str | None) -> str | None:
    """What the pass is for; None when it is missing, forged, for something else or too old."""
    if not token:
        return None
    try:
        text = vault().open(token, LIFETIME_SECONDS[purpose])
    except (CannotOpen, UnicodeError):
        return None
    kind, _, subject = text.partition(":")
    return subject if kind == purpose else None
