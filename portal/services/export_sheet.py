"""What a list says in a file: its columns, declared, and where its rows come from."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from portal.domain.export import ListName
from portal.services.clock import CHINA


class CellKind(StrEnum):
    """What a column holds, which decides how either file writes it."""

    TEXT = "text"
    DAY = "day"
    MOMENT = "moment"
    MONEY = "money"
    COUNT = "count"


Value = str | bool | int | float | date | datetime | Sequence[str] | None
# So many rows are held at once.
AT_ONCE: Final = 500
# What XML 1.0 cannot hold, and no UTF-8 has.
_NOT_WRITTEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Column:
    """One column. `field` has its Chinese in labels; `read` gives the value of a row, where it is
    not what the row has under that name: money in 分, a word of a closed list as it is."""

    field: str
    read: Callable[[Any], Value] | None = None
    kind: CellKind = CellKind.TEXT
    is_personal: bool = False

    def value(self, row: Any) -> Value:
        """What the row says in this column."""
        value: Value = self.read(row) if self.read else getattr(row, self.field)
        return value


@dataclass(frozen=True)
class Sheet:
    """A list with all the columns that it can have. `about` is the complaint that a row tells of,
    where what is personal in it is a complaint's."""

    name: ListName
    columns: tuple[Column, ...]
    about: Callable[[Any], int | None] = lambda _row: None

    def shown(self, *, is_personal: bool) -> tuple[Column, ...]:
        """Those that go out; what is personal only where that was asked for."""
        return tuple(each for each in self.columns if is_personal or not each.is_personal)


class Batch(NamedTuple):
    """Some rows of a list and the key from which the next are read; None after the last."""

    rows: Sequence[Any]
    after: Any


# Reads the rows after a key, the first ones after None, in one short query.
Source = Callable[[Session, Any], Batch]
Say = Callable[[StrEnum], str]


@dataclass(frozen=True)
class Rows:
    """The rows of a list: `source` reads them, with what is personal or without; `count` counts
    them up to a cap, None where nobody can."""

    source: Callable[[bool], Source]
    count: Callable[[Session, int], int | None]


def by_id(query: Select[Any], model: Any, opened: Callable[..., Select[Any]] | None = None) -> Rows:
    """The rows of a query by their ids; `opened` says what is loaded with them."""

    def source(is_personal: bool) -> Source:
        return newest_first(opened(query, is_personal=is_personal) if opened else query, model)

    return Rows(source, counted(query, model))


def whole(read: Callable[[Session], Sequence[Any]]) -> Rows:
    """The rows of a short list, or of one whose sums have no key, read in one go."""

    def source(_is_personal: bool) -> Source:
        return lambda session, _after: Batch(read(session), None)

    return Rows(source, lambda session, _cap: len(read(session)))


def newest_first(query: Select[Any], model: Any) -> Source:
    """The rows of a query by their ids, the newest first."""
    query = query.order_by(None)

    def read(session: Session, before: int | None) -> Batch:
        page = query if before is None else query.where(model.id < before)
        rows = session.scalars(page.order_by(model.id.desc()).limit(AT_ONCE)).all()
        return Batch(rows, rows[-1].id if len(rows) == AT_ONCE else None)

    return read


def counted(query: Select[Any], model: Any) -> Callable[[Session, int], int | None]:
    """Counts what a query finds, never beyond a cap."""

    def count(session: Session, cap: int) -> int | None:
        rows = query.order_by(None).with_only_columns(model.id).limit(cap)
        return session.scalar(select(func.count()).select_from(rows.subquery()))

    return count


def cell_of(column: Column, row: Any, say: Say) -> Value:
    """The value of a cell: words said, texts cleaned, moments as the clock in China shows them."""
    value = column.value(row)
    match value:
        case StrEnum():
            return say(value)
        case str():
            return _NOT_WRITTEN.sub("", value)
        case bool():
            return "是" if value else "否"
        case list() | tuple():
            said = (say(each) if isinstance(each, StrEnum) else str(each) for each in value)
            return _NOT_WRITTEN.sub("", "、".join(said))
        case datetime():
            return value.astimezone(CHINA).replace(tzinfo=None, second=0, microsecond=0)
    return value
