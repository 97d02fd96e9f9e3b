"""Markdown of a page's three parts, made into HTML that is safe to show as it stands."""

from collections.abc import Iterable
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from portal.content.broken import BrokenContent, Problem
from portal.content.wording import PHONES

PARTS = ("做什么", "为什么", "注意")
IN_SITE_LINKS = frozenset({"/complain", "/follow", "/offices", "/calculator"})
_ALLOWED = frozenset(
    {
        *("ordered_list_open", "ordered_list_close", "bullet_list_open", "bullet_list_close"),
        *("list_item_open", "list_item_close", "paragraph_open", "paragraph_close"),
        *("inline", "text", "softbreak", "strong_open", "strong_close", "link_open", "link_close"),
    }
)
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).disable(["html_block", "html_inline"])


class Html(str):
    """Text that is already HTML: Jinja asks `__html__` and does not escape it again."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def split_parts(path: Path, body: str) -> tuple[str, str, str]:
    """The Markdown under 做什么, 为什么 and 注意; BrokenContent unless just these, in order."""
    pieces = ("\n" + body.strip()).split("\n## ")
    found = [piece.partition("\n") for piece in pieces[1:]]
    headings = [heading.strip() for heading, _, _ in found]
    for part in PARTS:
        if part not in headings:
            raise BrokenContent(path, Problem.MISSING_PART, part)
    if pieces[0].strip() or headings != list(PARTS):
        raise BrokenContent(path, Problem.FORBIDDEN_MARKUP, " ".join(headings))
    do, why, mind = (text.strip() for _, _, text in found)
    for part, text in zip(PARTS, (do, why, mind), strict=True):
        if not text:
            raise BrokenContent(path, Problem.MISSING_PART, part)
    return do, why, mind


def render(path: Path, markdown: str) -> tuple[Html, str]:
    """HTML and plain text of one part; phone links get `class="phone"`.

    Raises BrokenContent for anything but lists, paragraphs, bold and known links.
    """
    if "<" in markdown:
        raise BrokenContent(path, Problem.FORBIDDEN_MARKUP, "<")
    tokens = _MARKDOWN.parse(markdown)
    words = []
    for token in _walk(tokens):
        if token.type not in _ALLOWED:
            raise BrokenContent(path, Problem.FORBIDDEN_MARKUP, token.type)
        if token.type == "link_open":
            _check_link(path, token)
        if token.type == "text":
            if "](" in token.content:  # a link that Markdown would not make
                raise BrokenContent(path, Problem.FORBIDDEN_LINK, token.content)
            words.append(token.content)
        elif token.type == "paragraph_close":
            words.append("\n")
    html = _MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {})
    return Html(html.strip()), "".join(words).strip()


def _walk(tokens: Iterable[Token]) -> Iterable[Token]:
    for token in tokens:
        yield token
        yield from token.children or ()


def _check_link(path: Path, token: Token) -> None:
    address = str(token.attrGet("href"))
    scheme, _, number = address.partition(":")
    if scheme == "tel":
        if number not in PHONES:
            raise BrokenContent(path, Problem.FORBIDDEN_PHONE, number)
        token.attrSet("class", "phone")
    elif address not in IN_SITE_LINKS:
        raise BrokenContent(path, Problem.FORBIDDEN_LINK, address)
