"""The thirteen items that 条例 Art. 34 wants in print, and which of them a board still lacks."""

from __future__ import annotations

from enum import Enum

from .board import Board, Channel, Party, Role
from .text import clean


class Item(Enum):
    """A statutory item: its place in the article and its name on the board."""

    number: int
    label: str

    DEVELOPER = (1, "建设单位")
    GENERAL_CONTRACTOR = (2, "施工总承包单位")
    PROJECT_OFFICE = (3, "所在项目部")
    SUBCONTRACTORS = (4, "分包单位")
    REGULATOR = (5, "行业主管部门")
    WAGE_OFFICER = (6, "劳资专管员")
    MINIMUM_WAGE = (7, "当地最低工资标准")
    PAY_DAY = (8, "工资支付日期")
    REGULATOR_PHONE = (9, "行业主管部门投诉举报电话")
    INSPECTION = (10, "劳动保障监察投诉举报电话")
    ARBITRATION = (11, "劳动争议调解仲裁申请渠道")
    LEGAL_AID = (12, "法律援助申请渠道")
    LEGAL_SERVICE_HOTLINE = (13, "公共法律服务热线")

    def __init__(self, number: int, label: str) -> None:
        self.number = number
        self.label = label


PARTY_ITEMS = {
    Item.DEVELOPER: Role.DEVELOPER,
    Item.GENERAL_CONTRACTOR: Role.GENERAL_CONTRACTOR,
    Item.PROJECT_OFFICE: Role.PROJECT_OFFICE,
    Item.SUBCONTRACTORS: Role.SUBCONTRACTOR,
    Item.REGULATOR: Role.REGULATOR,
    Item.WAGE_OFFICER: Role.WAGE_OFFICER,
}

CHANNEL_NEEDS = ("name", "phone")


def missing_items(board: Board) -> tuple[Item, ...]:
    """Return the items of 保障农民工工资支付条例 Art. 34 that the board lacks, in its order.

    The article asks for the parties' "基本信息" without saying how deep; the depth here is ours:

    1, 2, 4, 5  the organisation's name. At least one developer, contractor and regulator; each
                subcontractor listed, or the site's word that it has none.
    3           the project office can be found and reached: its own name or its head's, and a
                phone (it is where a worker goes first, and seldom has a name of its own).
    6           the wage officer is a person: name and phone.
    7, 8, 13    anything said at all.
    9           the regulator's complaint phone.
    10, 11, 12  the office's name and phone; an address helps but is not required.
    """
    return tuple(item for item in Item if _is_missing(board, item))


def lacking(party: Party) -> tuple[str, ...]:
    """Return which of "org", "person", "phone" a party still needs, see `missing_items`."""
    org, person, phone = (bool(clean(text)) for text in (party.org, party.person, party.phone))
    match party.role:
        case Role.WAGE_OFFICER:
            needs = {"person": person, "phone": phone}
        case Role.PROJECT_OFFICE:
            needs = {"org": org or person, "phone": phone}
        case _:
            needs = {"org": org}
    return tuple(need for need, met in needs.items() if not met)


def _is_missing(board: Board, item: Item) -> bool:
    if role := PARTY_ITEMS.get(item):
        parties = board.of_role(role)
        if not parties:
            return not (role is Role.SUBCONTRACTOR and board.no_subcontractor)
        return any(lacking(party) for party in parties)
    match item:
        case Item.MINIMUM_WAGE:
            return board.minimum_wage is None
        case Item.PAY_DAY:
            return not clean(board.pay_day or "")
        case Item.REGULATOR_PHONE:
            return not clean(board.regulator_phone)
        case Item.INSPECTION:
            return _is_incomplete(board.inspection)
        case Item.ARBITRATION:
            return _is_incomplete(board.arbitration)
        case Item.LEGAL_AID:
            return _is_incomplete(board.legal_aid)
        case _:
            return not clean(board.legal_service_hotline)


def _is_incomplete(channel: Channel | None) -> bool:
    return not (channel and all(clean(getattr(channel, need)) for need in CHANNEL_NEEDS))
