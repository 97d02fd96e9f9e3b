"""What a print must have to be told from others: a site's name and code, and where its QR leads."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from .problems import Problem, Reason
from .qr import URL_MAX_CHARS
from .text import clean


def site_problems(name: str, code: str, url: str) -> tuple[Problem, ...]:
    """Return what is wrong with a site's name, its code and the address of its page."""
    wrong = {
        Problem("site_name", Reason.MISSING): not clean(name),
        Problem("code", Reason.MISSING): not code,
        Problem("code", Reason.NOT_A_CODE): not re.fullmatch(r"[0-9]{8}", code),
        Problem("url", Reason.MISSING): not url,
        Problem("url", Reason.NOT_A_URL): not _is_url(url),
        Problem("url", Reason.CODE_NOT_IN_URL): code not in url,
    }
    return _first_of_each(wrong)


def url_problems(url: str) -> tuple[Problem, ...]:
    """Return what is wrong with the address of the portal."""
    return _first_of_each(
        {
            Problem("url", Reason.MISSING): not url,
            Problem("url", Reason.NOT_A_URL): not _is_url(url),
        }
    )


def host_of(url: str) -> str:
    """Return the host of an address as it is printed."""
    return (urlsplit(url).netloc or url).rpartition("@")[2].lower()


def _first_of_each(wrong: dict[Problem, bool]) -> tuple[Problem, ...]:
    first: dict[str, Problem] = {}
    for problem, is_so in wrong.items():
        if is_so:
            first.setdefault(problem.field, problem)
    return tuple(first.values())


def _is_url(url: str) -> bool:
    if not re.fullmatch(rf"[!-~]{{1,{URL_MAX_CHARS}}}", url):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)
