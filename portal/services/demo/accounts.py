"""The demo accounts of the staff, one for each role, and who of them deals with what."""

from dataclasses import dataclass
from typing import Final, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain import regions
from portal.domain.events import EventName
from portal.domain.roles import Role, covers
from portal.models import Staff
from portal.services import staff
from portal.services.clock import now

PASSWORD: Final = "shili-2026-demo"  # noqa: S105 - it is published, and opens demo data only
MARK: Final = "示例"


class Account(NamedTuple):
    """An account as it is opened."""

    username: str
    display_name: str
    role: Role
    region: str = regions.CITY


ACCOUNTS: Final = (
    Account("poster", "示例海报员", Role.POSTER),
    Account("operator", "示例坐席", Role.OPERATOR),
    Account("inspector", "示例监察员（秦州）", Role.INSPECTOR, "620502"),
    Account("inspector2", "示例监察员（麦积）", Role.INSPECTOR, "620503"),
    Account("inspector3", "示例监察员（市支队）", Role.INSPECTOR),
    Account("head", "示例机构负责人（秦州）", Role.HEAD, "620502"),
    Account("director", "示例部门负责人", Role.DIRECTOR),
    Account("admin", "示例管理员", Role.ADMIN),
    Account("editor", "示例内容审核员", Role.EDITOR),
    Account("auditor", "示例审计员", Role.AUDITOR),
)


class DemoSignIn(NamedTuple):
    """What somebody needs to sign in to the demo and look around."""

    username: str
    display_name: str
    role: Role
    password: str


@dataclass(frozen=True)
class Team:
    """The demo staff, by what they are there for."""

    poster: Staff
    operator: Staff
    director: Staff
    inspectors: tuple[Staff, ...]
    heads: tuple[Staff, ...]
    second: Staff

    def taking(self, event: EventName, county: str) -> Staff:
        """Who takes a step in a county: its own people where it has any, else the city's."""
        if event is EventName.ANSWERED:
            return self.operator
        if event is EventName.EXTENDED:
            return self.director
        local = self.heads if event is EventName.DECIDED else self.inspectors
        return next((one for one in local if covers(one.region, county)), self.director)


def open_accounts(session: Session) -> Team:
    """Open every demo account. Raises UsernameTaken."""
    by_name = {}
    for account in ACCOUNTS:
        person = staff.add(session, **account._asdict(), password=PASSWORD)
        person.created_at = now()
        by_name[account.username] = person
    return Team(
        poster=by_name["poster"],
        operator=by_name["operator"],
        director=by_name["director"],
        inspectors=(by_name["inspector"], by_name["inspector2"]),
        heads=(by_name["head"],),
        second=by_name["inspector3"],
    )


def opened(session: Session) -> list[Staff]:
    """The demo accounts that there are, in the order of ACCOUNTS."""
    names = [account.username for account in ACCOUNTS]
    query = select(Staff).where(
        Staff.username.in_(names), Staff.display_name.startswith(MARK, autoescape=True)
    )
    return sorted(session.scalars(query), key=lambda person: names.index(person.username))
