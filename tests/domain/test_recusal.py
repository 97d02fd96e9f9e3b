"""Who has an interest in a case is not given it and does nothing in it (劳动保障监察条例 16)."""

import pytest

from portal.domain.audit import ACTS, Act
from portal.domain.events import EventName
from portal.domain.recusal import (
    InspectorRecused,
    MustWithdraw,
    check_acting,
    check_given,
    is_barred,
)


def test_who_has_an_interest_is_no_inspector_of_the_case() -> None:
    check_given(frozenset({1, 2}), frozenset({3}))
    with pytest.raises(InspectorRecused):
        check_given(frozenset({1, 2}), frozenset({2}))


def test_who_has_an_interest_does_not_act_and_others_do() -> None:
    check_acting(1, frozenset({2}))
    with pytest.raises(MustWithdraw):
        check_acting(2, frozenset({2}))


def test_every_step_is_barred_but_saying_so_and_handing_the_case_on() -> None:
    free = {EventName.RECUSED, EventName.ASSIGNED}
    assert {name for name in EventName if is_barred(name)} == (
        ACTS[Act.STEP] | ACTS[Act.REVEAL]
    ) - free
    for name in ("replied", "document_issued", "ledger_changed", "recusal_lifted", "closed"):
        assert is_barred(EventName(name))
    assert not is_barred(EventName.CASE_READ)
