"""Handing over the cases of a colleague: whose, to whom, each shown, then done in one go."""

from flask import abort, render_template
from werkzeug.wrappers import Response

from portal.domain import roles
from portal.domain.bulk import BulkKind
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Staff
from portal.services import bulk as many
from portal.services import handover as cases
from portal.services.assignment import desk_of
from portal.web.access import me, needs
from portal.web.console import blueprint
from portal.web.console.bulk_forms import issue
from portal.web.console.handover_form import HandOverForm
from portal.web.transactions import reads_first

# More than a person ever has; what is left over is handed over by doing it again.
MOST = 1000


@blueprint.get("/handover")
@needs(Permission.ASSIGN_CASES)
def handover() -> str:
    """Every colleague with their open cases."""
    loads = cases.loads(db.session, me().region)
    return render_template("console/handover.html", loads=loads)


@blueprint.get("/handover/<int:staff_id>")
@needs(Permission.ASSIGN_CASES)
def hand_over(staff_id: int) -> str:
    """To whom the cases of a colleague are to go."""
    return _page(_colleague(staff_id), failed=None)


@blueprint.post("/handover/<int:staff_id>")
@needs(Permission.ASSIGN_CASES)
@reads_first
def preview_handover(staff_id: int) -> Response | str | tuple[str, int]:
    """Who would get which."""
    person = _colleague(staff_id)
    form = HandOverForm(_receivers(person))
    if form.is_to_change or not form.is_whole:
        return _page(person, failed=form), 200 if form.is_to_change else 422
    numbers = cases.numbers(db.session, person.id, me().region, MOST)
    gathered = many.gather(db.session, me(), numbers)
    desk = desk_of(db.session, form.certificates)
    planned = cases.plan(gathered, person.id, form.to, desk)
    turns = {p.number: turn for p in planned if (turn := cases.turn_of(p)) is not None}
    asked = {"of": person.id, "to": form.to, "turns": turns, "reason": form.reason}
    asked["certificates"] = list(form.certificates.items())
    return render_template(
        "console/handover_preview.html",
        person=person,
        planned=planned,
        people={**desk.people, person.id: person},
        counts={each: list(turns.values()).count(each) for each in form.to},
        agreed=issue(BulkKind.HAND_OVER, asked, planned),
        form=form,
    )


def _colleague(staff_id: int) -> Staff:
    """Somebody of my region, or of the counties for the city; their account may be closed."""
    found = db.session.get(Staff, staff_id)
    if found is None or not roles.covers(me().region, found.region):
        abort(404)
    return found


def _receivers(person: Staff) -> list[cases.Load]:
    """Who may take cases over: whoever inspects there but the colleague, the least burdened
    first."""
    able = [
        each
        for each in cases.loads(db.session, me().region)
        if each.person.is_active and each.person.may(Permission.INVESTIGATE)
    ]
    others = [each for each in able if each.person.id != person.id]
    return sorted(others, key=lambda load: load.cases)


def _page(person: Staff, failed: HandOverForm | None) -> str:
    receivers = _receivers(person)
    form = failed or HandOverForm(receivers, is_sent=False)
    numbers = cases.numbers(db.session, person.id, me().region, MOST)
    return render_template(
        "console/hand_over.html", person=person, form=form, receivers=receivers, count=len(numbers)
    )
