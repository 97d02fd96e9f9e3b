"""The nouns of the content: section, law, reference to a law, item."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Literal

from portal.content.rendering import Html

Grade = Literal["A", "B", "C"]


@dataclass(frozen=True)
class Section:
    """One of the six columns of 扫码知; `code` is its part of the address."""

    code: str
    title: str
    line: str


@dataclass(frozen=True)
class Law:
    """An instrument: `name` as the pages cite it, `title` in full, and how far it was verified."""

    code: str
    name: str
    title: str
    grade: Grade
    source: str
    number: str | None = None
    in_force_since: date | None = None
    note: str | None = None

    @property
    def cited(self) -> str:
        """The name in book marks; a document known by its number stands without them."""
        return self.name if self.name == self.number else f"《{self.name}》"


@dataclass(frozen=True)
class LawReference:
    """A law and the articles of it that a page rests on; no articles means the whole of it."""

    law: Law
    articles: tuple[str, ...]

    @property
    def label(self) -> str:
        """《劳动法》第44条、第46至48条; "276-1" reads 第276条之一."""
        return self.law.cited + "、".join(_article_labels(self.articles))


def _article_labels(articles: tuple[str, ...]) -> Iterator[str]:
    """Three articles or more in a row read as one stretch."""
    for _, row in groupby(enumerate(articles), key=lambda entry: int(_number(entry[1])) - entry[0]):
        stretch = [article for _, article in row]
        if len(stretch) > 2 and all(map(str.isdigit, stretch)):
            yield f"第{stretch[0]}至{stretch[-1]}条"
        else:
            yield from map(_article_label, stretch)


def _number(article: str) -> str:
    return article.partition("-")[0]


def _article_label(article: str) -> str:
    number, _, sub = article.partition("-")
    return f"第{number}条" + (f"之{'一二三四五六七八九'[int(sub) - 1]}" if sub else "")


@dataclass(frozen=True)
class Item:
    """One rights page: the answer first, then what to do, why, and what to mind."""

    section: Section
    slug: str
    title: str
    short: str
    audience: tuple[str, ...]
    keywords: tuple[str, ...]
    spoken: tuple[str, ...]
    laws: tuple[LawReference, ...]
    grade: Grade
    reviewed_on: date
    related: tuple[str, ...]
    phone: str | None
    do: Html
    why: Html
    mind: Html
    text: str

    @property
    def key(self) -> str:
        """section/slug, as front matter and addresses write it."""
        return f"{self.section.code}/{self.slug}"

    @property
    def characters(self) -> int:
        """How many characters the body has, punctuation included, markup not."""
        return len("".join(self.text.split()))

    @property
    def reading_minutes(self) -> int:
        """Whole minutes at 400 characters a minute, at least one."""
        return max(1, round(self.characters / 400))
