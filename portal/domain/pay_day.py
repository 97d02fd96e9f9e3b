"""The wage pay day of a site, in the one spelling in which it is kept and printed."""

import re
import unicodedata

_PAY_DAY = re.compile(
    r"(?P<when>每月|当月|本月|次月|下月|下个月)?(?:的)?(?P<day>\d{1,2})(?:号|日)?(?P<by>之?前|以前)?"
)


class BadPayDay(ValueError):
    """The text does not name a day of the month."""

    def __init__(self, text: str) -> None:
        super().__init__("not a pay day")
        self.text = text


def read_pay_day(text: str) -> str:
    """`15`, `每月15日`, `10号前`, `次月5日` as `每月15日`, `每月10日前`, `次月5日`.

    Raises BadPayDay.
    """
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    match = _PAY_DAY.fullmatch(plain)
    if match is None or not 1 <= int(match["day"]) <= 31:
        raise BadPayDay(text)
    month = "次月" if match["when"] in ("次月", "下月", "下个月") else "每月"
    return f"{month}{int(match['day'])}日{'前' if match['by'] else ''}"
