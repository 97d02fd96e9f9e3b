"""The number of the poster that was scanned: carried along to the complaint, and counted."""

from typing import Final

from flask import request

from portal.domain.scans import Counted
from portal.models.scan_count import UNTOLD
from portal.web.addresses import bounded_int
from portal.web.tally import tally

# Longer numbers are nobody's.
_MOST_DIGITS: Final = 9


def poster_number() -> int | None:
    """The `p` of the address; None where there is none, 0 where it cannot be one."""
    text = request.args.get("p")
    if text is None:
        return None
    return (bounded_int(text) if len(text) <= _MOST_DIGITS else None) or UNTOLD


def note(site_id: int, counted: Counted) -> None:
    """Count a step, if it began at a poster; looking at the headers alone is none."""
    number = poster_number()
    if number is not None and request.method != "HEAD":
        tally().note(site_id, number, counted)
