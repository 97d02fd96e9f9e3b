"""Reading what people type into forms: cleaned of what no one typed, with Chinese messages."""

import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from wtforms import Field, SelectChoice, ValidationError

from portal.domain import money, phone
from portal.services.clock import today

_KEPT_CONTROLS = "\n\t"


def clean(value: Any) -> Any:
    """Text without NUL bytes, other control and direction characters, and outer blanks."""
    if not isinstance(value, str):
        return value
    if value.isprintable():  # nearly always, and it is asked of every field
        return value.strip()
    value = value.replace("\r\n", "\n").replace("\r", "\n")
    kept = (
        char
        for char in value
        if char in _KEPT_CONTROLS
        or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
        # Joiners hold emoji of several parts together.
        or char == "\u200d"
    )
    return "".join(kept).strip()


def offer(pairs: Iterable[tuple[str, str]]) -> list[SelectChoice]:
    """Values and their words, as a field offers them."""
    return [SelectChoice(value, words) for value, words in pairs]


def pairs(field: Any) -> list[tuple[str, str]]:
    """What a field offers, as a template shows it."""
    return [(choice.value, choice.label) for choice in field.choices]


def at_most(characters: int) -> Callable[[Any, Field], None]:
    """A limit that says how long the text is now, so that one knows how much to cut."""

    def check(_form: Any, field: Field) -> None:
        length = len(field.data or "")
        if length > characters:
            raise ValidationError(f"最多写 {characters} 个字，现在有 {length} 个，请删短一点")

    return check


def reachable_phone(_form: Any, field: Field) -> None:
    """A number one can be called on, if one is given."""
    if field.data:
        try:
            phone.reachable(field.data)
        except phone.BadPhone:
            raise ValidationError("这个号码不对，请看看有没有少按或多按一位") from None


def amount(_form: Any, field: Field) -> None:
    """An amount of money, if one is given."""
    if not field.data:
        return
    try:
        fen = money.parse_yuan(field.data)
    except money.BadAmount:
        raise ValidationError("请写数字，比如 35000 或 3万5千") from None
    if fen == 0:
        raise ValidationError("金额不能是 0；说不准就选“说不准”")
    if fen > money.MAX_OWED_FEN:
        raise ValidationError("金额太大了，请再看看有没有多按几个 0")


def fen_or_none(text: str | None) -> int | None:
    """The 分 of a checked amount."""
    return money.parse_yuan(text) if text else None


def first_errors(fields: Iterable[Field]) -> list[tuple[str, str]]:
    """Field id and message of every field that has one, in order, for the summary on top."""
    return [(field.id, field.errors[0]) for field in fields if field.errors]


def wanted(_form: Any, field: Field) -> None:
    """Something must be written."""
    if not field.data:
        raise ValidationError("请填写")


def day_of(text: str | None) -> date | None:
    """The day that was typed or picked; None for nothing and for what is no day."""
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def past_day_if_any(_form: Any, field: Field) -> None:
    """A day that is not to come, if one is given."""
    if not field.data:
        return
    day = day_of(field.data)
    if day is None:
        raise ValidationError("日期写成 2026-11-24 这样")
    if day > today():
        raise ValidationError("这一天还没到")


def past_day(form: Any, field: Field) -> None:
    """A day that is not to come."""
    wanted(form, field)
    past_day_if_any(form, field)


def coming_day(_form: Any, field: Field) -> None:
    """A day after today, if one is given."""
    if not field.data:
        return
    day = day_of(field.data)
    if day is None:
        raise ValidationError("日期写成 2026-11-24 这样")
    if day <= today():
        raise ValidationError("要写今天以后的一天")
