"""What a board says: fact by fact as keyed digests to be compared, and whole to be kept."""

import dataclasses
import json
from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from sqlalchemy.orm import Session

import posters
from portal.domain.poster import PrintedFact
from portal.models.sealed import vault_of
from posters import Board, Role

# The facts are few and their possible values often guessable, so the digests are keyed; so many
# hex digits tell two values of one fact apart.
_DIGITS: Final = 24
_ROLES: Final = {
    PrintedFact.DEVELOPER: Role.DEVELOPER,
    PrintedFact.GENERAL_CONTRACTOR: Role.GENERAL_CONTRACTOR,
    PrintedFact.PROJECT_OFFICE: Role.PROJECT_OFFICE,
    PrintedFact.SUBCONTRACTORS: Role.SUBCONTRACTOR,
    PrintedFact.REGULATOR: Role.REGULATOR,
    PrintedFact.WAGE_OFFICER: Role.WAGE_OFFICER,
}


def digests(
    session: Session, board: Board, facts: Collection[PrintedFact] = tuple(PrintedFact)
) -> dict[str, str]:
    """A digest of each of these facts; the day of printing and the version are none of them."""
    vault = vault_of(session)
    return {
        fact: vault.fingerprint(f"printed:{fact}:{_dumped(_value(board, fact))}")[:_DIGITS]
        for fact in facts
    }


def digest(session: Session, items: Mapping[str, str]) -> str:
    """One digest of all facts."""
    return vault_of(session).fingerprint(_dumped(sorted(items.items())))


def keep(board: Board) -> str:
    """The whole board as text, from which `recall` makes an equal one."""
    return _dumped(dataclasses.asdict(board))


def recall(text: str) -> Board:
    """The board that was kept."""
    return posters.parse_board(json.loads(text))


def _value(board: Board, fact: PrintedFact) -> Any:
    match fact:
        case PrintedFact.SITE_NAME | PrintedFact.PERMIT_NO | PrintedFact.ORGANISER:
            return getattr(board, fact)
        case PrintedFact.ADDRESS:
            return [board.county, board.address]
        case PrintedFact.WEB_ADDRESS:
            return board.url
    if fact not in _ROLES:
        value = getattr(board, fact)
        is_plain = value is None or isinstance(value, str)
        return value if is_plain else dataclasses.asdict(value)
    parties = [dataclasses.asdict(party) for party in board.of_role(_ROLES[fact])]
    is_none_declared = fact is PrintedFact.SUBCONTRACTORS and board.no_subcontractor
    return [is_none_declared, parties]


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: object) -> str:
    """Days and amounts as text; an amount always as 分 precisely, however it was reckoned."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    raise TypeError(type(value).__name__)
