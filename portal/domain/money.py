"""Money as integer 分 (cents): reading amounts as people write them, and saying them back."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

FEN_PER_YUAN = 100
MAX_OWED_FEN = 100_000_000 * FEN_PER_YUAN
_UNITS = {"亿": Decimal(10**8), "万": Decimal(10**4), "千": Decimal(10**3)}
_AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(亿|万|千)?")


class BadAmount(ValueError):
    """The text is not an amount of money."""

    def __init__(self, text: str) -> None:
        super().__init__("not an amount")
        self.text = text


def parse_yuan(text: str, unit: int = 1) -> int:
    """The 分 in an amount such as `35000`, `3.5万`, `1.2亿`, `３,２６０元`, `3万5千`.

    `unit` is what a bare number counts, in yuan: 10000 in a column headed 万元. Negative amounts
    and anything below one 分 raise BadAmount.
    """
    plain = unicodedata.normalize("NFKC", text)
    plain = re.sub(r"[\s,，￥¥]|元整?$|人民币", "", plain)
    if plain.endswith("万元"):
        plain = plain[:-1]
    if not re.fullmatch(rf"(?:{_AMOUNT.pattern})+", plain):
        raise BadAmount(text)
    try:
        parts = [(Decimal(number), mark) for number, mark in _AMOUNT.findall(plain)]
        yuan = _sum(parts, unit)
        fen = yuan * FEN_PER_YUAN
    except InvalidOperation:
        raise BadAmount(text) from None
    if fen != fen.to_integral_value() or fen > Decimal(10) ** 15:
        raise BadAmount(text)
    return int(fen)


def _sum(parts: list[tuple[Decimal, str]], unit: int) -> Decimal:
    if len(parts) == 1 and not parts[0][1]:
        return parts[0][0] * unit
    sizes = [_UNITS.get(mark, Decimal(1)) for _, mark in parts]
    if sizes != sorted(set(sizes), reverse=True):
        raise InvalidOperation
    return sum((number * size for (number, _), size in zip(parts, sizes, strict=True)), Decimal(0))


def in_figures(fen: int) -> str:
    """`3500000` 分 as `35000 元`; cents only where there are any."""
    yuan, cents = divmod(fen, FEN_PER_YUAN)
    return f"{yuan}.{cents:02d} 元" if cents else f"{yuan} 元"


def in_words(fen: int) -> str:
    """The amount as it is said: `3万5千元`, `1亿2000万元`, `800元`; cents are dropped."""
    yuan = fen // FEN_PER_YUAN
    said = ""
    for mark, size in (("亿", 10**8), ("万", 10**4)):
        count, yuan = divmod(yuan, size)
        if count:
            said += f"{count}{mark}"
    if said and yuan and yuan % 1000 == 0:
        said += f"{yuan // 1000}千"
    elif yuan or not said:
        said += str(yuan)
    return said + "元"


def in_wan(fen: int) -> str:
    """A contract amount in 万元, as the register shows it: `12800.5`."""
    wan = Decimal(fen) / (FEN_PER_YUAN * 10**4)
    return f"{wan.normalize():f}"
