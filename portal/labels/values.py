"""A value of a field of the register in words, as it is or as a timeline keeps it."""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from portal.domain import money, phone, regions
from portal.domain.site import Industry, SiteStatus
from portal.labels.register import WORDS

_DIGITS: Final = re.compile(r"\d+")
_WORDS: Final[dict[str, type[StrEnum]]] = {"status": SiteStatus, "industry": Industry}


def said(field: str, value: object) -> str:
    """The value of a field in words; what is empty says so."""
    match value:
        case None | "":
            return "空"
        case bool():
            return "是" if value else "否"
        case int() if field == "contract_fen":
            return f"{money.in_wan(value)} 万元"
        case date():
            return f"{value.year}年{value.month}月{value.day}日"
    text = str(value)
    if field in _WORDS:
        words = _WORDS[field]
        return WORDS[words][words(text)].text
    if field.endswith(("_phone", "_contact")):
        return _DIGITS.sub(lambda run: phone.spaced(run.group()), text)
    if field == "started_on":
        return said(field, date.fromisoformat(text))
    return regions.name_of(text) if field == "region" else text
