"""KEEP: one noun per module, plain SQLAlchemy; every query lives on its model."""

from portal.models.base import Base
from portal.models.calendar_day import CalendarDay, CalendarYear
from portal.models.case_file import CaseFile
from portal.models.clock import Clock
from portal.models.complaint import Complaint
from portal.models.event import Event
from portal.models.evidence import Evidence
from portal.models.ledger_line import LedgerLine
from portal.models.message import Message
from portal.models.minimum_wage import MinimumWage
from portal.models.notice import Notice
from portal.models.office import Office
from portal.models.site import Party, Site
from portal.models.staff import Staff

__all__ = [
    "Base",
    "CalendarDay",
    "CalendarYear",
    "CaseFile",
    "Clock",
    "Complaint",
    "Event",
    "Evidence",
    "LedgerLine",
    "Message",
    "MinimumWage",
    "Notice",
    "Office",
    "Party",
    "Site",
    "Staff",
]
