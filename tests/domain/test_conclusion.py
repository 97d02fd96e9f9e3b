"""How a complaint may end, and that each conclusion shows what it must."""

from datetime import date

import pytest

from portal.domain.complaint import STEPS, Kind, Status, Step
from portal.domain.conclusion import (
    AFTER_UNPAID_ORDER,
    PAID,
    REQUIRED,
    CallsTooClose,
    Conclusion,
    ConclusionNotAllowed,
    NoUnpaidOrder,
    PaidAmountMissing,
    Proof,
    ProofMissing,
    check_closing,
    check_conclusion,
    check_unpaid,
    open_conclusions,
)

PAIRS = [
    (conclusion, status, kind)
    for status in sorted(STEPS[Step.CLOSE][0])
    for kind in (Kind.COMPLAINT, Kind.ENQUIRY)
    for conclusion in open_conclusions(status, kind)
]


@pytest.mark.parametrize("conclusion", sorted(PAID))
@pytest.mark.parametrize("paid_fen", [None, 0, -1])
def test_a_conclusion_that_says_paid_says_how_much(
    conclusion: Conclusion, paid_fen: int | None
) -> None:
    with pytest.raises(PaidAmountMissing):
        check_conclusion(conclusion, paid_fen)
    check_conclusion(conclusion, 1)


def test_what_is_not_about_money_ends_as_put_right_once_it_is_decided() -> None:
    assert Conclusion.CORRECTED in open_conclusions(Status.DECIDED, Kind.COMPLAINT)
    assert Conclusion.CORRECTED not in open_conclusions(Status.INVESTIGATING, Kind.COMPLAINT)


@pytest.mark.parametrize("conclusion", sorted(AFTER_UNPAID_ORDER))
def test_deposit_and_court_wait_for_the_day_of_an_order(conclusion: Conclusion) -> None:
    last, after = date(2026, 12, 15), date(2026, 12, 16)
    for pay_by, on in ((None, after), (last, last)):
        with pytest.raises(NoUnpaidOrder):
            check_unpaid(conclusion, on=on, pay_by=pay_by)
    check_unpaid(conclusion, on=after, pay_by=last)
    check_unpaid(Conclusion.PAID_IN_FULL, on=last, pay_by=None)


@pytest.mark.parametrize("conclusion", sorted(set(Conclusion) - PAID))
def test_another_conclusion_needs_no_amount(conclusion: Conclusion) -> None:
    check_conclusion(conclusion, None)


def test_every_conclusion_of_the_list_has_something_to_show_and_can_be_drawn_somewhere() -> None:
    assert set(REQUIRED) == set(Conclusion)
    assert all(REQUIRED.values())
    assert {conclusion for conclusion, _, _ in PAIRS} == set(Conclusion)
    assert {proof for proofs in REQUIRED.values() for proof in proofs} == set(Proof)


@pytest.mark.parametrize(("conclusion", "status", "kind"), PAIRS)
def test_a_conclusion_without_one_of_its_proofs_is_not_drawn(
    conclusion: Conclusion, status: Status, kind: Kind
) -> None:
    stated = {Proof.FIRST_CALL_ON: "2026-11-02", Proof.SECOND_CALL_ON: "2026-11-03"}
    wanted = [proof for proof in REQUIRED[conclusion] if proof is not Proof.PAID]
    whole = {proof: stated.get(proof, "示例") for proof in wanted}
    paid_fen = 100 if conclusion in PAID else None
    check_closing(conclusion, status, kind, paid_fen, whole)
    for proof in whole:
        with pytest.raises(ProofMissing) as missing:
            check_closing(conclusion, status, kind, paid_fen, {**whole, proof: ""})
        assert missing.value.missing == (proof,)


def test_two_calls_on_one_day_do_not_show_that_nobody_can_be_reached() -> None:
    same = dict.fromkeys((Proof.FIRST_CALL_ON, Proof.SECOND_CALL_ON), "2026-11-02")
    with pytest.raises(CallsTooClose):
        check_closing(Conclusion.UNREACHABLE, Status.INVESTIGATING, Kind.COMPLAINT, None, same)


def test_nothing_is_concluded_where_it_cannot_have_happened() -> None:
    with pytest.raises(ConclusionNotAllowed):
        check_closing(Conclusion.PAID_IN_FULL, Status.INVESTIGATING, Kind.COMPLAINT, 1, {})
    assert open_conclusions(Status.RECEIVED, Kind.COMPLAINT) == ()
    assert Conclusion.ANSWERED not in open_conclusions(Status.TRANSFERRED, Kind.COMPLAINT)
