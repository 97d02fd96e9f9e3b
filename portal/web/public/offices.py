"""Phones and addresses by county: verified ones only, beside the national lines."""

from flask import render_template

from portal.domain import regions
from portal.extensions import db
from portal.models import Office
from portal.web.access import open_to_all
from portal.web.public import blueprint
from portal.web.public.place import place


@blueprint.get("/offices")
@open_to_all
def offices() -> str:
    """The offices of the county of the site or of the choice, and what each national line does."""
    here = place()
    found = db.session.scalars(Office.verified_in(here.region)).all() if here.region else []
    return render_template(
        "public/offices.html", place=here, offices=found, counties=regions.COUNTIES
    )
