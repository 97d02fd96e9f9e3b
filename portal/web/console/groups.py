"""A group case: its complaints one below the other, with their sum."""

from flask import abort, render_template

from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import GroupCase
from portal.services import groups as service
from portal.services import ledger
from portal.web.access import me, needs
from portal.web.console import blueprint
from portal.web.console.group_card import card_of

MEMBERS_SHOWN = 500


@blueprint.get("/groups/<code>")
@needs(Permission.SEE_COMPLAINTS)
def group(code: str) -> str:
    """The members, the first one first, each with a page of its own."""
    found = service.find(db.session, code) or abort(404)
    card = card_of(found)
    if not card.count:  # none of them in my county
        abort(404)
    members = db.session.scalars(GroupCase.members(found.id, me().region, MEMBERS_SHOWN)).all()
    return render_template(
        "console/group.html",
        group=found,
        card=card,
        members=members,
        figures=ledger.figures(db.session, members),
    )
