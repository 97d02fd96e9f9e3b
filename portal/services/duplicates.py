"""Earlier complaints that a caller may be speaking of, while the operator still types."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from portal.domain.complaint import Status
from portal.domain.duplicates import Compared, Likeness, likenesses
from portal.models import Complaint, earlier

SHOWN: Final = 4
# So many of a number's and of a site's newest complaints are compared.
OF_NUMBER, OF_SITE = 5, 60
_ORDER: Final = list(Likeness)


@dataclass(frozen=True)
class Said:
    """What the caller has said so far; `region` is the operator's, who sees no other county."""

    region: str
    digits: str = ""
    site_id: int | None = None
    name: str = ""
    months: tuple[str, ...] = ()
    amount_fen: int | None = None


@dataclass(frozen=True)
class Duplicate:
    """An earlier complaint, in what it is like the call, and who handles it (or nobody yet)."""

    complaint: Complaint
    likenesses: tuple[Likeness, ...]
    hands: str


def find(session: Session, said: Said) -> list[Duplicate]:
    """What is most like the call first; what was withdrawn is not asked about."""
    found: dict[int, tuple[Complaint, tuple[Likeness, ...]]] = {}
    if said.digits:
        rows = session.execute(earlier.of_number(said.region, said.digits, said.name, OF_NUMBER))
        _compare(found, said, rows.all(), is_same_phone=True)
    if said.site_id is not None:
        rows = session.execute(earlier.of_site(said.region, said.site_id, said.name, OF_SITE))
        _compare(found, said, rows.all(), is_same_phone=False)
    ranked = sorted(found.values(), key=lambda one: [_ORDER.index(each) for each in one[1]])[:SHOWN]
    rows = session.execute(earlier.hands_of([one.id for one, _ in ranked]))
    hands = {row.complaint_id: row.display_name for row in rows}
    return [Duplicate(one, alike, hands.get(one.id, "")) for one, alike in ranked]


def _compare(
    found: dict[int, tuple[Complaint, tuple[Likeness, ...]]],
    said: Said,
    rows: Iterable[Any],
    *,
    is_same_phone: bool,
) -> None:
    for complaint, is_same_name in rows:
        if complaint.id in found or complaint.status is Status.WITHDRAWN:
            continue
        compared = Compared(
            is_same_phone=is_same_phone,
            is_same_name=bool(is_same_name),
            is_same_site=said.site_id is not None and complaint.site_id == said.site_id,
            months=complaint.months,
            amount_fen=complaint.amount_fen,
        )
        alike = likenesses(said.months, said.amount_fen, compared)
        if alike:
            found[complaint.id] = (complaint, alike)
