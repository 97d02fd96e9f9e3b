"""A group case: what is done with all at once, how many people there are, who speaks for them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.complaint import Headcount, Kind, Status, Step
from portal.domain.group import (
    TOGETHER,
    NoRepresentative,
    NotTogether,
    TooManyRepresentatives,
    check_representative,
    check_together,
    may_be_taken_up,
    people_at_least,
)

said = st.tuples(st.sampled_from(Headcount), st.integers(0, 30))


@given(st.lists(said, max_size=10), said)
def test_one_more_never_makes_them_fewer(
    before: list[tuple[Headcount, int]], more: tuple[Headcount, int]
) -> None:
    assert people_at_least([*before, more]) >= max(people_at_least(before), 1)


def test_those_named_are_added_up_and_those_spoken_of_are_not() -> None:
    assert people_at_least([]) == 0
    assert people_at_least([(Headcount.MANY, 0), (Headcount.MANY, 0)]) == 10
    assert people_at_least([(Headcount.MANY, 8), (Headcount.ONE, 0), (Headcount.FEW, 3)]) == 12


@pytest.mark.parametrize("step", Step)
def test_what_states_an_amount_a_ground_or_a_result_is_taken_one_by_one(step: Step) -> None:
    own = {Step.REFUSE, Step.TRANSFER, Step.DECIDE, Step.SERVE, Step.ENFORCE, Step.CLOSE}
    assert not own & TOGETHER
    if step in TOGETHER:
        check_together(step)
    else:
        with pytest.raises(NotTogether):
            check_together(step)


@pytest.mark.parametrize(
    ("kind", "status", "is_anonymous"),
    [
        (Kind.REPORT, Status.RECEIVED, False),
        (Kind.COMPLAINT, Status.CLOSED, False),
        (Kind.COMPLAINT, Status.RECEIVED, True),
    ],
)
def test_who_speaks_for_them_complains_in_his_own_name(
    kind: Kind, status: Status, is_anonymous: bool
) -> None:
    with pytest.raises(NoRepresentative):
        check_representative(kind, status, is_anonymous=is_anonymous, chosen=0, most=5)


def test_the_office_says_how_many_speak_for_them() -> None:
    facts = {"is_anonymous": False, "most": 2}
    check_representative(Kind.COMPLAINT, Status.ACCEPTED, chosen=1, **facts)
    with pytest.raises(TooManyRepresentatives):
        check_representative(Kind.COMPLAINT, Status.ACCEPTED, chosen=2, **facts)


def test_a_question_and_what_is_over_are_no_part_of_a_case() -> None:
    assert may_be_taken_up(Kind.REPORT, Status.RECEIVED)
    assert not may_be_taken_up(Kind.ENQUIRY, Status.RECEIVED)
    assert not may_be_taken_up(Kind.COMPLAINT, Status.CLOSED)
