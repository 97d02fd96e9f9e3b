"""The register as a workbook, both ways: looked at row by row before anything is written."""

from tempfile import TemporaryFile

from flask import Response as FlaskResponse
from flask import abort, redirect, render_template, request, send_file, session, url_for
from werkzeug.wrappers import Response

from portal.domain.events import EventName
from portal.domain.roles import Permission
from portal.extensions import db
from portal.labels import REASONS, WORKBOOK_REASONS
from portal.models import Upload, site_register
from portal.services import register_upload, site_sheet
from portal.services.clock import today
from portal.services.record import record
from portal.services.register_import import Outcome, RegisterMoved
from portal.services.register_upload import ReportOutdated
from portal.services.workbook import MAX_BYTES, BadWorkbook
from portal.web.access import me, needs
from portal.web.addresses import bounded_int
from portal.web.admin import blueprint
from portal.web.admin.sites import Filters
from portal.web.admin.step_forms import UploadForm
from portal.web.transactions import begin_to_write, commit_and_read

ROWS = 200
TRIES = 3
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORM_BYTES = 64 * 1024


@blueprint.url_value_preprocessor
def _allow_workbooks(_endpoint: str | None, _values: object) -> None:
    """A workbook is larger than what anybody may send otherwise. Said before the form is read for
    its token; to those alone who carry a session."""
    if request.endpoint == "admin.look_at_workbook" and "_user_id" in session:
        request.max_content_length = MAX_BYTES + _FORM_BYTES


@blueprint.get("/sites/import")
@needs(Permission.KEEP_SITES)
def import_sites() -> str:
    """Ask for the workbook."""
    return render_template("admin/import_sites.html", form=UploadForm(formdata=None))


@blueprint.post("/sites/import")
@needs(Permission.KEEP_SITES)
def look_at_workbook() -> Response | tuple[str, int]:
    """Work out what would become of each row, while others may write, and keep it for a while."""
    form = UploadForm()
    if form.validate_on_submit():
        commit_and_read()
        name = form.file.data.filename
        with form.file.data.stream as stream:
            content = stream.read()
        try:
            looked = register_upload.look(db.session, content, name[-80:], region=me().region)
        except BadWorkbook as bad:
            form.file.errors = [WORKBOOK_REASONS[bad.reason]]
        else:
            begin_to_write()
            token = register_upload.keep(db.session, looked, by=me())
            return redirect(url_for("admin.looked_at", token=token), 303)
    return render_template("admin/import_sites.html", form=form), 422


@blueprint.get("/sites/import/<token>")
@needs(Permission.KEEP_SITES)
def looked_at(token: str) -> str | tuple[str, int]:
    """The report, the rows of one outcome at a time if asked for."""
    upload = register_upload.find(db.session, token, by=me())
    if upload is None:
        return render_template("admin/import_gone.html"), 404
    wanted, after = request.args.get("outcome"), bounded_int(request.args.get("after")) or 0
    rows = [
        row
        for row in register_upload.results(upload)
        if row.number > after and (wanted not in set(Outcome) or row.outcome == wanted)
    ]
    return render_template(
        "admin/import_report.html",
        upload=upload,
        token=token,
        rows=rows[:ROWS],
        next_after=rows[ROWS - 1].number if len(rows) > ROWS else None,
        wanted=wanted,
        is_new="moved" in request.args,
        reasons=REASONS,
        Outcome=Outcome,
    )


@blueprint.post("/sites/import/<token>")
@needs(Permission.KEEP_SITES)
def carry_out_import(token: str) -> Response:
    """Write what the report says, once however often it is sent."""
    for _ in range(TRIES):
        commit_and_read()
        upload = _upload(token)
        if upload.imported_at:
            return redirect(url_for("admin.looked_at", token=token), 303)
        again = register_upload.plan_again(db.session, upload, region=me().region)
        begin_to_write()
        try:
            upload = _upload(token, for_change=True)
            register_upload.carry_out(db.session, upload, again, by=me())
        except ReportOutdated:
            return redirect(url_for("admin.looked_at", token=token, moved=1), 303)
        except RegisterMoved:
            continue
        return redirect(url_for("admin.looked_at", token=token), 303)
    return abort(503)


@blueprint.post("/sites/export")
@needs(Permission.KEEP_SITES)
def export_sites() -> FlaskResponse:
    """The list as it is narrowed, as a workbook. It holds names and numbers, so it is noted who
    took it; therefore it is asked for by POST."""
    narrowing = Filters.of_request().narrowing
    commit_and_read()
    file = TemporaryFile()  # noqa: SIM115 - closed with the response
    count = site_sheet.write(db.session, site_register.seen(me().region, narrowing), file)
    file.seek(0)
    begin_to_write()
    region = narrowing.region or me().region
    record(db.session, EventName.SITES_EXPORTED, by=me(), region=region, count=count)
    name = f"工地登记册-{today():%Y%m%d}.xlsx"
    return send_file(file, mimetype=XLSX, as_attachment=True, download_name=name)


def _upload(token: str, *, for_change: bool = False) -> Upload:
    upload = register_upload.find(db.session, token, by=me(), for_change=for_change)
    if upload is None:
        abort(404)
    return upload
