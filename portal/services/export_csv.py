"""Writing a list as CSV that Excel opens as it is: UTF-8 with its mark, nothing evaluated."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from portal.domain.formula import kept_as_text
from portal.domain.money import FEN_PER_YUAN
from portal.services.export_sheet import CellKind, Column, Value

BOM = "\ufeff"


def written(
    cover: Sequence[tuple[str, str]],
    headers: Sequence[str],
    columns: Sequence[Column],
    batches: Iterable[Sequence[Sequence[Value]]],
) -> Iterator[bytes]:
    """The file, a piece for each batch: what it is, the header, the rows, and last how many they
    were. Without that line it was cut off."""
    kinds = [column.kind for column in columns]
    top = [[name, kept_as_text(words)] for name, words in cover]
    yield _lines([*top, [], headers], mark=BOM)
    count = 0
    for batch in batches:
        count += len(batch)
        yield _lines(
            [_said(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in batch
        )
    yield _lines([[last_line(count)]])


def last_line(count: int) -> str:
    """How many rows there were, as it stands under them."""
    return f"共 {count} 行"


def _lines(rows: Iterable[Sequence[str]], mark: str = "") -> bytes:
    text = io.StringIO(mark, newline="")
    text.seek(len(mark))
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def _said(kind: CellKind, value: Value) -> str:
    match value:
        case None:
            return ""
        case datetime():
            return f"{value:%Y-%m-%d %H:%M}"
        case date():
            return value.isoformat()
        case int() if kind is CellKind.MONEY:
            return yuan(value)
        case str():
            return kept_as_text(value)
    return str(value)


def yuan(fen: int) -> str:
    """`3500050` 分 as `35000.50`, exactly."""
    sign, whole = "-" if fen < 0 else "", abs(fen)
    return f"{sign}{whole // FEN_PER_YUAN}.{whole % FEN_PER_YUAN:02d}"
