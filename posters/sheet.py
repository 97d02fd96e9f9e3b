"""A board put in the words and numbers that a design sets, as plain JSON."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from .board import Board, Channel, Issue, MinimumWage, Party, Role
from .identity import host_of
from .items import CHANNEL_NEEDS, PARTY_ITEMS, Item, lacking, missing_items
from .lines import line
from .qr import qr_facts
from .text import clean

# On the fullest board either design has room for a telephone number of so many ems on one line.
PHONE_EMS = 9


def sheet(board: Board) -> dict[str, Any]:
    """Return all that stands on the board; every text cleaned, and null where it is unknown."""
    missing = missing_items(board)
    where = clean(board.address)
    county = clean(board.county)
    regulators = board.of_role(Role.REGULATOR)
    regulator = Channel(regulators[0].org if regulators else "", board.regulator_phone)
    return {
        "missing": len(missing),
        "gaps": line("、".join(f"{item.number}{item.label}" for item in missing)),
        "site_name": line(board.site_name, in_three=True),
        "where": line(where if county in where else f"{county} {where}"),
        "permit_no": line(board.permit_no),
        "qr": qr_facts(board.url),
        "code": [board.code[:4], board.code[4:]],
        "host": line(host_of(board.url)),
        "parties": [row for item, role in PARTY_ITEMS.items() for row in _rows(board, item, role)],
        "minimum_wage": _wage(board.minimum_wage, county),
        "pay_day": line(board.pay_day or ""),
        "channels": [
            _channel(Item.REGULATOR_PHONE, regulator, ("phone",)),
            _channel(Item.INSPECTION, board.inspection),
            _channel(Item.ARBITRATION, board.arbitration),
            _channel(Item.LEGAL_AID, board.legal_aid),
        ],
        "hotline": line(board.legal_service_hotline),
        "organiser": line(board.organiser),
        "printed_on": day(board.printed_on),
        "issue": line(issue_words(board.issue)),
    }


def _rows(board: Board, item: Item, role: Role) -> list[dict[str, Any]]:
    parties = board.of_role(role)
    if not parties and role is Role.SUBCONTRACTOR and board.no_subcontractor:
        return [_row(item, "", Party(role, org="无分包单位"))]
    numbered = len(parties) > 1
    return [
        _row(item, str(number) if numbered else "", party)
        for number, party in enumerate(parties or (Party(role),), start=1)
    ]


def _row(item: Item, ordinal: str, party: Party) -> dict[str, Any]:
    org, person = clean(party.org), clean(party.person)
    if party.role is Role.WAGE_OFFICER:
        main, aside, contact = person, org, ""
    elif party.role is Role.PROJECT_OFFICE and not org:
        main, aside, contact = person, "负责人" if person else "", ""
    else:
        main, aside, contact = org, "", person
    return {
        "number": item.number,
        "label": item.label + ordinal,
        "main": line(main),
        "aside": line(aside),
        "contact": line(contact),
        "phone": line(party.phone, whole_up_to=PHONE_EMS),
        "lacking": lacking(party),
        "is_subcontractor": party.role is Role.SUBCONTRACTOR,
    }


def _channel(
    item: Item, channel: Channel | None, needs: tuple[str, ...] = CHANNEL_NEEDS
) -> dict[str, Any]:
    channel = channel or Channel("", "")
    return {
        "number": item.number,
        "label": item.label,
        "phone": line(channel.phone, whole_up_to=PHONE_EMS),
        "office": line("　".join(filter(None, (clean(channel.name), clean(channel.address))))),
        "lacking": [need for need in needs if not clean(getattr(channel, need))],
    }


def _wage(wage: MinimumWage | None, county: str) -> dict[str, Any] | None:
    if wage is None:
        return None
    since = f"{day(wage.effective_from)}起执行"
    return {
        "monthly": _amount(wage.monthly_yuan),
        "hourly": _amount(wage.hourly_yuan),
        "source": line("　".join(filter(None, (county, since, clean(wage.document))))),
    }


def issue_words(issue: Issue | None) -> str:
    return f"编号 {clean(issue.number)}　第 {issue.version} 版" if issue else ""


def _amount(yuan: Decimal) -> str:
    text = f"{yuan:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
