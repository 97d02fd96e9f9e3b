"""Art. 34 on a board: which items it lacks, and how a draft shows them."""

from dataclasses import replace

import pytest
from boards import COMPLETE, a_board, printed_text, squeezed, with_party, without

from posters import Board, Channel, Item, Party, Role, missing_items

BARE = Board("示例·空白工地", "38172946", COMPLETE.url, COMPLETE.printed_on)


def test_there_are_thirteen_items_numbered_as_in_the_article():
    assert [item.number for item in Item] == list(range(1, 14))


def test_a_complete_board_lacks_nothing():
    assert missing_items(COMPLETE) == ()


def test_a_bare_board_lacks_everything_in_order():
    assert missing_items(BARE) == tuple(Item)


@pytest.mark.parametrize("item", Item)
def test_a_board_without_an_item_lacks_just_that_item(item):
    assert missing_items(without(item)) == (item,)


@pytest.mark.parametrize("item", Item)
def test_a_board_without_an_item_prints_as_a_draft_that_names_it(item):
    text = printed_text(without(item))
    assert "样稿" in text
    assert squeezed(f"还缺1项：{item.number} {item.label}") in text
    assert text.count("待补：") == 1


def test_a_bare_board_prints_thirteen_gaps():
    text = printed_text(BARE)
    assert "还缺13项" in text
    assert text.count("待补：") == 13


def test_a_site_that_declares_to_have_no_subcontractor_is_complete_and_says_so():
    board = replace(without(Item.SUBCONTRACTORS), no_subcontractor=True)
    assert missing_items(board) == ()
    assert "4分包单位无分包单位" in printed_text(board)


@pytest.mark.parametrize(
    ("role", "emptied", "item"),
    [
        (Role.DEVELOPER, ("org",), Item.DEVELOPER),
        (Role.GENERAL_CONTRACTOR, ("org",), Item.GENERAL_CONTRACTOR),
        (Role.PROJECT_OFFICE, ("phone",), Item.PROJECT_OFFICE),
        (Role.PROJECT_OFFICE, ("org", "person"), Item.PROJECT_OFFICE),
        (Role.SUBCONTRACTOR, ("org",), Item.SUBCONTRACTORS),
        (Role.REGULATOR, ("org",), Item.REGULATOR),
        (Role.WAGE_OFFICER, ("person",), Item.WAGE_OFFICER),
        (Role.WAGE_OFFICER, ("phone",), Item.WAGE_OFFICER),
    ],
)
def test_a_party_lacks_what_the_article_needs_of_its_role(role, emptied, item):
    board = with_party(role, **dict.fromkeys(emptied, " \u200b"))
    assert missing_items(board) == (item,)
    assert "待补：" in printed_text(board)


@pytest.mark.parametrize(
    ("role", "emptied"),
    [
        (Role.DEVELOPER, ("person", "phone")),
        (Role.GENERAL_CONTRACTOR, ("person", "phone")),
        (Role.PROJECT_OFFICE, ("org",)),
        (Role.PROJECT_OFFICE, ("person",)),
        (Role.SUBCONTRACTOR, ("person", "phone")),
        (Role.REGULATOR, ("person", "phone")),
        (Role.WAGE_OFFICER, ("org",)),
    ],
)
def test_a_party_may_lack_what_the_article_does_not_need(role, emptied):
    board = with_party(role, **dict.fromkeys(emptied, ""))
    assert missing_items(board) == ()
    assert "样稿" not in printed_text(board)


def test_one_unnamed_subcontractor_among_many_makes_a_draft():
    unnamed = Party(Role.SUBCONTRACTOR, person="孙某")
    board = a_board(parties=(*COMPLETE.parties, unnamed))
    assert missing_items(board) == (Item.SUBCONTRACTORS,)
    assert "待补：单位名称" in printed_text(board)


@pytest.mark.parametrize("field", ["inspection", "arbitration", "legal_aid"])
@pytest.mark.parametrize("channel", [Channel("示例办公点", ""), Channel("", "0000-0000012")])
def test_a_channel_needs_its_name_and_its_phone(field, channel):
    board = a_board(**{field: channel})
    assert missing_items(board) == (Item[field.upper()],)
    assert "待补：" in printed_text(board)
