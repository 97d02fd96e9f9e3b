"""How values are said on a page: times in China, money, codes, masked numbers."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from flask import Flask, request

from portal.domain import codes, money, phone, regions
from portal.domain.audit import act_of
from portal.domain.casework import MissingItem
from portal.domain.conclusion import Conclusion
from portal.domain.ledger import Column
from portal.domain.poster import PrintedFact
from portal.domain.topics import GUIDANCE
from portal.labels import FACT_WORDS, PLAIN, Label, field_label, label, said
from portal.labels.topics import ADVICE
from portal.models import Event
from portal.services.clock import CHINA, today
from portal.web import reading
from portal.web.settings import settings

_WEEKDAYS = "一二三四五六日"
TEXT_SIZES = ("1", "2", "3")


def init_app(app: Flask) -> None:
    """Register filters and what every template may ask for."""
    filters = {
        "label": label,
        "field_label": field_label,
        "in_words": said,
        "moment": moment,
        "day": day,
        "iso": date.isoformat,
        "spoken": codes.spoken,
        "mask": phone.mask,
        "mask_numbers": phone.mask_numbers,
        "spaced": phone.spaced,
        "yuan": money.in_figures,
        "yuan_words": money.in_words,
        "wan": money.in_wan,
        "region": regions.name_of,
        "month": month,
        "pairs": reading.pairs,
        "fact": fact,
        "plain_conclusion": plain_conclusion,
        "items_asked": items_asked,
        "said": codes.said,
        "typed_yuan": typed_yuan,
        "typed_phone": typed_phone,
        "plain_yuan": plain_yuan,
        "count": count,
        "guidance": GUIDANCE.__getitem__,
        "advice": ADVICE.__getitem__,
        "printed_fact": printed_fact,
        "duration": duration,
        "act": act_of,
        "clock": clock,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals["LEDGER_COLUMNS"] = tuple(Column)
    app.jinja_env.tests["word"] = lambda value: isinstance(value, StrEnum)
    app.context_processor(_common)


def moment(value: datetime) -> str:
    """`11月24日 10:26`, with the year where it is not this one."""
    local = value.astimezone(CHINA)
    year = "" if local.year == today().year else f"{local.year}年"
    return f"{year}{local.month}月{local.day}日 {local:%H:%M}"


def clock(value: datetime) -> str:
    """`10:26:05`, where the day stands above."""
    return f"{value.astimezone(CHINA):%H:%M:%S}"


def day(value: date | str) -> str:
    """`12月1日（星期二）`, with the year where it is not this one."""
    on = date.fromisoformat(value) if isinstance(value, str) else value
    year = "" if on.year == today().year else f"{on.year}年"
    return f"{year}{on.month}月{on.day}日（星期{_WEEKDAYS[on.weekday()]}）"


def month(value: str) -> str:
    """`2026-05` as `5月`, with the year where it is not this one."""
    year, number = value.split("-")
    return f"{int(number)}月" if int(year) == today().year else f"{year}年{int(number)}月"


def fact(event: Event, name: str) -> str:
    """The Chinese for a fact that an event carries as a word of a list."""
    return label(FACT_WORDS[name](event.facts[name])).text


def plain_conclusion(event: Event) -> str:
    """What the conclusion of a closure means, in the worker's words."""
    return PLAIN[Conclusion(event.facts["conclusion"])]


def items_asked(event: Event) -> str:
    """What the worker is asked for, as one reads it."""
    return "、".join(label(MissingItem(item)).text for item in event.facts["items"])


def typed_yuan(text: str) -> str:
    """What somebody typed as an amount, read back in figures and words."""
    try:
        fen = money.parse_yuan(text)
    except money.BadAmount:
        return text
    return f"{money.in_figures(fen)}\n{money.in_words(fen)}"


def typed_phone(text: str) -> str:
    """What somebody typed as a number, read back in groups."""
    try:
        return phone.spaced(phone.digits_of(text))
    except phone.BadPhone:
        return text


def plain_yuan(fen: int) -> str:
    """An amount as one would type it: `35000`, `35000.50`."""
    return money.in_figures(fen).removesuffix(" 元")


def count(number: Decimal | int) -> str:
    """A number of days or hours without needless zeros."""
    return f"{Decimal(number).normalize():f}"


def printed_fact(word: str) -> str:
    """The Chinese for a fact on a board; what is none is shown as it is."""
    return label(PrintedFact(word)).text if word in set(PrintedFact) else word


def duration(seconds: float) -> str:
    """How long something took: `1 分 42 秒`, `2 小时 5 分`."""
    minutes, rest = divmod(round(seconds), 60)
    if minutes >= 60:
        return f"{minutes // 60} 小时 {minutes % 60} 分"
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"


def text_size() -> str:
    """How large this reader wants the letters."""
    size = request.cookies.get("size", "1") if request else "1"
    return size if size in TEXT_SIZES else "1"


def _common() -> dict[str, object]:
    return {
        "settings": settings(),
        "text_size": text_size(),
        "today": today(),
        "Label": Label,
    }
