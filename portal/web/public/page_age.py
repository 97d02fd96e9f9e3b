"""How old a page is that comes back with a form: a stamp of ours that never goes bad."""

import hmac

from portal.services.clock import now
from portal.web.settings import vault


def stamp() -> str:
    """The present moment, so that nobody but us can have written it."""
    seconds = str(int(now().timestamp()))
    return f"{seconds}.{_mark(seconds)}"


def age_of(text: str | None) -> float | None:
    """Seconds since the stamp was made; None if there is none, or none of ours."""
    seconds, _, mark = (text or "").partition(".")
    if not (
        seconds.isascii()
        and seconds.isdigit()
        and hmac.compare_digest(mark.encode(), _mark(seconds).encode())
    ):
        return None
    return now().timestamp() - int(seconds)


def _mark(seconds: str) -> str:
    return vault().fingerprint(f"a page made at {seconds}")[:16]
