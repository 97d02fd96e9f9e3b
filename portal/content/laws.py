"""The registry of laws, against which every reference on a page resolves."""

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from portal.content.broken import BrokenContent, Problem
from portal.content.item import Law, LawReference
from portal.content.reading import read_yaml

_ARTICLE = re.compile(r"[1-9]\d{0,3}(-[1-9])?")
_KEYS = frozenset(field.name for field in fields(Law)) - {"code"}


def load_laws(path: Path) -> dict[str, Law]:
    """Every law of laws.yaml by its code."""
    entries = read_yaml(path)
    if not isinstance(entries, dict):
        raise BrokenContent(path, Problem.BAD_YAML)
    return {code: _law(path, code, entry) for code, entry in entries.items()}


def _law(path: Path, code: str, entry: Mapping[str, Any]) -> Law:
    for key in ("name", "grade", "source"):
        if not entry.get(key):
            raise BrokenContent(path, Problem.MISSING_KEY, f"{code}.{key}")
    if unknown := entry.keys() - _KEYS:
        raise BrokenContent(path, Problem.UNKNOWN_KEY, f"{code}.{min(unknown)}")
    since = entry.get("in_force_since")
    if entry["grade"] not in ("A", "B", "C") or not isinstance(since, date | None):
        raise BrokenContent(path, Problem.BAD_VALUE, code)
    return Law(code=code, **{"title": entry["name"], **entry})


def resolve(path: Path, reference: Any, laws: Mapping[str, Law]) -> LawReference:
    """The reference {law: code, article: "30, 36"} of a page, with its law in place."""
    if not isinstance(reference, dict) or reference.keys() != {"law", "article"}:
        raise BrokenContent(path, Problem.BAD_VALUE, "laws")
    if (law := laws.get(reference["law"])) is None:
        raise BrokenContent(path, Problem.UNKNOWN_LAW, str(reference["law"]))
    text = reference["article"]
    articles = tuple(part.strip() for part in str(text).split(",")) if text else ()
    for article in articles:
        if not _ARTICLE.fullmatch(article):
            raise BrokenContent(path, Problem.BAD_ARTICLE, article)
    return LawReference(law, articles)
