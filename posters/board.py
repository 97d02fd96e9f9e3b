"""What stands on a notice board: plain frozen values, no rules and no layout."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Role(StrEnum):
    """Who a party is on the site, in the order of 条例 Art. 34 (一)."""

    DEVELOPER = "developer"
    GENERAL_CONTRACTOR = "general_contractor"
    PROJECT_OFFICE = "project_office"
    SUBCONTRACTOR = "subcontractor"
    REGULATOR = "regulator"
    WAGE_OFFICER = "wage_officer"


@dataclass(frozen=True)
class Party:
    """One 责任单位 or 责任人; an unknown part is the empty string."""

    role: Role
    org: str = ""
    person: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Channel:
    """An office that takes complaints or applications; the address may be empty."""

    name: str
    phone: str
    address: str = ""


@dataclass(frozen=True)
class MinimumWage:
    """The local minimum wage in yuan, as decreed by `document` from `effective_from` on."""

    monthly_yuan: Decimal
    hourly_yuan: Decimal
    effective_from: date
    document: str = ""


@dataclass(frozen=True)
class Issue:
    """Which issue of a site's board a print is: the number it is filed under, and its version."""

    number: str
    version: int


@dataclass(frozen=True)
class Board:
    """The facts of one 维权信息告示牌, of any completeness.

    `code` is the site code, 8 digits; `url` is what the QR holds; `regulator_phone` is the
    regulator's complaint line, which need not be the phone of the regulator party;
    `no_subcontractor` says that the site declares to have none; `issue` is printed small, and
    absent from what was never issued; `printed_on` is the only date that a print knows.
    """

    site_name: str
    code: str
    url: str
    printed_on: date
    address: str = ""
    county: str = ""
    permit_no: str = ""
    parties: tuple[Party, ...] = ()
    no_subcontractor: bool = False
    minimum_wage: MinimumWage | None = None
    pay_day: str | None = None
    regulator_phone: str = ""
    inspection: Channel | None = None
    arbitration: Channel | None = None
    legal_aid: Channel | None = None
    legal_service_hotline: str = ""
    organiser: str = ""
    issue: Issue | None = None

    def of_role(self, role: Role) -> tuple[Party, ...]:
        """Return the parties of one role, in the order given."""
        return tuple(party for party in self.parties if party.role is role)
