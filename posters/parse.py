"""Foreign data made into a board, or every reason why it cannot be one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .board import Board, Channel, Issue, MinimumWage, Party, Role
from .identity import site_problems
from .problems import InvalidBoard, Problem, Reason
from .reader import Reader

SUBCONTRACTORS_MAX = 40


def parse_board(data: Mapping[str, Any]) -> Board:
    """Make a board of a mapping with the field names of `Board`, as `json.loads` gives it.

    Texts are cleaned (see `text.clean`); dates are `YYYY-MM-DD`; amounts are numbers or their
    digits in text; null or an absent field means unknown. Needed are only `site_name`, `code`,
    `url` and `printed_on`: what else Art. 34 wants makes the print a draft, see `missing_items`.
    Raises `InvalidBoard` with every problem at once.
    """
    if not isinstance(data, Mapping):
        raise InvalidBoard((Problem("", Reason.NOT_AN_OBJECT),))
    reader = Reader(data, "", [])
    reader.refuse_unknown(Board)
    board = Board(
        site_name=reader.text("site_name"),
        code=reader.text("code"),
        url=reader.text("url"),
        printed_on=reader.day("printed_on"),
        address=reader.text("address"),
        county=reader.text("county"),
        permit_no=reader.text("permit_no"),
        parties=reader.each("parties", _party),
        no_subcontractor=reader.yes("no_subcontractor"),
        minimum_wage=reader.inner("minimum_wage", _minimum_wage),
        pay_day=reader.text("pay_day") or None,
        regulator_phone=reader.text("regulator_phone"),
        inspection=reader.inner("inspection", _channel),
        arbitration=reader.inner("arbitration", _channel),
        legal_aid=reader.inner("legal_aid", _channel),
        legal_service_hotline=reader.text("legal_service_hotline"),
        organiser=reader.text("organiser"),
        issue=reader.inner("issue", read_issue),
    )
    _check_subcontractors(board, reader)
    reader.add(identity_problems(board))
    if reader.problems:
        raise InvalidBoard(tuple(reader.problems))
    return board


def identity_problems(board: Board) -> tuple[Problem, ...]:
    """Return why a board cannot be told from others: its name, its code, its QR address."""
    return site_problems(board.site_name, board.code, board.url)


def _check_subcontractors(board: Board, reader: Reader) -> None:
    subcontractors = board.of_role(Role.SUBCONTRACTOR)
    if board.no_subcontractor and subcontractors:
        reader.blame("no_subcontractor", Reason.CONTRADICTS_PARTIES)
    if len(subcontractors) > SUBCONTRACTORS_MAX:
        reader.blame("parties", Reason.TOO_MANY)


def _party(reader: Reader) -> Party:
    reader.refuse_unknown(Party)
    role = reader.data.get("role")
    if role not in list(Role):
        reader.blame("role", Reason.NOT_A_ROLE)
        role = Role.DEVELOPER
    return Party(Role(role), reader.text("org"), reader.text("person"), reader.text("phone"))


def _channel(reader: Reader) -> Channel:
    reader.refuse_unknown(Channel)
    return Channel(reader.text("name"), reader.text("phone"), reader.text("address"))


def read_issue(reader: Reader) -> Issue:
    reader.refuse_unknown(Issue)
    return Issue(reader.text("number"), reader.count("version"))


def _minimum_wage(reader: Reader) -> MinimumWage:
    reader.refuse_unknown(MinimumWage)
    return MinimumWage(
        reader.amount("monthly_yuan"),
        reader.amount("hourly_yuan"),
        reader.day("effective_from"),
        reader.text("document"),
    )
