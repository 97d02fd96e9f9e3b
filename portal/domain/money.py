"""Money as integer 分 (cents): reading amounts as people write them, and saying them back."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

FEN_PER_YUAN = 100
MAX_OWED_FEN = 100_000_000 * FEN_PER_YUAN
_UNITS = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(10**3)}
# Bounded, so that Decimal stays exact; each part but the last has its mark, so that a text can be
# read in one way only and refusing it takes no longer than reading it.
_NUMBER = r"\d{1,16}(?:\.\d{1,10})?"
_AMOUNT = re.compile(rf"{_NUMBER}(?:[亿万千]零?{_NUMBER})*[亿万千]?")
_PART = re.compile(rf"(零?)({_NUMBER})([亿万千]?)")


class BadAmount(ValueError):
    """The text is not an amount of money."""

    def __init__(self, text: str) -> None:
        super().__init__("not an amount")
        self.text = text


def parse_yuan(text: str, unit: int = 1) -> int:
    """The 分 in an amount such as `35000`, `3.5万`, `1.2亿`, `３,２６０元`, `3万5千`, `3万5`.

    `3万5` is 3万5千, as everybody says it; `3万零5` is five yuan more than 3万. `unit` is what a
    bare number counts, in yuan: 10000 in a column headed 万元, where `3260元` is still 3260 yuan.
    Negative amounts and anything below one 分 raise BadAmount.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\s,，￥¥]|人民币", "", plain)
    plain, says_yuan = re.subn(r"元整?$", "", plain)
    if not _AMOUNT.fullmatch(plain):
        raise BadAmount(text)
    sizes = [(Decimal(number), size) for number, size in _sized(plain, 1 if says_yuan else unit)]
    if any(after >= before for (_, before), (_, after) in pairwise(sizes)):
        raise BadAmount(text)
    fen = sum((number * size for number, size in sizes), Decimal(0)) * FEN_PER_YUAN
    if fen != fen.to_integral_value() or fen > Decimal(10) ** 15:
        raise BadAmount(text)
    return int(fen)


def _sized(plain: str, unit: int) -> Iterator[tuple[str, Decimal]]:
    """Each number of an amount with what one of it counts, in yuan."""
    above = None
    for zero, number, mark in _PART.findall(plain):
        if mark:
            size = _UNITS[mark]
        elif above is None:
            size = Decimal(unit)
        else:
            size = above / 10 if len(number) == 1 and not zero else Decimal(1)
        yield number, size
        above = size


def in_figures(fen: int) -> str:
    """`3500000` 分 as `35000 元`; cents only where there are any."""
    yuan, cents = divmod(fen, FEN_PER_YUAN)
    return f"{yuan}.{cents:02d} 元" if cents else f"{yuan} 元"


def in_words(fen: int) -> str:
    """The amount as it is said: `3万5千元`, `3万零5元`, `1亿2000万元`; cents are dropped."""
    yuan = fen // FEN_PER_YUAN
    said = ""
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        count, yuan = divmod(yuan, size)
        if count:
            said += f"{_gap(said, count, mark)}{count}{mark}"
    gap = _gap(said, yuan, "")
    if said and yuan and yuan % 1000 == 0:
        said += f"{gap}{yuan // 1000}千"
    elif yuan or not said:
        said += f"{gap}{yuan}"
    return said + "元"


def _gap(said: str, count: int, mark: str) -> str:
    """The 零 that is said where places are skipped: `3万5元` would be heard as 3万5千."""
    skips = count < 1000 or (said.endswith("亿") and not mark)
    return "零" if said and skips else ""


def in_wan(fen: int) -> str:
    """A contract amount in 万元, as the register shows it: `12800.5`."""
    wan = Decimal(fen) / (FEN_PER_YUAN * 10**4)
    return f"{wan.normalize():f}"
