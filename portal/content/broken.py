"""What can be wrong with a content file, and the exception that stops the start because of it."""

from enum import StrEnum
from pathlib import Path


class Problem(StrEnum):
    """One kind of fault each; the fact beside it says which key, word or number."""

    BAD_YAML = "bad_yaml"
    MISSING_KEY = "missing_key"
    UNKNOWN_KEY = "unknown_key"
    BAD_VALUE = "bad_value"
    UNKNOWN_SECTION = "unknown_section"
    TITLE_TOO_LONG = "title_too_long"
    SHORT_TOO_LONG = "short_too_long"
    DUPLICATE_TITLE = "duplicate_title"
    UNKNOWN_LAW = "unknown_law"
    BAD_ARTICLE = "bad_article"
    UNKNOWN_RELATED = "unknown_related"
    MISSING_PART = "missing_part"
    MISSING_CAVEAT = "missing_caveat"
    FORBIDDEN_PROMISE = "forbidden_promise"
    FORBIDDEN_PHONE = "forbidden_phone"
    FORBIDDEN_LINK = "forbidden_link"
    FORBIDDEN_MARKUP = "forbidden_markup"


class BrokenContent(Exception):
    """A content file breaks a rule: which file, which rule, and the words concerned."""

    def __init__(self, path: Path, problem: Problem, fact: str = "") -> None:
        super().__init__(str(path), problem.value, fact)
        self.path = path
        self.problem = problem
        self.fact = fact
