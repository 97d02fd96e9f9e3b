"""Reading the files themselves: YAML, and Markdown with its front matter."""

from datetime import date
from pathlib import Path
from typing import Any

import frontmatter
import yaml

from portal.content.broken import BrokenContent, Problem
from portal.content.wording import PHONES

TITLE_LIMIT = 24
SHORT_LIMIT = 60
AUDIENCES = frozenset({"worker", "family", "employer"})
_LISTS = {"audience": (1, 3), "keywords": (3, 8), "spoken": (4, 12), "related": (2, 5)}
_REQUIRED = ("title", "short", *_LISTS, "laws", "grade", "reviewed_on")


def read_yaml(path: Path) -> Any:
    """Whatever the file holds; BrokenContent when it is not YAML."""
    try:
        return yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise BrokenContent(path, Problem.BAD_YAML) from error


def read_page(path: Path) -> tuple[dict[str, Any], str]:
    """Front matter, its keys and lengths checked, and the Markdown below it."""
    try:
        page = frontmatter.loads(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise BrokenContent(path, Problem.BAD_YAML) from error
    _check_keys(path, page.metadata)
    _check_values(path, page.metadata)
    return page.metadata, page.content


def _check_keys(path: Path, matter: dict[str, Any]) -> None:
    for key in _REQUIRED:
        if key not in matter:
            raise BrokenContent(path, Problem.MISSING_KEY, key)
    if unknown := matter.keys() - {*_REQUIRED, "phone"}:
        raise BrokenContent(path, Problem.UNKNOWN_KEY, min(unknown))


def _check_values(path: Path, matter: dict[str, Any]) -> None:
    for key, limit, problem in (
        ("title", TITLE_LIMIT, Problem.TITLE_TOO_LONG),
        ("short", SHORT_LIMIT, Problem.SHORT_TOO_LONG),
    ):
        if not isinstance(matter[key], str) or not matter[key].strip():
            raise BrokenContent(path, Problem.BAD_VALUE, key)
        if len(matter[key]) > limit:
            raise BrokenContent(path, problem, str(len(matter[key])))
    for key, (fewest, most) in _LISTS.items():
        if not _is_list_of_words(matter[key]) or not fewest <= len(matter[key]) <= most:
            raise BrokenContent(path, Problem.BAD_VALUE, key)
    phone = matter.get("phone")
    if phone is not None and phone not in PHONES:
        raise BrokenContent(path, Problem.FORBIDDEN_PHONE, str(phone))
    fine = {
        "audience": set(matter["audience"]) <= AUDIENCES,
        "grade": matter["grade"] in ("A", "B", "C"),
        "reviewed_on": isinstance(matter["reviewed_on"], date),
        "laws": isinstance(matter["laws"], list),
    }
    for key, is_fine in fine.items():
        if not is_fine:
            raise BrokenContent(path, Problem.BAD_VALUE, key)


def _is_list_of_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) and word for word in value)
