"""What is printed on a board, boiled down: equal digests, equal facts on the wall."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from .board import Board, Channel, Party, Role
from .items import PARTY_ITEMS, Item
from .text import clean

_CHANNELS = {
    Item.INSPECTION: "inspection",
    Item.ARBITRATION: "arbitration",
    Item.LEGAL_AID: "legal_aid",
}


def item_digests(board: Board) -> dict[Item, str]:
    """Return a digest of what each statutory item says, 32 hexadecimal digits.

    It changes if and only if the words printed under that item change, so that comparing those of
    an issue with those of today names the items that went stale. A missing item has one too. They
    stay the same from run to run and from version to version of this program: they are stored.
    """
    return {item: _digest(_words(board, item)) for item in Item}


def digest(board: Board) -> str:
    """Return one digest of all facts that are printed: the items, the site, its code and address,
    the organiser. Not of the day, the issue, the design or the paper."""
    site = (board.site_name, board.address, board.county, board.permit_no, board.organiser)
    return _digest([board.code, board.url, *site, *item_digests(board).values()])


def _words(board: Board, item: Item) -> list[str]:
    if role := PARTY_ITEMS.get(item):
        parties = board.of_role(role)
        none = role is Role.SUBCONTRACTOR and board.no_subcontractor and not parties
        return ["none"] if none else [word for party in parties for word in _party(party)]
    if name := _CHANNELS.get(item):
        return _channel(getattr(board, name))
    match item:
        case Item.MINIMUM_WAGE:
            return _wage(board)
        case Item.PAY_DAY:
            return [board.pay_day or ""]
        case Item.REGULATOR_PHONE:
            regulators = board.of_role(Role.REGULATOR)
            return [board.regulator_phone, regulators[0].org if regulators else ""]
        case _:
            return [board.legal_service_hotline]


def _party(party: Party) -> list[str]:
    return [party.org, party.person, party.phone]


def _channel(channel: Channel | None) -> list[str]:
    return [channel.name, channel.phone, channel.address] if channel else []


def _wage(board: Board) -> list[str]:
    wage = board.minimum_wage
    if wage is None:
        return []
    amounts = [f"{yuan.normalize():f}" for yuan in (wage.monthly_yuan, wage.hourly_yuan)]
    return [*amounts, wage.effective_from.isoformat(), wage.document, board.county]


def _digest(words: Iterable[str]) -> str:
    told = json.dumps([clean(word) for word in words], ensure_ascii=True)
    return hashlib.sha256(told.encode()).hexdigest()[:32]
