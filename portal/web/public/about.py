"""What a government page must say: who runs it, what happens to personal data, accessibility."""

from flask import render_template

from portal.web.access import open_to_all
from portal.web.public import blueprint


@blueprint.get("/about")
@open_to_all
def about() -> str:
    """Who runs the portal, and what it does and does not do."""
    return render_template("public/about.html")


@blueprint.get("/privacy")
@open_to_all
def privacy() -> str:
    """What is asked, why, who sees it, how long it is kept, and what one may demand."""
    return render_template("public/privacy.html")


@blueprint.get("/accessibility")
@open_to_all
def accessibility() -> str:
    """How the pages can be used with larger letters, without a script, with a screen reader."""
    return render_template("public/accessibility.html")
