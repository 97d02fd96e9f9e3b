"""What the call screen shows: the form as it was typed, and beside it what to judge and read."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import render_template

from portal.domain import regions
from portal.domain.codes import LENGTH, Slip, heard
from portal.domain.complaint import Kind, Topic
from portal.extensions import db
from portal.models import Call, Site
from portal.services import calls, duplicates, site_search
from portal.services.calls import Screen
from portal.services.clock import now
from portal.services.duplicates import Duplicate, Said
from portal.services.intake import Receipt
from portal.services.site_search import SiteHit
from portal.web import passes
from portal.web.access import me
from portal.web.console.call_form import CallForm
from portal.web.reading import first_errors


@dataclass(frozen=True)
class Aside:
    """What stands beside the form."""

    site: Site | None
    duplicates: list[Duplicate]
    colleague: Call | None


def screen_of(form: Any) -> Screen:
    """The screen that the form was sent from; an old page without a key gets one."""
    opened = passes.read("call", form.opened.data)
    form.submission_key.data = form.submission_key.data or Screen.new_key()
    since = datetime.fromisoformat(opened) if opened else now()
    return Screen(form.submission_key.data, me(), since)


def new_pass() -> str:
    """A sealed moment for a screen that is opened now."""
    return passes.issue("call", now().isoformat())


def site_of(form: CallForm) -> Site | None:
    """The site that has been chosen."""
    code = form.site_code.data
    return db.session.scalar(Site.by_code(code)) if code else None


def hits_of(form: CallForm) -> list[SiteHit]:
    """The sites that fit what was typed, within the county where one is chosen."""
    region = form.region.data if form.region.data in regions.COUNTIES else regions.CITY
    return site_search.find(db.session, form.site_words.data or "", region=region)


def wrong_code(words: str) -> str:
    """What is wrong with a spoken code, while the caller can still be asked; else nothing."""
    code = heard(words)
    if not isinstance(code, Slip):
        return ""
    if code.is_misread:
        return "这 8 位里有一位不对，请他慢慢再念一遍"
    return f"编码是 {LENGTH} 位，现在 {code.digits} 位"


def aside_of(form: CallForm, site: Site | None) -> Aside:
    """Duplicates and colleagues, by what has been typed so far."""
    digits = form.phone_digits()
    said = Said(
        region=me().region,
        digits=digits,
        site_id=site.id if site else None,
        name=form.name.data or "",
        months=form.months_ticked(),
        amount_fen=form.fen_or_none(),
    )
    return Aside(
        site, duplicates.find(db.session, said), calls.other_operator(db.session, digits, me())
    )


def page(
    form: CallForm,
    *,
    hits: list[SiteHit] | None = None,
    reused: Receipt | None = None,
    join_error: str = "",
) -> str:
    """The whole screen. A single hit is the one that was meant; its name is read back."""
    if hits is not None and len(hits) == 1:
        form.site_code.data = hits[0].code
    if reused or not form.submission_key.data:
        form.submission_key.data = Screen.new_key()
    opened = passes.read("call", form.opened.data)
    if not opened:
        form.opened.data = new_pass()
    site = site_of(form)
    started = datetime.fromisoformat(opened) if opened else now()
    return render_template(
        "console/new_call.html",
        form=form,
        hits=hits if hits and len(hits) > 1 else [],
        nothing_found=hits == [],
        wrong_code=wrong_code(form.site_words.data or "") if hits == [] else "",
        site=site,
        aside=aside_of(form, site),
        drafts=_other_drafts(form),
        reused=reused,
        join_error=join_error,
        errors=first_errors(form),
        seconds=max(0, round((now() - started).total_seconds())),
        Kind=Kind,
        Topic=Topic,
    )


def _other_drafts(form: CallForm) -> list[Call]:
    """My unfinished calls, on a screen where nothing has been typed yet."""
    return [] if form.typed() else calls.drafts(db.session, me())
