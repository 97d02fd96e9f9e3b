"""Text as data: what of a string may reach paper."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_BREAKS = re.compile(r"[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+ *")


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """Return `text` fit for print: a line break becomes one space, characters that steer a
    terminal or turn the writing direction (U+202E …) go, all else stays literally."""
    if text.isprintable():
        return text.strip()
    text = _BREAKS.sub(" ", text)
    return "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf")).strip()
