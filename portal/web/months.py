"""The months that a form offers to tick."""

import re
from collections.abc import Iterable
from datetime import date

from portal.services.clock import today

OFFERED = 6
_MONTH = re.compile(r"20\d\d-(0[1-9]|1[0-2])")


def is_month(text: str) -> bool:
    """Whether it is a month (`YYYY-MM`) that has begun."""
    return bool(_MONTH.fullmatch(text)) and text <= f"{today():%Y-%m}"


def months_offered(ticked: Iterable[str] | None) -> list[str]:
    """The last six months, newest first, then any other that was ticked on an older page."""
    on, offered = today(), []
    for _ in range(OFFERED):
        offered.append(f"{on:%Y-%m}")
        on = date(on.year - (on.month == 1), on.month - 1 or 12, 1)
    older = {month for month in ticked or () if is_month(month)} - set(offered)
    return offered + sorted(older, reverse=True)
