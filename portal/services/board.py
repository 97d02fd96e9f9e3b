"""The notice board of a site: gathering what is verified, and printing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy.orm import Session

import posters
from portal.domain import regions
from portal.domain.money import FEN_PER_YUAN
from portal.domain.phone import spaced
from portal.domain.site import OfficeKind, PartyRole
from portal.models import MinimumWage, Office, Site
from posters import Item

PUBLIC_LEGAL_SERVICE = "12348"
Paper = Literal["A3", "A4"]


@dataclass(frozen=True)
class BoardSource:
    """What a print takes from the installation rather than from the register."""

    base_url: str
    organiser: str
    printed_on: date


@dataclass(frozen=True)
class County:
    """What all boards of a county have in common on a day: only what somebody has verified."""

    offices: Mapping[OfficeKind, Office]
    wage: MinimumWage | None

    def facts(self) -> dict[str, Any]:
        """The same as a board holds it."""
        return {
            "minimum_wage": _wage(self.wage),
            "inspection": _channel(self.offices.get(OfficeKind.INSPECTION)),
            "arbitration": _channel(self.offices.get(OfficeKind.ARBITRATION)),
            "legal_aid": _channel(self.offices.get(OfficeKind.LEGAL_AID)),
        }


def site_url(base_url: str, code: str) -> str:
    """The address behind a site's QR code; it never changes."""
    return f"{base_url}/s/{code}"


def county(session: Session, region: str, on: date) -> County:
    """What the boards of a county say of its offices and its minimum wage on a day."""
    offices: dict[OfficeKind, Office] = {}
    for office in session.scalars(Office.verified_in(region)):
        offices.setdefault(office.kind, office)
    return County(offices, session.scalar(MinimumWage.in_force(region, on)))


def gather(session: Session, site: Site, source: BoardSource) -> posters.Board:
    """The facts of the site's board. Offices and the minimum wage count only when verified, so
    what nobody has checked shows as missing (保障农民工工资支付条例 34)."""
    return board_of(site, county(session, site.region, source.printed_on), source)


def board_of(site: Site, common: County, source: BoardSource) -> posters.Board:
    """The same for one of many sites of a county that was asked for before."""
    regulator = site.party(PartyRole.REGULATOR)
    return posters.Board(
        site_name=site.name,
        code=site.code,
        url=site_url(source.base_url, site.code),
        printed_on=source.printed_on,
        address=site.address,
        county=regions.name_of(site.region),
        permit_no=site.permit_no,
        parties=tuple(
            posters.Party(
                posters.Role(party.role), party.organisation, party.person, spaced(party.phone)
            )
            for party in site.parties
        ),
        no_subcontractor=site.no_subcontractor,
        pay_day=site.pay_day or None,
        regulator_phone=spaced(regulator.phone) if regulator else "",
        legal_service_hotline=PUBLIC_LEGAL_SERVICE,
        organiser=source.organiser,
        **common.facts(),
    )


def missing_items(board: posters.Board) -> tuple[Item, ...]:
    """The statutory items that the board lacks; while there are any it prints as a draft."""
    return posters.missing_items(board)


def print_png(board: posters.Board, design: posters.Design) -> bytes:
    """The board as a picture, 1080 pixels wide."""
    return posters.render_png(board, design=design)


def print_cards(board: posters.Board, per_sheet: posters.PerSheet) -> bytes | None:
    """A sheet of helmet cards, or None while no number of the inspection is verified."""
    if board.inspection is None:
        return None
    card = posters.Card(
        board.site_name,
        board.code,
        board.url,
        phone=board.inspection.phone,
        phone_of=board.inspection.name,
    )
    return posters.render_cards([card], per_sheet)


def draw_share(board: posters.Board) -> bytes:
    """The picture of the site for a WeChat group."""
    inspection = board.inspection or posters.Channel("", "")
    return posters.render_share(
        posters.Share(
            board.url,
            board.site_name,
            board.code,
            phone=inspection.phone,
            phone_of=inspection.name,
            organiser=board.organiser,
        )
    )


def undrawable(board: posters.Board) -> str:
    """Which characters the font lacks and where they stand, in words; nothing if it has all."""
    missing = posters.missing_glyphs(board)
    return posters.glyphs_told(missing) if missing else ""


def _channel(office: Office | None) -> posters.Channel | None:
    if office is None:
        return None
    return posters.Channel(office.name, spaced(office.phone), office.address)


def _wage(wage: MinimumWage | None) -> posters.MinimumWage | None:
    if wage is None:
        return None
    return posters.MinimumWage(
        monthly_yuan=Decimal(wage.monthly_fen) / FEN_PER_YUAN,
        hourly_yuan=Decimal(wage.hourly_fen) / FEN_PER_YUAN,
        effective_from=wage.effective_from,
        document=wage.document,
    )
