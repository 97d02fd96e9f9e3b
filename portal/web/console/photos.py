"""The photos of a complaint on the desk: small ones beside the case, a full one on request."""

from flask import abort, make_response
from werkzeug.wrappers import Response

from portal.domain.roles import Permission
from portal.extensions import db
from portal.models import Complaint, Evidence
from portal.services import evidence
from portal.services.evidence import Part
from portal.web.access import complaint_or_404, me, needs
from portal.web.console import blueprint
from portal.web.settings import storage


@blueprint.get("/complaints/<number>/photos/<int:position>/thumbnail")
@needs(Permission.SEE_COMPLAINTS)
def thumbnail(number: str, position: int) -> Response:
    """The small picture."""
    found = _photo_or_404(complaint_or_404(number), position)
    return _jpeg(evidence.read(storage(), found, Part.THUMBNAIL))


@blueprint.post("/complaints/<number>/photos/<int:position>")
@needs(Permission.SEE_COMPLAINTS)
def view_photo(number: str, position: int) -> Response:
    """The picture in full. A POST, because that somebody looked is written on the timeline."""
    complaint = complaint_or_404(number)
    found = _photo_or_404(complaint, position)
    return _jpeg(evidence.view(db.session, storage(), complaint, found, by=me()))


def _photo_or_404(complaint: Complaint, position: int) -> Evidence:
    return db.session.scalar(Evidence.at_position(complaint.id, position)) or abort(404)


def _jpeg(content: bytes) -> Response:
    response = make_response(content)
    response.content_type = "image/jpeg"
    response.headers["Content-Disposition"] = "inline"
    return response
