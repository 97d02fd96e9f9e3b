"""Looking a site up by its name, its contractor or its spoken code, while a complaint is made."""

from collections.abc import Sequence
from dataclasses import dataclass

from portal.domain import regions
from portal.domain.codes import Slip, heard
from portal.extensions import db
from portal.services import site_search
from portal.services.site_search import SiteHit
from portal.web.public.forms import MAX_WORDS, IntakeForm

SHOWN = 6
LEAST_LETTERS = 2


@dataclass(frozen=True)
class LookUp:
    """What words have led to: sites to choose from, or what is wrong with a code."""

    words: str
    sites: Sequence[SiteHit] = ()
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
    sites = _known_as(words, form.known_region)
    if not sites and not must_tell:
        return None
    return LookUp(words, sites[:SHOWN], is_cut=len(sites) > SHOWN)


def _known_as(words: str, county: str | None) -> list[SiteHit]:
    """The sites that the words may mean, those of the county first; what only sounds like the
    words is shown where nothing else is."""
    hits: dict[str, SiteHit] = {}
    for region in (county, regions.CITY) if county else (regions.CITY,):
        found = site_search.find(db.session, words, region=region, most=SHOWN + 1)
        hits |= {hit.code: hit for hit in found if hit.code not in hits}
    sure = [hit for hit in hits.values() if not hit.is_guess]
    return sure or list(hits.values())
