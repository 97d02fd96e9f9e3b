"""Final boards of a site: issuing the next version, printing one again, taking one back."""

from flask import Response, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Redirect

from portal.domain import roles
from portal.domain.poster import NotOpen
from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Placement, PosterIssue
from portal.services import issuing
from portal.services.board_press import PAPERS
from portal.services.issuing import AlreadyIssued, BoardIncomplete, BoardUnprintable
from portal.web.access import me, needs, site_or_404
from portal.web.admin import blueprint
from portal.web.admin.boards import board_of, file_of, settings_asked, source
from portal.web.reading import clean
from portal.web.transactions import begin_to_write, commit_and_read, reads_first
from posters import Design


@blueprint.get("/sites/<code>/posters")
@needs(Permission.SEE_SITES)
def posters(code: str) -> str:
    """The versions of a site's board, and where they hang."""
    site = site_or_404(code)
    _, missing = board_of(site)
    return render_template(
        "admin/posters.html",
        site=site,
        missing=missing,
        issues=db.session.scalars(PosterIssue.of_site(site.id)).all(),
        places=db.session.scalars(Placement.of_site(site.id)).all(),
        papers=PAPERS,
        designs=list(Design),
    )


@blueprint.post("/sites/<code>/issues")
@needs(Permission.PRINT_BOARDS)
@reads_first
def issue_board(code: str) -> Response | tuple[str, int]:
    """Issue the next version: recorded and committed first, printed then."""
    site = site_or_404(code)
    settings = settings_asked()
    try:
        issuing.check(board_of(site)[0])
        begin_to_write()
        made = issuing.issue(db.session, site, settings, source(), by=me())
    except BoardIncomplete as refused:
        return render_template("admin/not_issued.html", site=site, missing=refused.missing), 422
    except BoardUnprintable as refused:
        return render_template("admin/not_printable.html", site=site, refused=refused), 422
    except AlreadyIssued as twin:
        found = db.session.scalar(PosterIssue.numbered(twin.issue_id))
        return render_template("admin/already_issued.html", site=site, issue=found), 409
    return _printed(made)


@blueprint.post("/issues/<int:issue_id>/reprint")
@needs(Permission.PRINT_BOARDS)
def reprint_issue(issue_id: int) -> Response | tuple[str, int]:
    """The same version once more, byte by byte."""
    found = _issue_or_404(issue_id)
    try:
        issuing.reprint(db.session, found, by=me())
    except NotOpen:
        return render_template("admin/already_issued.html", site=found.site, issue=found), 409
    return _printed(found)


@blueprint.post("/issues/<int:issue_id>/withdraw")
@needs(Permission.PRINT_BOARDS)
def withdraw_issue(issue_id: int) -> Redirect | tuple[str, int]:
    """It is to hang nowhere."""
    found = _issue_or_404(issue_id)
    reason = clean(request.form.get("reason", ""))[:200] or "没有写原因"
    try:
        issuing.withdraw(db.session, found, reason, by=me())
    except NotOpen:
        return render_template("admin/already_issued.html", site=found.site, issue=found), 409
    return redirect(url_for("admin.posters", code=found.site.code), 303)


def _printed(found: PosterIssue) -> Response:
    """Only what is on disk as issued leaves the house."""
    name = f"board-{found.site.code}-{found.version}.pdf"
    commit_and_read()
    return file_of(issuing.print_issue(found), "application/pdf", name)


def _issue_or_404(issue_id: int) -> PosterIssue:
    found = db.session.scalar(PosterIssue.numbered(issue_id))
    if found is None or not roles.covers(me().region, found.site.region):
        abort(404)
    return found
