"""JSON made into a board, or into the reasons why not."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import posters
from posters import InvalidBoard, Reason, Role, missing_items, parse_board

EXAMPLE = json.loads(Path(posters.__file__).with_name("example.json").read_text("utf-8"))
NEEDED = {name: EXAMPLE[name] for name in ("site_name", "code", "url", "printed_on")}


def problems_of(data):
    with pytest.raises(InvalidBoard) as invalid:
        parse_board(data)
    return list(invalid.value.problems)


def test_the_example_is_a_complete_board_and_visibly_one():
    board = parse_board(EXAMPLE)
    assert missing_items(board) == ()
    assert board.printed_on == date(2026, 11, 24)
    assert board.minimum_wage.monthly_yuan == Decimal(1910)
    assert [party.role for party in board.parties].count(Role.SUBCONTRACTOR) == 2
    assert "示例" in board.site_name
    assert all("示例" in party.org for party in board.parties)
    assert all(party.phone.replace(" ", "").startswith("000") for party in board.parties)


def test_four_fields_make_a_draft():
    assert len(missing_items(parse_board(NEEDED))) == 13


def test_null_and_empty_mean_unknown():
    empty = dict.fromkeys(EXAMPLE, None) | NEEDED
    blank = NEEDED | {"pay_day": " ", "issue": None, "parties": [], "county": "\n"}
    assert parse_board(empty) == parse_board(NEEDED) == parse_board(blank)


def test_texts_are_cleaned_and_otherwise_kept_literally():
    board = parse_board(NEEDED | {"site_name": " 示例\u202e·洛门镇\r\n圪塄塬 #2* <总包> "})
    assert board.site_name == "示例·洛门镇 圪塄塬 #2* <总包>"


def test_amounts_may_be_written_as_text_and_keep_their_digits():
    wage = EXAMPLE["minimum_wage"] | {"monthly_yuan": "1850", "hourly_yuan": 19.5}
    board = parse_board(NEEDED | {"minimum_wage": wage})
    assert board.minimum_wage.monthly_yuan == Decimal(1850)
    assert board.minimum_wage.hourly_yuan == Decimal("19.5")


@pytest.mark.parametrize("field", sorted(NEEDED))
def test_a_needed_field_must_be_there(field):
    data = {name: value for name, value in NEEDED.items() if name != field}
    assert (field, Reason.MISSING) in problems_of(data)


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"site_nme": "示例"}, ("site_nme", Reason.UNKNOWN_FIELD)),
        ({"site_name": 7}, ("site_name", Reason.NOT_TEXT)),
        ({"site_name": "工" * 101}, ("site_name", Reason.TOO_LONG)),
        ({"site_name": "工\ud800"}, ("site_name", Reason.BROKEN_TEXT)),
        ({"code": "3817294"}, ("code", Reason.NOT_A_CODE)),
        ({"code": "３８１７２９４６"}, ("code", Reason.NOT_A_CODE)),
        ({"code": "11111111"}, ("url", Reason.CODE_NOT_IN_URL)),
        ({"url": "ftp://host/s/38172946"}, ("url", Reason.NOT_A_URL)),
        ({"url": "https:///s/38172946"}, ("url", Reason.NOT_A_URL)),
        ({"url": "https://[host/s/38172946"}, ("url", Reason.NOT_A_URL)),
        ({"url": "https://示例.cn/s/38172946"}, ("url", Reason.NOT_A_URL)),
        ({"url": f"https://{'h' * 90}/s/38172946"}, ("url", Reason.TOO_LONG)),
        ({"printed_on": "2026年11月24日"}, ("printed_on", Reason.NOT_A_DATE)),
        ({"printed_on": 20261124}, ("printed_on", Reason.NOT_A_DATE)),
        ({"no_subcontractor": "无"}, ("no_subcontractor", Reason.NOT_YES_OR_NO)),
        ({"parties": {}}, ("parties", Reason.NOT_A_LIST)),
        ({"parties": ["示例公司"]}, ("parties.0", Reason.NOT_AN_OBJECT)),
        ({"parties": [{"role": "boss"}]}, ("parties.0.role", Reason.NOT_A_ROLE)),
        ({"parties": [{"role": ["x"]}]}, ("parties.0.role", Reason.NOT_A_ROLE)),
        (
            {"parties": [{"role": "developer", "phone": 1}]},
            ("parties.0.phone", Reason.NOT_TEXT),
        ),
        ({"parties": [{"role": "subcontractor"}] * 41}, ("parties", Reason.TOO_MANY)),
        ({"legal_aid": "示例中心"}, ("legal_aid", Reason.NOT_AN_OBJECT)),
        ({"legal_aid": {"tel": "1"}}, ("legal_aid.tel", Reason.UNKNOWN_FIELD)),
        (
            {
                "minimum_wage": {
                    "monthly_yuan": 0,
                    "hourly_yuan": 20,
                    "effective_from": "2023-11-01",
                }
            },
            ("minimum_wage.monthly_yuan", Reason.NOT_AN_AMOUNT),
        ),
        (
            {"minimum_wage": {"monthly_yuan": 1, "effective_from": "2023-11-01"}},
            ("minimum_wage.hourly_yuan", Reason.MISSING),
        ),
        (
            {
                "minimum_wage": {
                    "monthly_yuan": float("nan"),
                    "hourly_yuan": 1,
                    "effective_from": "2",
                }
            },
            ("minimum_wage.monthly_yuan", Reason.NOT_AN_AMOUNT),
        ),
        (
            {"no_subcontractor": True, "parties": [{"role": "subcontractor", "org": "示例"}]},
            ("no_subcontractor", Reason.CONTRADICTS_PARTIES),
        ),
    ],
)
def test_a_wrong_field_is_named_with_its_reason(change, problem):
    assert problem in problems_of(NEEDED | change)


def test_all_problems_are_told_at_once():
    found = problems_of(NEEDED | {"code": "1", "pay_day": 15, "parties": [{"role": "boss"}]})
    assert {field for field, _ in found} >= {"code", "pay_day", "parties.0.role"}


@pytest.mark.parametrize("data", [[], "示例", 7, None])
def test_what_is_no_mapping_is_no_board(data):
    assert problems_of(data) == [("", Reason.NOT_AN_OBJECT)]
