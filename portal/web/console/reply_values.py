"""What the fields of a reply say for one complaint, as its worker reads it."""

from collections.abc import Mapping

from portal.domain import codes, money, phone, regions
from portal.domain.complaint import Kind
from portal.domain.reply_fields import ReplyField
from portal.extensions import db
from portal.labels import label
from portal.models import Complaint, Office
from portal.services.clock import CHINA, today
from portal.services.ledger import Figures
from portal.web.filters import day

# Name and number of an office that somebody has verified.
Offices = Mapping[str, tuple[str, str]]


def verified_offices() -> Offices:
    """The verified inspection office of each county that has one, in one query."""
    found: dict[str, tuple[str, str]] = {}
    for region, name, number in db.session.execute(Office.hotlines()):
        found.setdefault(region, (name, number))
    return found


def values_of(
    complaint: Complaint, offices: Offices, figures: Mapping[int, Figures]
) -> dict[str, str]:
    """A value for each field that the complaint has; fields that it lacks are left out, so that a
    text which needs them is not filled with a hole. The amount is the ledger's: what was said first
    may have been corrected since."""
    values = {
        ReplyField.NUMBER: codes.spoken(complaint.number),
        ReplyField.RECEIVED_ON: day(complaint.received_at.astimezone(CHINA).date()),
        ReplyField.COUNTY: regions.name_of(complaint.region),
        ReplyField.TOPIC: label(complaint.topic).text,
        ReplyField.TODAY: day(today()),
        **_dues(complaint),
    }
    if complaint.site:
        values[ReplyField.SITE] = complaint.site.name
    if claimed := figures[complaint.id].claimed:
        values[ReplyField.AMOUNT] = money.in_figures(claimed)
    if complaint.region in offices:
        name, number = offices[complaint.region]
        values[ReplyField.OFFICE] = name
        values[ReplyField.OFFICE_PHONE] = phone.spaced(number)
    return {str(field): value for field, value in values.items()}


def _dues(complaint: Complaint) -> dict[ReplyField, str]:
    """The days by which the office must act, as long as it still must."""
    dues = {}
    if complaint.is_undecided and complaint.kind is not Kind.ENQUIRY:
        dues[ReplyField.ACCEPTANCE_DUE] = day(complaint.acceptance_due_on) + _marked(
            complaint.is_due_provisional
        )
    if complaint.is_investigated and complaint.investigation_due_on is not None:
        dues[ReplyField.INVESTIGATION_DUE] = day(complaint.investigation_due_on) + _marked(
            complaint.is_investigation_provisional
        )
    return dues


def _marked(is_provisional: bool) -> str:
    return "（期限暂按推算）" if is_provisional else ""
