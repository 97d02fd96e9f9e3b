"""Giving cases to people: who decides about acceptance, which two inspect, and who may not."""

from dataclasses import dataclass, replace

from portal.domain.bulk import LeftOut
from portal.domain.complaint import OPEN, UNDECIDED, Status


@dataclass(frozen=True)
class Hands:
    """In whose hands a case is, by account: who decides about acceptance, and the two who
    inspect it from then on."""

    allotted_id: int | None = None
    lead_id: int | None = None
    second_id: int | None = None

    def acting(self, status: Status) -> frozenset[int]:
        """Those whom the case waits for where it stands."""
        acting = (self.allotted_id,) if status in UNDECIDED else (self.lead_id, self.second_id)
        return frozenset(each for each in acting if each is not None)

    def with_other(self, old: int, new: int, status: Status) -> "Hands":
        """The same with somebody else where `old` acts."""
        if status in UNDECIDED:
            return replace(self, allotted_id=new)
        lead, second = (new if each == old else each for each in (self.lead_id, self.second_id))
        return replace(self, lead_id=lead, second_id=second)

    def given_since(self, before: "Hands") -> frozenset[int]:
        """Who has a duty now that was not theirs before."""
        pairs = (
            (self.allotted_id, before.allotted_id),
            (self.lead_id, before.lead_id),
            (self.second_id, before.second_id),
        )
        return frozenset(now for now, then in pairs if now is not None and now != then)


class CannotAssign(Exception):
    """The case cannot be given to these people."""

    def __init__(self, reason: LeftOut) -> None:
        super().__init__(str(reason))
        self.reason = reason


def assigned(
    status: Status,
    hands: Hands,
    *,
    lead_id: int,
    second_id: int | None,
    able: frozenset[int],
    recused: frozenset[int],
) -> Hands:
    """The hands in which a case is once it is given to `lead_id`, and to `second_id` where one is
    named. Before it is accepted it is in one person's hands; afterwards two different people
    inspect it (劳动保障监察条例 16). `able` are those who may inspect in its county, `recused`
    those with an interest. Raises CannotAssign.
    """
    _check_open(status)
    if status in UNDECIDED:
        after = replace(hands, allotted_id=lead_id)
    else:
        after = Hands(hands.allotted_id, lead_id, second_id or hands.second_id)
    _check(hands, after, able, recused)
    return after


def handed_over(
    status: Status,
    hands: Hands,
    *,
    of: int,
    to: tuple[int, ...],
    able: frozenset[int],
    recused: frozenset[int],
) -> Hands:
    """The hands in which a case of a colleague is once somebody of `to` stands for `of`: the first
    who may, so the order says whose turn it is. The other inspector stays, and stays another
    person. Raises CannotAssign with NOBODY_FREE if none may."""
    _check_open(status)
    if of not in hands.acting(status):
        raise CannotAssign(LeftOut.CHANGED)
    for person in to:
        after = hands.with_other(of, person, status)
        try:
            _check(hands, after, able, recused)
        except CannotAssign:
            continue
        return after
    raise CannotAssign(LeftOut.NOBODY_FREE)


def _check_open(status: Status) -> None:
    if status not in OPEN:
        raise CannotAssign(LeftOut.FINISHED)
    if status is Status.TRANSFERRED:
        raise CannotAssign(LeftOut.ELSEWHERE)


def _check(hands: Hands, after: Hands, able: frozenset[int], recused: frozenset[int]) -> None:
    given = after.given_since(hands)
    if not given:
        raise CannotAssign(LeftOut.UNCHANGED)
    if given & recused:
        raise CannotAssign(LeftOut.RECUSED)
    if not given <= able:
        raise CannotAssign(LeftOut.NOT_OF_COUNTY)
    if after.lead_id is not None and after.second_id is None:
        raise CannotAssign(LeftOut.SECOND_MISSING)
    if after.lead_id is not None and after.lead_id == after.second_id:
        raise CannotAssign(LeftOut.SAME_PERSON)
