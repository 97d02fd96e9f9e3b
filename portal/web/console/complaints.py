"""The list of complaints, and one of them with its timeline."""

from dataclasses import dataclass
from typing import Any

from flask import redirect, render_template, request, session, url_for
from sqlalchemy import Select
from werkzeug.wrappers import Response

from portal.domain import regions, roles
from portal.domain.codes import BadCode, parse
from portal.domain.complaint import Channel, Status, Step
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import LABELS
from portal.models import Complaint, Event, Site
from portal.services import casework
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.console.forms import STEP_FORMS, NoteForm, ReplyForm, RevealForm

PAGE_SIZE = 25
COUNT_CAP = 1000
_REVEALED = "revealed"


@dataclass(frozen=True)
class Filters:
    """What the list is narrowed to; words that we do not know narrow nothing."""

    region: str = ""
    status: str = ""
    channel: str = ""
    site: str = ""

    @classmethod
    def of_request(cls) -> "Filters":
        """As the address says."""
        args = request.args
        region, status, channel = (args.get(n, "") for n in ("region", "status", "channel"))
        return cls(
            region=region if region in regions.COUNTIES else "",
            status=status if status in set(Status) else "",
            channel=channel if channel in set(Channel) else "",
            site=_site_code(args.get("site", "")),
        )

    def applied(self, query: Select[Complaint]) -> Select[Complaint]:
        """The query, narrowed."""
        if self.region:
            query = query.where(Complaint.region == self.region)
        if self.status:
            query = query.where(Complaint.status == Status(self.status))
        if self.channel:
            query = query.where(Complaint.channel == Channel(self.channel))
        if self.site:
            query = query.join(Site).where(Site.code == self.site)
        return query

    def but(self, **changes: str) -> dict[str, str]:
        """The parts of an address with some changed; empty ones are left out."""
        parts = {**self.__dict__, **changes}
        return {name: value for name, value in parts.items() if value}


@blueprint.get("/complaints")
@needs(Permission.SEE_COMPLAINTS)
def complaints() -> str:
    """Newest first, a page at a time; three queries whatever the size."""
    filters = Filters.of_request()
    before = request.args.get("before", type=int)
    query = filters.applied(Complaint.seen_from(me().region))
    rows = db.session.scalars(Complaint.page(query, before=before, size=PAGE_SIZE)).all()
    scope = filters.region if filters.region and me().region == regions.CITY else me().region
    counts = db.session.execute(Complaint.capped_counts(scope, Status, COUNT_CAP + 1)).one()
    return render_template(
        "console/complaints.html",
        rows=rows[:PAGE_SIZE],
        next_before=rows[PAGE_SIZE - 1].id if len(rows) > PAGE_SIZE else None,
        before=before,
        filters=filters,
        counts=dict(zip(Status, counts, strict=True)),
        cap=COUNT_CAP,
        regions=regions.COUNTIES,
        labels=LABELS,
        Channel=Channel,
        Status=Status,
        can_choose_region=me().region == regions.CITY,
    )


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
    """One complaint: what was said, the clocks, the timeline, and the steps open to me."""
    return detail(complaint_or_404(number))


@blueprint.post("/complaints/<number>/reveal")
@needs(Permission.REVEAL_PERSON)
def reveal(number: str) -> Response | tuple[str, int]:
    """Show name and number once, for a reason that is logged."""
    found = complaint_or_404(number)
    form = RevealForm()
    if not form.validate_on_submit():
        return detail(found, reveal_form=form), 422
    casework.reveal(db.session, found, by=me(), reason=form.reason.data)
    session[_REVEALED] = found.number
    return redirect(url_for("console.complaint", number=number), 303)


def detail(
    found: Complaint,
    *,
    failed: NoteForm | None = None,
    failed_step: str = "",
    reveal_form: RevealForm | None = None,
) -> str:
    """The page of one complaint, with the form that was refused as it was typed."""
    steps = [step for step in found.allowed_steps if roles.may_step(me().role, step)]
    forms: dict[str, Any] = {step: STEP_FORMS[step](formdata=None) for step in steps}
    forms["reply"] = ReplyForm(formdata=None)
    if failed is not None:
        forms[failed_step] = failed
    return render_template(
        "console/complaint.html",
        complaint=found,
        events=db.session.scalars(Event.of_complaint(found.id)).all(),
        steps=steps,
        forms=forms,
        failed_step=failed_step,
        reveal_form=reveal_form or RevealForm(formdata=None),
        is_revealed=session.pop(_REVEALED, None) == found.number,
        Step=Step,
    )


def _site_code(text: str) -> str:
    try:
        return parse(text)
    except BadCode:
        return ""
