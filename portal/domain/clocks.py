"""The clocks of a complaint by name."""

from enum import StrEnum


class ClockKind(StrEnum):
    """What must be done by a day. Several run beside one another."""

    ACCEPTANCE = "acceptance"
    INVESTIGATION = "investigation"
