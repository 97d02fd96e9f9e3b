"""Handing over the open cases of a colleague who has left, is ill, or whose account is closed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from portal.domain.assignment import CannotAssign, handed_over
from portal.domain.complaint import UNDECIDED
from portal.domain.roles import Permission
from portal.models import Staff, caseload
from portal.services.assignment import Desk
from portal.services.bulk import Planned


@dataclass(frozen=True)
class Load:
    """A colleague with the number of open cases that wait for them."""

    person: Staff
    cases: int


def loads(session: Session, region: str) -> list[Load]:
    """Everybody of a region who may inspect, or did and has cases still, with their open cases
    there, in two queries; the most burdened first."""
    waiting: dict[int, int] = {}
    for person, cases in session.execute(caseload.for_each(region)):
        if person is not None:
            waiting[person] = waiting.get(person, 0) + cases
    people = session.scalars(Staff.of_region(region))
    found = [Load(each, waiting.get(each.id, 0)) for each in people]
    found = [each for each in found if each.cases or each.person.may(Permission.INVESTIGATE)]
    return sorted(found, key=lambda load: (-load.cases, load.person.id))


def count(session: Session, person: Staff) -> int:
    """How many open cases wait for somebody, wherever they are."""
    return session.scalar(caseload.count(person.id)) or 0


def numbers(session: Session, person_id: int, region: str, most: int) -> list[str]:
    """The receipt numbers of the open cases that wait for somebody, as far as staff of a region
    see them, the oldest first."""
    return list(session.scalars(caseload.numbers(person_id, region, most)))


def plan(
    gathered: Iterable[Planned],
    of: int,
    to: Sequence[int],
    desk: Desk,
    turns: Mapping[str, int] | None = None,
) -> list[Planned]:
    """In whose hands each case would be. They are dealt out so that each of `to` gets as many as
    the others, as far as the rules let them; `turns` says who has been promised which."""
    dealt = dict.fromkeys(to, 0)
    planned = []
    for each in gathered:
        promised = (turns or {}).get(each.number)
        order = (promised,) if promised else tuple(sorted(to, key=dealt.__getitem__))
        found = _with_turn(each, of, order, desk)
        if (taker := turn_of(found)) is not None:
            dealt[taker] += 1
        planned.append(found)
    return planned


def turn_of(planned: Planned) -> int | None:
    """Who would take it over."""
    if planned.after is None or planned.complaint is None:
        return None
    return next(iter(planned.after.given_since(planned.complaint.hands)), None)


def _with_turn(planned: Planned, of: int, order: tuple[int, ...], desk: Desk) -> Planned:
    complaint = planned.complaint
    if planned.left_out is not None or complaint is None:
        return planned
    able = desk.able(complaint.region)
    if complaint.status not in UNDECIDED:
        able = frozenset(each for each in able if desk.certificates.get(each))
    try:
        after = handed_over(
            complaint.status,
            complaint.hands,
            of=of,
            to=order,
            able=able,
            recused=complaint.recused_ids,
        )
    except CannotAssign as cannot:
        return replace(planned, left_out=cannot.reason)
    return replace(planned, after=after)
