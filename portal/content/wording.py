"""What the pages must never say: promises of money, and phone numbers nobody verified."""

import re
from pathlib import Path

from portal.content.broken import BrokenContent, Problem

FORBIDDEN_PROMISES = (
    "一定能要回",
    "保证要回",
    "包你",
    "肯定能拿到",
    "必定",
    "百分百",
    "绝对能",
    "马上就能拿到",
    "全额垫付",
)
PHONES = frozenset({"12333", "12345", "12348", "12351", "110", "119", "120"})
LOCAL_CAVEAT = "以当地为准"

_NUMBERS = re.compile(
    r"(?<![\d.])(?:"
    r"1[3-9]\d{9}"  # a mobile
    r"|0\d{2,3}[-— ]?\d{7,8}"  # a landline with its area code
    r"|[48]00[-— ]?\d{3,4}[-— ]?\d{3,4}"  # 400 and 800 lines
    r"|\d{7,8}"  # a landline without
    r"|(?:12[0-9]|9[56])\d{2,3}"  # public service lines
    r")(?!\d|元)"
)


def check_wording(path: Path, text: str) -> None:
    """Raise BrokenContent when the text promises money or names an unverified number."""
    for promise in FORBIDDEN_PROMISES:
        if promise in text:
            raise BrokenContent(path, Problem.FORBIDDEN_PROMISE, promise)
    for match in _NUMBERS.finditer(text):
        if match.group() not in PHONES:
            raise BrokenContent(path, Problem.FORBIDDEN_PHONE, match.group())
