"""Many boards printed at once: how far a batch is, what it may do next, why a site is left out."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

MOST_SITES: Final = 5_000
# A worker that has said nothing for so long is gone, and another goes on.
LEASE: Final = timedelta(minutes=2)
# So often it is begun; what kills its worker three times is given up.
MOST_ATTEMPTS: Final = 3
KEPT_FOR: Final = timedelta(days=1)


class BatchState(StrEnum):
    """How far it is."""

    QUEUED = "queued"
    RESERVING = "reserving"  # takes the facts of each site, and its next version
    PRINTING = "printing"
    RECORDING = "recording"  # the file lies safe; its issues become open
    DONE = "done"
    CANCELLED = "cancelled"
    FAILED = "failed"


class BatchForm(StrEnum):
    """What comes out."""

    PDF = "pdf"
    ZIP = "zip"  # one PDF a county


class BatchFailure(StrEnum):
    """Why nothing came out."""

    NO_ROOM = "no_room"
    INTERRUPTED = "interrupted"
    NOTHING_TO_PRINT = "nothing_to_print"
    BROKEN = "broken"


class RowState(StrEnum):
    """What becomes of one site."""

    WAITING = "waiting"
    TAKEN = "taken"  # its facts are kept, its page is to be set
    PRINTED = "printed"
    REFUSED = "refused"


class RowRefusal(StrEnum):
    """Why a site is left out."""

    INCOMPLETE = "incomplete"
    UNPRINTABLE = "unprintable"
    UNREADABLE = "unreadable"
    BEING_PRINTED = "being_printed"


UNFINISHED: Final = (
    BatchState.QUEUED,
    BatchState.RESERVING,
    BatchState.PRINTING,
    BatchState.RECORDING,
)
# Until here nothing has been issued, so that it can still be called off.
CANCELLABLE: Final = (BatchState.QUEUED, BatchState.RESERVING, BatchState.PRINTING)
REPEATABLE: Final = (BatchState.FAILED, BatchState.CANCELLED)


class BatchMoved(Exception):
    """The batch has gone on meanwhile, and this is no longer possible."""

    def __init__(self, state: BatchState) -> None:
        super().__init__(state)
        self.state = state


class BadSelection(Exception):
    """Nothing was chosen, or more than one batch takes."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


def check_cancellable(state: BatchState) -> None:
    """Raises BatchMoved."""
    if state not in CANCELLABLE:
        raise BatchMoved(state)


def check_repeatable(state: BatchState) -> None:
    """Raises BatchMoved."""
    if state not in REPEATABLE:
        raise BatchMoved(state)


def check_selection(count: int) -> None:
    """Raises BadSelection."""
    if not 0 < count <= MOST_SITES:
        raise BadSelection(count)
