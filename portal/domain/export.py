"""What may be taken out of the portal as a file: which lists, in which form, with what said."""

from enum import StrEnum
from typing import Final

LEAST_REASON: Final = 6
MOST_REASON: Final = 200
# A sheet of Excel holds 1,048,576 rows, the header among them; some may come while it is written.
MOST_IN_WORKBOOK: Final = 1_000_000


class ListName(StrEnum):
    """A list that staff see and may take along."""

    COMPLAINTS = "complaints"
    INBOX = "inbox"
    LEDGER = "ledger"
    CALLS = "calls"
    CALLBACKS = "callbacks"
    ENQUIRIES = "enquiries"
    ALARMS = "alarms"
    AUDIT = "audit"
    MESSAGES = "messages"
    SITES = "sites"
    PLACEMENTS = "placements"
    STALE_BOARDS = "stale_boards"
    LOST_CODES = "lost_codes"
    NOTICES = "notices"
    GROUP = "group"
    CASELOADS = "caseloads"
    REPLY_TEMPLATES = "reply_templates"
    PURGE_BATCHES = "purge_batches"
    PURGE_BATCH = "purge_batch"
    PRINT_BATCHES = "print_batches"
    NOT_PRINTED = "not_printed"
    COMPLETENESS = "completeness"
    SCANS_BY_COUNTY = "scans_by_county"
    SCANS = "scans"
    SILENT_BOARDS = "silent_boards"
    UNPLACED_SITES = "unplaced_sites"
    OFFICES = "offices"
    MINIMUM_WAGES = "minimum_wages"
    CONCLUSIONS = "conclusions"
    DOCUMENT_TEXTS = "document_texts"


class FileKind(StrEnum):
    """In which form."""

    XLSX = "xlsx"
    CSV = "csv"


class ReasonNeeded(Exception):
    """Who takes personal columns along says what for (个人信息保护法 6: only as far as the
    purpose needs)."""


class TooManyForWorkbook(Exception):
    """More rows than a sheet holds; CSV holds any number."""


def check_reason(reason: str, *, is_personal: bool) -> None:
    """Raises ReasonNeeded where personal columns are wanted and nothing explains it."""
    if is_personal and len(reason.strip()) < LEAST_REASON:
        raise ReasonNeeded


def check_size(kind: FileKind, count: int | None) -> None:
    """Raises TooManyForWorkbook; a count that nobody knows passes."""
    if kind is FileKind.XLSX and (count or 0) > MOST_IN_WORKBOOK:
        raise TooManyForWorkbook
