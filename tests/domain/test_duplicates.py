"""Which earlier complaint is like a call, and how the call joins it."""

from typing import Any

import pytest

from portal.domain.complaint import OPEN, Status
from portal.domain.duplicates import (
    Compared,
    Joining,
    JoinNotAllowed,
    Likeness,
    is_similar_amount,
    joining,
    likenesses,
)


def compared(**facts: Any) -> Compared:
    given: dict[str, Any] = {
        "is_same_phone": False,
        "is_same_name": False,
        "is_same_site": True,
        "months": ["2026-09", "2026-10"],
        "amount_fen": 3_500_000,
    }
    return Compared(**{**given, **facts})


@pytest.mark.parametrize(
    ("one", "other", "is_similar"),
    [
        (3_500_000, 3_480_000, True),
        (3_500_000, 3_150_000, True),
        (3_500_000, 3_149_999, False),
        (None, 3_500_000, False),
        (0, 0, False),
    ],
)
def test_amounts_are_similar_within_a_tenth(
    one: int | None, other: int | None, is_similar: bool
) -> None:
    assert is_similar_amount(one, other) is is_similar
    assert is_similar_amount(other, one) is is_similar


def test_a_number_alone_is_a_likeness_wherever_the_site() -> None:
    elsewhere = compared(is_same_phone=True, is_same_site=False)
    assert likenesses((), None, elsewhere) == (Likeness.SAME_PHONE,)


def test_months_and_name_with_amount_count_on_the_same_site_only() -> None:
    same = compared(is_same_name=True)
    both = (Likeness.SAME_NAME_AND_AMOUNT, Likeness.SAME_MONTHS)
    assert likenesses(("2026-10",), 3_400_000, same) == both
    assert likenesses(("2026-08",), 3_400_000, same) == both[:1]
    assert likenesses(("2026-10",), 900_000, same) == both[1:]
    assert likenesses(("2026-10",), 3_400_000, compared(is_same_site=False)) == ()
    assert likenesses((), None, compared()) == ()


@pytest.mark.parametrize("status", list(Status))
def test_another_worker_keeps_his_own_receipt_and_nobody_joins_what_is_over(
    status: Status,
) -> None:
    if status in OPEN:
        assert joining(status, is_same_phone=True) is Joining.FURTHER_WORD
        assert joining(status, is_same_phone=False) is Joining.OWN_RECEIPT
    else:
        with pytest.raises(JoinNotAllowed):
            joining(status, is_same_phone=True)
