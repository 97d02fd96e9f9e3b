"""Giving cases to people: two stay two, who has an interest gets none, nothing ended is moved."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.assignment import (
    CannotAssign,
    Hands,
    assigned,
    handed_over,
)
from portal.domain.bulk import LeftOut
from portal.domain.complaint import OPEN, UNDECIDED, Status

PEOPLE = frozenset({1, 2, 3, 4})
ONE = st.sampled_from(sorted(PEOPLE))
SOME = st.frozensets(ONE)
TWO = st.permutations(sorted(PEOPLE)).map(lambda order: Hands(order[2], order[0], order[1]))
HANDS = st.one_of(
    TWO, st.builds(Hands, allotted_id=ONE), st.just(Hands()), st.builds(Hands, ONE, ONE)
)


def reason(status: Status, hands: Hands, **how: object) -> LeftOut | None:
    given = {"lead_id": 1, "second_id": None, "able": PEOPLE, "recused": frozenset()}
    try:
        assigned(status, hands, **{**given, **how})  # type: ignore[arg-type]
    except CannotAssign as cannot:
        return cannot.reason
    return None


@pytest.mark.parametrize(
    ("status", "hands", "how", "expected"),
    [
        (Status.RECEIVED, Hands(), {}, None),
        (Status.RECEIVED, Hands(2), {}, None),
        (Status.RECEIVED, Hands(1), {}, LeftOut.UNCHANGED),
        (Status.CLOSED, Hands(2), {}, LeftOut.FINISHED),
        (Status.WITHDRAWN, Hands(2), {}, LeftOut.FINISHED),
        (Status.TRANSFERRED, Hands(2), {}, LeftOut.ELSEWHERE),
        (Status.RECEIVED, Hands(2), {"recused": frozenset({1})}, LeftOut.RECUSED),
        (Status.RECEIVED, Hands(2), {"able": frozenset({2, 3})}, LeftOut.NOT_OF_COUNTY),
        (Status.ACCEPTED, Hands(None, 2, 3), {}, None),
        (Status.ACCEPTED, Hands(None, 2, 1), {}, LeftOut.SAME_PERSON),
        (Status.ACCEPTED, Hands(None, 2, 1), {"second_id": 2}, None),
        (Status.ACCEPTED, Hands(None, 2, 3), {"second_id": 1}, LeftOut.SAME_PERSON),
        (Status.ACCEPTED, Hands(None, 1, 3), {"second_id": 3}, LeftOut.UNCHANGED),
        (Status.ACCEPTED, Hands(2), {}, LeftOut.SECOND_MISSING),
        (Status.DISPUTED, Hands(None, 2, 1), {"second_id": 2, "recused": frozenset({2})},
         LeftOut.RECUSED),
    ],
)  # fmt: skip
def test_a_case_is_given_or_left_out_for_a_reason(
    status: Status, hands: Hands, how: dict[str, object], expected: LeftOut | None
) -> None:
    assert reason(status, hands, **how) is expected


@given(st.sampled_from(Status), HANDS, ONE, st.none() | ONE, SOME, SOME)
def test_what_is_given_is_open_to_able_people_without_interest_and_two_stay_two(
    status: Status,
    hands: Hands,
    lead: int,
    second: int | None,
    able: frozenset[int],
    recused: frozenset[int],
) -> None:
    try:
        after = assigned(status, hands, lead_id=lead, second_id=second, able=able, recused=recused)
    except CannotAssign:
        return
    assert status in OPEN - {Status.TRANSFERRED}
    assert after != hands
    assert after.given_since(hands) <= able - recused
    assert lead in after.acting(status)
    if status not in UNDECIDED:
        assert len(after.acting(status)) == 2


@given(st.sampled_from(Status), HANDS, ONE, st.permutations(sorted(PEOPLE)), SOME, SOME)
def test_a_colleagues_case_goes_to_the_first_who_may_and_no_other_duty_moves(
    status: Status,
    hands: Hands,
    of: int,
    to: list[int],
    able: frozenset[int],
    recused: frozenset[int],
) -> None:
    others = tuple(each for each in to if each != of)
    try:
        after = handed_over(status, hands, of=of, to=others, able=able, recused=recused)
    except CannotAssign as cannot:
        if cannot.reason is LeftOut.NOBODY_FREE:
            free = able - recused - hands.acting(status)
            assert not free & set(others) or (hands.lead_id is None) != (hands.second_id is None)
        return
    assert of in hands.acting(status)
    assert of not in after.acting(status)
    [new] = after.given_since(hands)
    assert new in able - recused
    assert hands.acting(status) - {of} <= after.acting(status)
    assert len(after.acting(status)) == len(hands.acting(status))


def test_a_case_that_is_no_longer_the_colleagues_is_left_out() -> None:
    with pytest.raises(CannotAssign) as cannot:
        handed_over(
            Status.ACCEPTED, Hands(1, 2, 3), of=1, to=(4,), able=PEOPLE, recused=frozenset()
        )
    assert cannot.value.reason is LeftOut.CHANGED
