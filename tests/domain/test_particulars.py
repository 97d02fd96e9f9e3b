"""What a written complaint states, and what it may leave out: everything."""

import pytest

from portal.domain.casework import RefusalGround
from portal.domain.complaint import OPEN, Kind, Status
from portal.domain.particulars import Item, Particulars, stated, takes_particulars


def test_nothing_but_the_list_of_the_law_is_asked() -> None:
    assert [item.value for item in Item] == [
        "name", "sex", "age", "occupation", "employer", "home", "contact",
        "respondent", "respondent_address", "person_in_charge", "person_post",
        "facts", "request",
    ]  # fmt: skip


def test_what_is_told_or_said_to_be_unknown_is_not_missing() -> None:
    found = Particulars({Item.NAME: "王某某", Item.AGE: ""}, frozenset({Item.PERSON_POST}))
    assert found.missing == tuple(
        item for item in Item if item not in (Item.NAME, Item.PERSON_POST)
    )


@pytest.mark.parametrize("words", ["不清楚", "不知道"])
def test_writing_that_one_does_not_know_is_as_good_as_ticking_it(words: str) -> None:
    found = stated({Item.AGE: words}, [Item.EMPLOYER])
    assert (dict(found.told), found.unclear) == ({}, {Item.AGE, Item.EMPLOYER})


def test_what_is_typed_counts_before_a_tick() -> None:
    found = stated({Item.RESPONDENT: "示例公司"}, [Item.RESPONDENT])
    assert (found.told[Item.RESPONDENT], found.unclear) == ("示例公司", frozenset())


def test_only_nothing_at_all_is_empty() -> None:
    assert stated({Item.AGE: ""}, []).is_empty
    assert not stated({}, [Item.RESPONDENT]).is_empty


def test_they_are_for_a_complaint_that_is_not_over() -> None:
    assert all(takes_particulars(Kind.COMPLAINT, status) for status in OPEN)
    assert not any(takes_particulars(Kind.COMPLAINT, status) for status in set(Status) - OPEN)
    assert not any(takes_particulars(kind, Status.RECEIVED) for kind in (Kind.REPORT, Kind.ENQUIRY))


def test_a_missing_item_is_no_ground_for_a_refusal() -> None:
    assert not any("missing" in ground or "incomplete" in ground for ground in RefusalGround)
