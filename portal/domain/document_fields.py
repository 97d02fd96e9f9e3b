"""What may be merged into a document, and what of it only the reporter could have told."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Field(StrEnum):
    """What may be merged into a text."""

    # Of the office and the site.
    OFFICE = "office"
    OFFICE_PHONE = "office_phone"
    OFFICE_ADDRESS = "office_address"
    SITE = "site"
    SITE_ADDRESS = "site_address"
    FILED_ON = "filed_on"
    INVESTIGATION_DUE = "investigation_due"
    INSPECTORS = "inspectors"
    # Of the reporter, or told by the reporter alone.
    NAME = "name"
    PHONE = "phone"
    RECEIPT = "receipt"
    RECEIVED_ON = "received_on"
    COMPLAINED_OF = "complained_of"
    CLAIMED = "claimed"
    MONTHS = "months"
    MATTER = "matter"
    # Of a step that was taken.
    GROUND = "ground"
    BASIS = "basis"
    ITEMS = "items"
    RECEIVER = "receiver"
    REPLY_BY = "reply_by"
    ORDERED = "ordered"
    PAY_BY = "pay_by"
    PAID = "paid"
    HEARING = "hearing"
    HEARD_ON = "heard_on"
    # Written by whoever makes the document.
    GUIDANCE = "guidance"
    REMEDY = "remedy"
    REQUEST = "request"
    REASON = "reason"
    RESPONDENT = "respondent"
    RESPONDENT_CODE = "respondent_code"
    RESPONDENT_ADDRESS = "respondent_address"
    PERSON_IN_CHARGE = "person_in_charge"
    VIOLATION = "violation"
    EVIDENCE = "evidence"
    LAW = "law"
    DEMAND = "demand"
    CORRECT_BY = "correct_by"
    DEFENCE = "defence"
    PEOPLE = "people"
    COUNTERPART = "counterpart"
    ASKED = "asked"
    ASKED_POST = "asked_post"
    ASKED_WHEN = "asked_when"
    ASKED_WHERE = "asked_where"
    RECORDER = "recorder"
    QUESTIONS = "questions"
    SERVED_WHAT = "served_what"
    RECIPIENT = "recipient"
    SERVED_WHERE = "served_where"
    SERVED_HOW = "served_how"
    SERVED_ON = "served_on"
    COURSE = "course"
    OUTCOME = "outcome"


ABOUT_REPORTER: Final = frozenset(
    {
        Field.NAME,
        Field.PHONE,
        Field.RECEIPT,
        Field.RECEIVED_ON,
        Field.COMPLAINED_OF,
        Field.CLAIMED,
        Field.MONTHS,
        Field.MATTER,
    }
)


class Shape(StrEnum):
    """How a field is filled in; the choice is that of the Counterpart."""

    LINE = "line"
    TEXT = "text"
    DAY = "day"
    CHOICE = "choice"


class Counterpart(StrEnum):
    """Who is asked, or is served."""

    EMPLOYER = "employer"
    REPORTER = "reporter"
    OTHER = "other"


@dataclass(frozen=True)
class Blank:
    """A field that whoever makes the document fills in."""

    field: Field
    shape: Shape = Shape.LINE
    is_required: bool = True
