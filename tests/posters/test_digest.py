"""A digest tells whether what hangs on the wall still holds, and which item does not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from boards import COMPLETE, a_board, with_party, with_subcontractors, without

from posters import Issue, Item, Role, digest, item_digests


def changed(board) -> list[Item]:
    before, after = item_digests(COMPLETE), item_digests(board)
    return [item for item in Item if before[item] != after[item]]


WAGE = COMPLETE.minimum_wage


@pytest.mark.parametrize(
    ("board", "items"),
    [
        (with_party(Role.DEVELOPER, phone="0000-0000099"), [Item.DEVELOPER]),
        (with_party(Role.GENERAL_CONTRACTOR, org="示例二建"), [Item.GENERAL_CONTRACTOR]),
        (with_party(Role.PROJECT_OFFICE, person="孙某"), [Item.PROJECT_OFFICE]),
        (with_subcontractors("示例丙劳务"), [Item.SUBCONTRACTORS]),
        (with_party(Role.REGULATOR, person="质安股"), [Item.REGULATOR]),
        (with_party(Role.REGULATOR, org="示例局"), [Item.REGULATOR, Item.REGULATOR_PHONE]),
        (with_party(Role.WAGE_OFFICER, person="钱某"), [Item.WAGE_OFFICER]),
        (a_board(minimum_wage=replace(WAGE, monthly_yuan=Decimal(2020))), [Item.MINIMUM_WAGE]),
        (a_board(minimum_wage=replace(WAGE, document="示例文号2号")), [Item.MINIMUM_WAGE]),
        (a_board(pay_day="每月20日"), [Item.PAY_DAY]),
        (a_board(regulator_phone="0000-0000098"), [Item.REGULATOR_PHONE]),
        (a_board(inspection=replace(COMPLETE.inspection, phone="1")), [Item.INSPECTION]),
        (a_board(arbitration=replace(COMPLETE.arbitration, address="")), [Item.ARBITRATION]),
        (without(Item.LEGAL_AID), [Item.LEGAL_AID]),
        (a_board(legal_service_hotline="12345"), [Item.LEGAL_SERVICE_HOTLINE]),
        (a_board(site_name="示例·别的工地"), []),
        (a_board(county="麦积区"), [Item.MINIMUM_WAGE]),
    ],
)
def test_a_changed_fact_changes_its_item_and_the_whole(board, items):
    assert changed(board) == items
    assert digest(board) != digest(COMPLETE)


@pytest.mark.parametrize(
    "same",
    [
        a_board(printed_on=date(2027, 1, 1)),
        a_board(issue=Issue("示例-0043", 4)),
        a_board(site_name="\u200b示例·成纪新城安置房（一期） "),
        a_board(minimum_wage=replace(WAGE, monthly_yuan=Decimal("1910.00"))),
    ],
)
def test_what_is_no_fact_on_the_wall_changes_nothing(same):
    assert changed(same) == []
    assert digest(same) == digest(COMPLETE)


def test_a_word_that_moves_from_one_field_to_another_is_a_change():
    assert changed(with_party(Role.DEVELOPER, org="", person="示例城投有限公司")) == [
        Item.DEVELOPER
    ]


def test_declaring_to_have_no_subcontractor_is_another_fact_than_having_none_listed():
    silent = without(Item.SUBCONTRACTORS)
    assert digest(silent) != digest(replace(silent, no_subcontractor=True))


def test_digests_stay_as_they_were_stored():
    assert item_digests(COMPLETE)[Item.PAY_DAY] == "ef5c5065bc5efd813adf88d6d2dcb0ec"
    assert digest(COMPLETE) == "712f40c85f5f827bb4e9bee9e296f5a9"
