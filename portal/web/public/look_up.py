"""Looking a site up by its name, its contractor or its spoken code, while a complaint is made."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from portal.domain.codes import Slip, heard
from portal.extensions import db
from portal.models import Site
from portal.web.public.forms import MAX_WORDS, IntakeForm

SHOWN = 6
LEAST_LETTERS = 2


@dataclass(frozen=True)
class LookUp:
    """What words have led to: sites to choose from, or what is wrong with a code."""

    words: str
    sites: Sequence[Any] = ()
    is_cut: bool = False
    is_wrong_code: bool = False


def look_up(form: IntakeForm, *, must_tell: bool) -> LookUp | None:
    """The sites that the words of the form mean, asked for once: sent again unchanged, the words
    stand as they are. None when there is nothing to show; `must_tell` shows even an empty list."""
    words = str(form.site_words.data or "")
    if not LEAST_LETTERS <= len(words) <= MAX_WORDS or words == form.looked_up.data:
        return None
    form.looked_up.data = words
    code = heard(words)
    if isinstance(code, Slip) and code.is_misread:
        return LookUp(words, is_wrong_code=True)
    query = Site.known_as(words, form.region.data or "", SHOWN + 1)
    sites = db.session.execute(query).all()
    if not sites and not must_tell:
        return None
    return LookUp(words, sites[:SHOWN], is_cut=len(sites) > SHOWN)
