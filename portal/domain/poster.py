"""Posters: what is printed, how an issue stands, where it hangs, and what that says of a site."""

from enum import StrEnum
from typing import Final

from portal.domain.site import BoardState


class Product(StrEnum):
    """What hangs somewhere."""

    NOTICE_BOARD = "notice_board"
    PUBLICITY_SHEET = "publicity_sheet"


class IssueState(StrEnum):
    """How a final print stands."""

    PRINTING = "printing"  # its version is taken by a batch that has not left the house yet
    OPEN = "open"  # says what the register says
    STALE = "stale"  # a printed fact has changed since
    SUPERSEDED = "superseded"  # a newer version took its place
    WITHDRAWN = "withdrawn"  # taken back, with a reason


class PlacementKind(StrEnum):
    """What kind of place a poster hangs at."""

    GATE = "gate"
    PROJECT_OFFICE = "project_office"
    DORMITORY = "dormitory"
    CANTEEN = "canteen"
    WORKPLACE = "workplace"
    MARKET = "market"
    STATION = "station"
    HALL = "hall"
    OTHER = "other"


class PrintedFact(StrEnum):
    """A fact on the board that, once changed, makes it wrong: the 13 items, and what else names
    the site and the office."""

    DEVELOPER = "developer"
    GENERAL_CONTRACTOR = "general_contractor"
    PROJECT_OFFICE = "project_office"
    SUBCONTRACTORS = "subcontractors"
    REGULATOR = "regulator"
    WAGE_OFFICER = "wage_officer"
    MINIMUM_WAGE = "minimum_wage"
    PAY_DAY = "pay_day"
    REGULATOR_PHONE = "regulator_phone"
    INSPECTION = "inspection"
    ARBITRATION = "arbitration"
    LEGAL_AID = "legal_aid"
    LEGAL_SERVICE_HOTLINE = "legal_service_hotline"
    SITE_NAME = "site_name"
    ADDRESS = "address"
    PERMIT_NO = "permit_no"
    WEB_ADDRESS = "web_address"
    ORGANISER = "organiser"


# What all boards of a county have in common, and what all boards have; the rest is the site's own.
COUNTY_FACTS: Final = frozenset(
    {
        PrintedFact.MINIMUM_WAGE,
        PrintedFact.INSPECTION,
        PrintedFact.ARBITRATION,
        PrintedFact.LEGAL_AID,
    }
)
HOUSE_FACTS: Final = frozenset(
    {PrintedFact.LEGAL_SERVICE_HOTLINE, PrintedFact.WEB_ADDRESS, PrintedFact.ORGANISER}
)
SITE_FACTS: Final = frozenset(PrintedFact) - COUNTY_FACTS - HOUSE_FACTS

# Issues whose facts are still compared with the register.
LIVE: Final = (IssueState.PRINTING, IssueState.OPEN, IssueState.STALE)
# Where a publicity sheet without a site hangs.
PUBLIC_PLACES: Final = (
    PlacementKind.MARKET,
    PlacementKind.STATION,
    PlacementKind.HALL,
    PlacementKind.OTHER,
)
SITE_PLACES: Final = tuple(
    kind
    for kind in PlacementKind
    if kind not in (PlacementKind.MARKET, PlacementKind.STATION, PlacementKind.HALL)
)


class NotOpen(Exception):
    """Only an open issue is printed again or withdrawn; this one stands otherwise."""

    def __init__(self, state: IssueState) -> None:
        super().__init__(state)
        self.state = state


def check_open(state: IssueState) -> None:
    """Raises NotOpen."""
    if state is not IssueState.OPEN:
        raise NotOpen(state)


def check_withdrawable(state: IssueState) -> None:
    """An issue is taken back while somebody may still hang it. Raises NotOpen."""
    if state not in (IssueState.OPEN, IssueState.STALE):
        raise NotOpen(state)


def state_of(state: IssueState, *, has_changed: bool) -> IssueState:
    """How a live issue stands once its facts were compared; a batch opens its own."""
    if state is IssueState.PRINTING:
        return state
    return IssueState.STALE if has_changed else IssueState.OPEN


def board_state(*, is_open: bool, is_stale: bool, is_hanging: bool, has_draft: bool) -> BoardState:
    """How a site stands with its board: whether it has an open issue, a stale one, whether an open
    one is known to hang, and whether a draft was printed."""
    if is_open:
        return BoardState.CURRENT if is_hanging else BoardState.UNPLACED
    if is_stale:
        return BoardState.STALE
    return BoardState.DRAFT if has_draft else BoardState.NONE
