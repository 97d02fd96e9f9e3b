"""Texts with fields: what is wrong is named, what passed its check is filled without a hole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.domain.merge_fields import (
    FieldProblem,
    Malformed,
    Problem,
    ValueMissing,
    check,
    fields_in,
    fill,
)
from portal.labels.merge_fields import problem_said

FIELDS = ("登记号", "收到日期", "工地", "受理期限")
PLAIN = st.text(st.characters(exclude_characters="【】", codec="utf-8"), max_size=12)
ANY = st.text(st.sampled_from("【】登记号工地 \n\r　a"), max_size=14)
PIECES = st.lists(st.one_of(PLAIN, st.sampled_from(FIELDS).map(lambda name: f"【{name}】")))
VALUES = st.fixed_dictionaries({name: ANY.filter(str.strip) for name in FIELDS})


@pytest.mark.parametrize(
    ("text", "problem", "said"),
    [
        ("", Problem(FieldProblem.EMPTY), "还没有写内容"),
        (" \n　", Problem(FieldProblem.EMPTY), "还没有写内容"),
        (
            "您好\n【登记编号】",
            Problem(FieldProblem.UNKNOWN, 2, "登记编号", "登记号"),
            "第 2 行：没有【登记编号】这一项，是不是【登记号】？",
        ),
        (
            "【身份证】",
            Problem(FieldProblem.UNKNOWN, 1, "身份证"),
            "第 1 行：没有【身份证】这一项",
        ),
        ("【 】", Problem(FieldProblem.NAMELESS, 1, "【】"), "第 1 行：【】里没有写是哪一项"),
        (
            "【登记号\n】",
            Problem(FieldProblem.UNCLOSED, 1, "【登记号"),
            "第 1 行：“【登记号”少了后面的】",
        ),
        (
            "登记号】",
            Problem(FieldProblem.UNOPENED, 1, "登记号】"),
            "第 1 行：“登记号】”少了前面的【",
        ),
        (
            "【登记号【工地】",
            Problem(FieldProblem.NESTED, 1, "【登记号【"),
            "第 1 行：“【登记号【”里【写了两次，后面的】少了",
        ),
    ],
)
def test_what_is_wrong_is_named(text: str, problem: Problem, said: str) -> None:
    assert check(text, FIELDS)[0] == problem
    assert problem_said(problem) == said


def test_every_problem_is_told_at_once() -> None:
    kinds = [found.kind for found in check("【甲方】】\n【】\n【工地", FIELDS)]
    assert kinds == [
        FieldProblem.UNOPENED,
        FieldProblem.UNKNOWN,
        FieldProblem.NAMELESS,
        FieldProblem.UNCLOSED,
    ]


def test_blanks_inside_the_brackets_are_no_part_of_the_name() -> None:
    assert not check("【 登记号　】", FIELDS)
    assert fill("【 登记号　】", {"登记号": "7203 9641"}) == "7203 9641"


def test_all_that_is_missing_is_named_once_and_in_order() -> None:
    with pytest.raises(ValueMissing) as missing:
        fill("【工地】【登记号】【工地】【收到日期】", {"登记号": "1", "工地": " "})
    assert missing.value.fields == ("工地", "收到日期")


@given(PIECES, VALUES)
def test_what_passed_its_check_is_filled_with_the_values_as_they_are(
    pieces: list[str], values: dict[str, str]
) -> None:
    text = "".join(pieces)
    if text.strip():
        assert not check(text, FIELDS)
    filled = "".join(values.get(piece[1:-1], piece) for piece in pieces)
    assert fill(text, values) == filled
    assert set(fields_in(text)) == {piece[1:-1] for piece in pieces} & set(FIELDS)


@given(ANY)
def test_a_text_is_either_found_wrong_or_can_be_filled(text: str) -> None:
    problems = check(text, ["登记号", "工地"])
    assert all(problem_said(problem) for problem in problems)
    values = {"登记号": "一", "工地": "二"}
    if not problems:
        assert not set("【】") & set(fill(text, values))
    elif problems[0].kind is not FieldProblem.EMPTY:
        with pytest.raises((Malformed, ValueMissing)):
            fill(text, values)


@given(st.sampled_from(FIELDS), ANY.filter(str.strip))
def test_a_value_is_never_read_as_a_text_with_fields(name: str, value: str) -> None:
    assert fill(f"【{name}】", {name: value, "工地": "x"} | {name: value}) == value
