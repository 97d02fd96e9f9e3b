"""KEEP: one noun per module, plain SQLAlchemy; every query lives on its model."""

from portal.models.audit_chain import AuditLink, AuditSeal
from portal.models.base import Base
from portal.models.bulk_action import BulkAction
from portal.models.calendar_day import CalendarDay, CalendarYear
from portal.models.call import Call, CallAttempt
from portal.models.case_file import CaseFile
from portal.models.clock import Clock
from portal.models.complaint import Complaint
from portal.models.complaint_words import ComplaintWords
from portal.models.document import Document, DocumentSeries
from portal.models.document_text import DocumentText
from portal.models.event import Event
from portal.models.evidence import Evidence
from portal.models.exported_row import ExportedRow
from portal.models.group_alarm import GroupAlarm
from portal.models.group_case import GroupCase, GroupMember, GroupNote
from portal.models.ledger_line import LedgerLine
from portal.models.lost_code import LostCode
from portal.models.message import Message
from portal.models.minimum_wage import MinimumWage
from portal.models.notice import Notice
from portal.models.office import Office
from portal.models.particulars import SavedParticulars
from portal.models.placement import Placement
from portal.models.poster_issue import PosterIssue
from portal.models.print_batch import PrintBatch, PrintBatchSite
from portal.models.purge_batch import PurgeBatch, PurgeItem
from portal.models.recusal import Recusal
from portal.models.reply_template import ReplyTemplate
from portal.models.saved_filter import SavedFilter
from portal.models.scan_count import ScanCount
from portal.models.site import Party, Site
from portal.models.staff import Staff
from portal.models.statement import Statement
from portal.models.tally import Tally
from portal.models.upload import Upload

__all__ = [
    "AuditLink",
    "AuditSeal",
    "Base",
    "BulkAction",
    "CalendarDay",
    "CalendarYear",
    "Call",
    "CallAttempt",
    "CaseFile",
    "Clock",
    "Complaint",
    "ComplaintWords",
    "Document",
    "DocumentSeries",
    "DocumentText",
    "Event",
    "Evidence",
    "ExportedRow",
    "GroupAlarm",
    "GroupCase",
    "GroupMember",
    "GroupNote",
    "LedgerLine",
    "LostCode",
    "Message",
    "MinimumWage",
    "Notice",
    "Office",
    "Party",
    "Placement",
    "PosterIssue",
    "PrintBatch",
    "PrintBatchSite",
    "PurgeBatch",
    "PurgeItem",
    "Recusal",
    "ReplyTemplate",
    "SavedFilter",
    "SavedParticulars",
    "ScanCount",
    "Site",
    "Staff",
    "Statement",
    "Tally",
    "Upload",
]
