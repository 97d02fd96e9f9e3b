"""The list of complaints, and one of them with its timeline."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, url_for
from sqlalchemy import Select
from werkzeug.wrappers import Response

from portal.domain import regions
from portal.domain.codes import BadCode, parse
from portal.domain.complaint import Channel, Status
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import LABELS
from portal.models import Complaint, complaint_list
from portal.services import casework, complaint_search, ledger
from portal.services.complaint_search import Found, Sought
from portal.web import passes
from portal.web.access import complaint_or_404, me, needs
from portal.web.addresses import bounded_int
from portal.web.console import blueprint
from portal.web.console.case_page import detail
from portal.web.console.forms import RevealForm
from portal.web.transactions import begin_to_write

PAGE_SIZE = 25
COUNT_CAP = 1000


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; words that we do not know narrow nothing. `sought` is what was
    searched for, sealed, because names and phones stand in no address."""

    region: str = ""
    status: str = ""
    channel: str = ""
    site: str = ""
    marked: str = ""
    sought: str = ""
    bad_site: str = ""

    @classmethod
    def of_request(cls) -> "Filters":
        """As the address or the form says."""
        args = request.values
        region, status, channel = (args.get(n, "") for n in ("region", "status", "channel"))
        typed = args.get("site", "").strip()[:20]
        site = _site_code(typed)
        return cls(
            region=region if region in regions.COUNTIES else "",
            status=status if status in set(Status) else "",
            channel=channel if channel in set(Channel) else "",
            site=site,
            marked="1" if args.get("marked") == "1" else "",
            sought=args.get("sought", "")[:1000],
            bad_site=typed if typed and not site else "",
        )

    @property
    def words(self) -> str:
        """What is searched for; "" for nothing, and for what was sealed too long ago."""
        return passes.read("search", self.sought) or ""

    def applied(self, query: Select[Complaint], *, but_tab: bool = False) -> Select[Complaint]:
        """The query, narrowed; for the counts on the tabs without the tab itself."""
        narrowed = Complaint.narrowed(
            query,
            region=self.region,
            status="" if but_tab else self.status,
            channel=self.channel,
            site_code=self.site,
        )
        return complaint_list.marked(narrowed) if self.marked and not but_tab else narrowed

    def but(self, **changes: str) -> dict[str, Any]:
        """The parts of an address with some changed; empty ones are left out."""
        parts = {**self.__dict__, **changes}
        return {name: value for name, value in parts.items() if value and name != "bad_site"}


@blueprint.get("/complaints")
@needs(Permission.SEE_COMPLAINTS)
def complaints() -> str:
    """Newest first, a page at a time; four queries whatever the size."""
    filters = Filters.of_request()
    before = bounded_int(request.args.get("before"))
    seen = Complaint.seen_from(me().region)
    if not filters.words:
        rows = db.session.scalars(
            complaint_list.page(filters.applied(seen), before=before, size=PAGE_SIZE)
        )
        return listed(filters, Found.of(rows.all(), PAGE_SIZE), before=before)
    what = complaint_search.sought(filters.words)
    found = complaint_search.find(
        db.session,
        what,
        filters.applied(seen),
        region=filters.region if me().region == regions.CITY else me().region,
        before=before,
        size=PAGE_SIZE,
    )
    return listed(filters, found, before=before, what=what)


def listed(
    filters: Filters,
    found: Found,
    *,
    before: int | None = None,
    what: Sought | None = None,
    typed: str = "",
    error: str = "",
) -> str:
    """The page of the list, or of what a search found; a search counts nothing."""
    return render_template(
        "console/complaints.html",
        found=found,
        figures=ledger.figures(db.session, found.complaints) if found.complaints else {},
        before=before,
        filters=filters,
        what=what,
        words=what.text if what else typed,
        error=error,
        is_forgotten=bool(filters.sought) and what is None and not error,
        counts=None if what else _counts(filters),
        cap=COUNT_CAP,
        regions=regions.COUNTIES,
        labels=LABELS,
        Channel=Channel,
        Status=Status,
        can_choose_region=me().region == regions.CITY,
    )


def _counts(filters: Filters) -> dict[str, int]:
    """By status, and how many are marked, as the tabs show them."""
    counted = filters.applied(Complaint.seen_from(me().region), but_tab=True)
    counts = complaint_list.capped_counts(counted, Status, COUNT_CAP + 1)
    return dict(db.session.execute(counts).one()._mapping)


@blueprint.get("/find")
@needs(Permission.SEE_COMPLAINTS)
def find() -> Response:
    """To a complaint by its number. A number is no secret among staff; a phone never goes here."""
    try:
        number = parse(request.args.get("number", ""))
    except BadCode:
        return redirect(url_for("console.complaints"), 303)
    return redirect(url_for("console.complaint", number=number), 303)


@blueprint.get("/complaints/<number>")
@needs(Permission.SEE_COMPLAINTS)
def complaint(number: str) -> str:
    """One complaint: what was said, the clocks, the timeline, and the steps open to me. That I
    opened it is logged, once a day: the only page that writes when it is asked for."""
    found = complaint_or_404(number, or_sent_here=True)
    page = detail(found)
    if not casework.has_opened(db.session, found, by=me()):
        begin_to_write()
        casework.opened(db.session, found, by=me())
    return page


@blueprint.post("/complaints/<number>/reveal")
@needs(Permission.REVEAL_PERSON)
def reveal(number: str) -> str | tuple[str, int]:
    """Show name and number once, for a reason that is logged."""
    found = complaint_or_404(number)
    form = RevealForm()
    if not form.validate_on_submit():
        return detail(found, reveal_form=form), 422
    casework.reveal(db.session, found, by=me(), reason=form.reason.data)
    # Shown in the answer itself: a page that could be asked for again would show it unlogged.
    return detail(found, is_revealed=True)


def _site_code(text: str) -> str:
    try:
        return parse(text)
    except BadCode:
        return ""
