"""One mapping read field by field, with every problem noted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Self, TypeVar

from .problems import InvalidPrint, Problem, Reason
from .text import clean

TEXT_MAX_CHARS = 100

T = TypeVar("T")


class Reader:
    """Takes fields out of one mapping, and notes problems instead of stopping at the first.

    Each method returns a value of the right type whatever it finds; `problems` tells whether it
    may be used.
    """

    def __init__(self, data: Mapping[str, Any], path: str, problems: list[Problem]) -> None:
        self.data, self.path, self.problems = data, path, problems

    @classmethod
    def of(cls, data: Any, shape: type) -> Self:
        """Begin to read a whole print; raises `InvalidPrint` if it is no mapping."""
        if not isinstance(data, Mapping):
            raise InvalidPrint((Problem("", Reason.NOT_AN_OBJECT),))
        reader = cls(data, "", [])
        reader.refuse_unknown(shape)
        return reader

    def must_be_well(self) -> None:
        """Raise `InvalidPrint` if there is any problem."""
        if self.problems:
            raise InvalidPrint(tuple(self.problems))

    def blame(self, field: str, reason: Reason) -> None:
        self.problems.append(Problem(self.path + field, reason))

    def add(self, problems: Iterable[Problem]) -> None:
        """Note these too, but for fields that something is known of already."""
        blamed = {problem.field for problem in self.problems}
        self.problems += [problem for problem in problems if problem.field not in blamed]

    def refuse_unknown(self, shape: type) -> None:
        known = {field.name for field in fields(shape)}
        for field in self.data:
            if field not in known:
                self.blame(clean(str(field)), Reason.UNKNOWN_FIELD)

    def text(self, field: str) -> str:
        value = self.data.get(field)
        if value is not None and not isinstance(value, str):
            self.blame(field, Reason.NOT_TEXT)
            return ""
        text = clean(value or "")
        if any("\ud800" <= character <= "\udfff" for character in text):
            self.blame(field, Reason.BROKEN_TEXT)
        if len(text) > TEXT_MAX_CHARS:
            self.blame(field, Reason.TOO_LONG)
        return text

    def day(self, field: str) -> date:
        value = self.data.get(field)
        try:
            return date.fromisoformat(value)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            self.blame(field, Reason.MISSING if value is None else Reason.NOT_A_DATE)
            return date.min

    def amount(self, field: str) -> Decimal:
        value = self.data.get(field)
        try:
            amount = Decimal(str(value))
        except InvalidOperation:
            amount = Decimal(0)
        if isinstance(value, bool) or not (amount.is_finite() and 0 < amount < 100_000):
            self.blame(field, Reason.MISSING if value is None else Reason.NOT_AN_AMOUNT)
        return amount

    def count(self, field: str) -> int:
        value = self.data.get(field)
        if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 100_000:
            self.blame(field, Reason.MISSING if value is None else Reason.NOT_A_COUNT)
            return 1
        return value

    def yes(self, field: str) -> bool:
        value = self.data.get(field)
        if value not in (None, True, False):
            self.blame(field, Reason.NOT_YES_OR_NO)
        return value is True

    def each(self, field: str, make: Callable[[Reader], T]) -> tuple[T, ...]:
        value = self.data.get(field)
        if not isinstance(value, list | tuple | None):
            self.blame(field, Reason.NOT_A_LIST)
            return ()
        made = (self._make(f"{field}.{n}", part, make) for n, part in enumerate(value or ()))
        return tuple(part for part in made if part is not None)

    def inner(self, field: str, make: Callable[[Reader], T]) -> T | None:
        value = self.data.get(field)
        return None if value is None else self._make(field, value, make)

    def _make(self, field: str, value: Any, make: Callable[[Reader], T]) -> T | None:
        if not isinstance(value, Mapping):
            self.blame(field, Reason.NOT_AN_OBJECT)
            return None
        return make(Reader(value, f"{self.path}{field}.", self.problems))
