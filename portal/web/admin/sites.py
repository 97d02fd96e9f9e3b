"""The register of sites: the list, and one site with its checklist and its history."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from portal.domain import regions
from portal.domain.roles import Permission
from portal.domain.site import BoardState, Industry, SiteStatus
from portal.domain.site_steps import allowed_site_steps
from portal.extensions import db
from portal.models import Site, site_register
from portal.models.site_gaps import SITE_GAPS
from portal.models.site_register import Narrowing
from portal.services import completeness, site_history, site_merge
from portal.services.board import undrawable
from portal.services.clock import today
from portal.web.access import me, needs, site_or_404
from portal.web.addresses import bounded_int
from portal.web.admin import blueprint
from portal.web.admin.boards import board_of
from portal.web.admin.step_forms import ReasonForm
from portal.web.reading import clean
from posters import Design, Item

PAGE_SIZE = 50
COUNT_CAP = 1000
HISTORY_SIZE = 12
ITEMS = {item.number: item for item in Item}
Words = TypeVar("Words", bound=StrEnum)


@dataclass(frozen=True)
class Filters:
    """What the address narrows the list to; words that we do not know narrow nothing."""

    narrowing: Narrowing

    @classmethod
    def of_request(cls) -> "Filters":
        """As the address, or the form that keeps its parts, says."""
        args = request.values
        region = args.get("region", "")
        lacking = bounded_int(args.get("lacking"))
        return cls(
            Narrowing(
                words=clean(args.get("q", ""))[:60],
                region=region if region in regions.COUNTIES else "",
                industry=_word(Industry, args.get("industry")),
                status=_word(SiteStatus, args.get("status")),
                board_state=_word(BoardState, args.get("board_state")),
                lacking=lacking if lacking in SITE_GAPS else None,
            )
        )

    @property
    def args(self) -> dict[str, Any]:
        """The parts of an address; empty ones are left out."""
        parts = dict(self.narrowing.__dict__)
        parts["q"] = parts.pop("words")
        return {name: value for name, value in parts.items() if value}

    def but(self, **changes: Any) -> dict[str, Any]:
        """The same with some changed."""
        return Filters(replace(self.narrowing, **changes)).args


@blueprint.get("/")
@needs(Permission.SEE_SITES)
def home() -> Response:
    """To the register."""
    return redirect(url_for("admin.sites"), 303)


@blueprint.get("/sites")
@needs(Permission.SEE_SITES)
def sites() -> str:
    """Newest first, a page at a time; three queries whatever the size."""
    filters = Filters.of_request()
    before = bounded_int(request.args.get("before"))
    page = site_register.page(me().region, filters.narrowing, before=before, size=PAGE_SIZE)
    rows = db.session.execute(page).all()
    counting = site_register.counts(me().region, filters.narrowing, COUNT_CAP + 1)
    return render_template(
        "admin/sites.html",
        rows=rows[:PAGE_SIZE],
        next_before=rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None,
        before=before,
        filters=filters,
        narrowing=filters.narrowing,
        counts=db.session.execute(counting).one()._mapping,
        cap=COUNT_CAP,
        lacking=ITEMS.get(filters.narrowing.lacking or 0),
        regions=regions.COUNTIES,
        Industry=Industry,
        SiteStatus=SiteStatus,
        BoardState=BoardState,
        can_choose_region=me().region == regions.CITY,
    )


@blueprint.get("/sites/<code>")
@needs(Permission.SEE_SITES)
def site(code: str) -> Response | str:
    """One site: its facts, what its board still lacks, the steps and its history. The code of a
    merged one leads to the site that answers for it."""
    found = site_or_404(code)
    if found.code != code:
        return redirect(url_for("admin.site", code=found.code), 303)
    return detail(found)


def detail(found: Site, failed: ReasonForm | None = None, failed_step: str = "") -> str:
    """The page of one site, with the form that was refused as it was typed."""
    board, missing = board_of(found)
    before = bounded_int(request.args.get("before"))
    entries = site_history.newest(
        db.session,
        found,
        before=before,
        size=HISTORY_SIZE,
        with_alarms=me().may(Permission.SEE_COMPLAINTS),
    )
    return render_template(
        "admin/site.html",
        site=found,
        missing=missing,
        designs=list(Design),
        undrawable=undrawable(board),
        has_cards=board.inspection is not None,
        checks=completeness.checklist(db.session, found, missing, on=today()),
        entries=entries[:HISTORY_SIZE],
        older=entries[HISTORY_SIZE - 1].event.id if len(entries) > HISTORY_SIZE else None,
        old_codes=site_merge.old_codes(db.session, found),
        steps=allowed_site_steps(found.status),
        failed=failed,
        failed_step=failed_step,
    )


def _word(words: type[Words], text: str | None) -> Words | None:
    return words(text) if text in set(words) else None
