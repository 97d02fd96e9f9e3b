"""What is wrong with a text that has fields in it, in words."""

from types import MappingProxyType
from typing import Final

from portal.domain.merge_fields import FieldProblem, Problem

_WORDS: Final = MappingProxyType(
    {
        FieldProblem.EMPTY: "还没有写内容",
        FieldProblem.UNKNOWN: "没有【{words}】这一项",
        FieldProblem.NAMELESS: "【】里没有写是哪一项",
        FieldProblem.UNCLOSED: "“{words}”少了后面的】",
        FieldProblem.UNOPENED: "“{words}”少了前面的【",
        FieldProblem.NESTED: "“{words}”里【写了两次，后面的】少了",
    }
)


def problem_said(problem: Problem) -> str:
    """One problem as a clerk reads it: `第 2 行：没有【登记编号】这一项，是不是【登记号】？`"""
    said = _WORDS[problem.kind].format(words=problem.words)
    if problem.kind is FieldProblem.EMPTY:
        return said
    nearest = f"，是不是【{problem.nearest}】？" if problem.nearest else ""
    return f"第 {problem.line} 行：{said}{nearest}"
