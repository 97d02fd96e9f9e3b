"""KEEP: one noun per module, plain SQLAlchemy; every query lives on its model."""

from portal.models.base import Base
from portal.models.calendar_day import CalendarDay, CalendarYear
from portal.models.complaint import Complaint
from portal.models.complaint_words import ComplaintWords
from portal.models.event import Event
from portal.models.evidence import Evidence
from portal.models.message import Message
from portal.models.minimum_wage import MinimumWage
from portal.models.office import Office
from portal.models.site import Party, Site
from portal.models.staff import Staff

__all__ = [
    "Base",
    "CalendarDay",
    "CalendarYear",
    "Complaint",
    "ComplaintWords",
    "Event",
    "Evidence",
    "Message",
    "MinimumWage",
    "Office",
    "Party",
    "Site",
    "Staff",
]
