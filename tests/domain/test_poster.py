"""What the issues and placements of a site say of its board."""

import pytest

from portal.domain.poster import (
    COUNTY_FACTS,
    HOUSE_FACTS,
    SITE_FACTS,
    IssueState,
    NotOpen,
    PrintedFact,
    board_state,
    check_open,
    check_withdrawable,
    state_of,
)
from portal.domain.site import BoardState


@pytest.mark.parametrize(
    ("is_open", "is_stale", "is_hanging", "has_draft", "stands"),
    [
        (False, False, False, False, BoardState.NONE),
        (False, False, False, True, BoardState.DRAFT),
        (True, False, False, True, BoardState.UNPLACED),
        (True, True, True, False, BoardState.CURRENT),
        (False, True, False, True, BoardState.STALE),
    ],
)
def test_the_best_issue_says_how_a_site_stands(
    is_open: bool, is_stale: bool, is_hanging: bool, has_draft: bool, stands: BoardState
) -> None:
    assert stands is board_state(
        is_open=is_open, is_stale=is_stale, is_hanging=is_hanging, has_draft=has_draft
    )


def test_every_printed_fact_belongs_to_the_site_the_county_or_the_house() -> None:
    groups = (SITE_FACTS, COUNTY_FACTS, HOUSE_FACTS)
    assert sorted(fact for group in groups for fact in group) == sorted(PrintedFact)


def test_only_an_open_issue_is_printed_again_and_a_superseded_one_is_past_withdrawing() -> None:
    check_open(IssueState.OPEN)
    for state in set(IssueState) - {IssueState.OPEN}:
        with pytest.raises(NotOpen):
            check_open(state)
    check_withdrawable(IssueState.STALE)
    with pytest.raises(NotOpen):
        check_withdrawable(IssueState.SUPERSEDED)


def test_what_a_batch_has_reserved_is_opened_by_the_batch_alone() -> None:
    assert state_of(IssueState.PRINTING, has_changed=True) is IssueState.PRINTING
    assert state_of(IssueState.OPEN, has_changed=True) is IssueState.STALE
    assert state_of(IssueState.STALE, has_changed=False) is IssueState.OPEN
