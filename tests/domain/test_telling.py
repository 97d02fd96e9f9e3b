"""Who is told what on the telephone."""

from itertools import chain, combinations

import pytest

from portal.domain.complaint import Kind
from portal.domain.telling import QUESTIONS, Answer, Caller, Telling, telling

NUMBER, PHONE, NAME, SITE, AMOUNT = Answer
ALL_SETS = [
    frozenset(some)
    for some in chain.from_iterable(combinations(Answer, n) for n in range(len(Answer) + 1))
]


def told(caller: Caller, *right: Answer, kind: Kind = Kind.COMPLAINT, nameless: bool = False):
    return telling(caller, frozenset(right), kind, is_anonymous=nameless)


@pytest.mark.parametrize("caller", [Caller.EMPLOYER, Caller.STRANGER])
@pytest.mark.parametrize("kind", list(Kind))
def test_employers_and_strangers_hear_nothing_whatever_they_know(
    caller: Caller, kind: Kind
) -> None:
    for right in ALL_SETS:
        assert telling(caller, right, kind, is_anonymous=False) is Telling.NOTHING
    assert QUESTIONS[caller] == ()


def test_the_worker_hears_all_from_his_own_number_with_one_more_answer() -> None:
    for other in (NUMBER, NAME, SITE, AMOUNT):
        assert told(Caller.SELF, PHONE, other) is Telling.ALL
    assert told(Caller.SELF, PHONE) is Telling.NOTHING


def test_from_another_number_it_takes_the_name_and_two_answers_about_the_matter() -> None:
    assert told(Caller.SELF, NAME, NUMBER, SITE) is Telling.ALL
    assert told(Caller.SELF, NAME, SITE, AMOUNT) is Telling.ALL
    assert told(Caller.SELF, NAME, SITE) is Telling.NOTHING
    assert told(Caller.SELF, NUMBER, SITE) is Telling.STAGE
    assert told(Caller.SELF, NUMBER) is Telling.NOTHING


def test_relatives_hear_the_stage_at_most_and_of_a_report_nothing() -> None:
    assert told(Caller.RELATED, NUMBER, NAME, SITE) is Telling.STAGE
    assert told(Caller.RELATED, NUMBER, NAME) is Telling.NOTHING
    for right in ALL_SETS:
        at_most = telling(Caller.RELATED, right, Kind.COMPLAINT, is_anonymous=False)
        assert at_most is not Telling.ALL
        report = telling(Caller.RELATED, right, Kind.REPORT, is_anonymous=False)
        assert report is Telling.NOTHING


def test_a_nameless_reporter_hears_the_stage_by_number_and_matter() -> None:
    assert told(Caller.SELF, NUMBER, SITE, kind=Kind.REPORT, nameless=True) is Telling.STAGE
    assert told(Caller.SELF, SITE, AMOUNT, kind=Kind.REPORT, nameless=True) is Telling.NOTHING


@pytest.mark.parametrize("caller", list(Caller))
def test_knowing_more_never_means_hearing_less(caller: Caller) -> None:
    order = list(Telling)
    for right in ALL_SETS:
        for more in Answer:
            less = telling(caller, right, Kind.COMPLAINT, is_anonymous=False)
            after = telling(caller, right | {more}, Kind.COMPLAINT, is_anonymous=False)
            assert order.index(after) >= order.index(less)
