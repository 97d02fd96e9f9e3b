"""Giving a complaint its site, once somebody has found out which one it is about."""

from sqlalchemy.orm import Session

from portal.domain import roles
from portal.domain.complaint import OPEN
from portal.domain.events import EventName
from portal.models import Complaint, Site, Staff
from portal.services import clock_keeping
from portal.services.record import record


class SiteNotAttachable(Exception):
    """The complaint has its site already, or is over."""


class OutOfReach(Exception):
    """The site lies in a county that this person does not see: it is for a transfer, not for a
    correction."""

    def __init__(self, region: str) -> None:
        super().__init__(region)
        self.region = region


def is_attachable(complaint: Complaint) -> bool:
    """Whether a site may be attached."""
    return complaint.site_id is None and complaint.status in OPEN


def attach(session: Session, complaint: Complaint, site: Site, *, by: Staff) -> None:
    """Attach a site to a complaint that has none; the complaint moves to the county of the site,
    which is the one in charge (劳动保障监察条例 13). Raises SiteNotAttachable, OutOfReach."""
    if not is_attachable(complaint):
        raise SiteNotAttachable
    if not roles.covers(by.region, site.region):
        raise OutOfReach(site.region)
    complaint.site_id = site.id
    clock_keeping.move_to(session, complaint, site.region)
    record(session, EventName.MATCHED_TO_SITE, complaint=complaint, by=by, site_code=site.code)
