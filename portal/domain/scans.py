"""What is counted of a scanned poster: that, where and on which day; never who."""

from enum import StrEnum
from typing import Final


class Counted(StrEnum):
    """A step on the way from the wall to a complaint; the value is the column that counts it."""

    SCANS = "scans"
    STARTED = "started"
    SUBMITTED = "submitted"


# A board that hangs for so long without a scan has fallen down, or is out of sight.
SILENT_AFTER_DAYS: Final = 30
PERIODS: Final = (7, 30, 90)
