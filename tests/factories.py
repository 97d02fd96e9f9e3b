"""One maker a noun, with believable defaults; pass what the test is about."""

import itertools
import secrets
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.complaint import Channel, Kind, Topic
from portal.domain.register_sheet import PartyFacts, SiteFacts
from portal.domain.roles import Role
from portal.domain.site import Industry, OfficeKind, PartyRole, SiteStatus
from portal.models import Complaint, MinimumWage, Office, Site, Staff
from portal.services import intake, register, staff
from portal.services.clock import today
from portal.services.intake import Answers, Receipt
from portal.services.register import Origin

PASSWORD = "a long enough password"
_numbers = itertools.count(1)
_hashes: dict[str, str] = {}


def party(role: PartyRole, **facts: Any) -> PartyFacts:
    number = next(_numbers)
    given = {
        "organisation": f"示例{number}有限公司",
        "person": "周某某",
        "phone": f"0000{number:07d}",
    }
    return PartyFacts(role, **{**given, **facts})


def site_facts(**facts: Any) -> SiteFacts:
    number = next(_numbers)
    given: dict[str, Any] = {
        "name": f"示例·第{number}安置房",
        "region": "620502",
        "status": SiteStatus.ACTIVE,
        "industry": Industry.HOUSING,
        "address": "秦州区示例路1号",
        "contract_fen": 1_280_050_000_00,
        "permit_no": f"示例620502{number:05d}",
        "pay_day": "每月15日",
        "parties": tuple(party(role) for role in PartyRole),
    }
    return SiteFacts(**{**given, **facts})


def site(session: Session, **facts: Any) -> Site:
    return register.add_site(session, site_facts(**facts), origin=Origin.FORM)


def offices(session: Session, region: str = "620502", *, verified: bool = True) -> None:
    """Everything beside the register that a complete board needs."""
    on = today() if verified else None
    for number, kind in enumerate(OfficeKind):
        session.add(
            Office(
                region=region,
                kind=kind,
                name=f"示例{kind}",
                phone=f"0000555000{number}",
                verified_on=on,
            )
        )
    session.add(
        MinimumWage(
            region=region,
            monthly_fen=191000,
            hourly_fen=2000,
            effective_from=today().replace(month=1, day=1),
            document="示例文号",
            verified_on=on,
        )
    )
    session.flush()


def member(session: Session, role: Role = Role.INSPECTOR, **facts: Any) -> Staff:
    """A member of staff, whose password is hashed once for all tests."""
    number = next(_numbers)
    if not _hashes:
        first = staff.add(
            session, username=f"first{number}", display_name="x", role=role, password=PASSWORD
        )
        _hashes["all"] = first.password_hash
    given = {
        "username": f"{role}{number}",
        "display_name": f"示例{number}",
        "role": role,
        "region": "620500",
        "password_hash": _hashes["all"],
    }
    person = Staff(**{**given, **facts})
    session.add(person)
    session.flush()
    return person


def answers(**facts: Any) -> Answers:
    given: dict[str, Any] = {
        "kind": Kind.COMPLAINT,
        "topic": Topic.WAGES,
        "region": "620502",
        "amount_fen": 3_500_000,
        "months": ("2026-09", "2026-10"),
        "phone": "19900000001",
        "name": "王某某",
        "narrative": "木工班，班长说甲方没拨款",
    }
    return Answers(**{**given, **facts})


def receipt(
    session: Session,
    site: Site | None = None,
    *,
    channel: Channel = Channel.SCAN,
    key: str = "",
    **facts: Any,
) -> Receipt:
    given = {"site_code": site.code, "region": site.region} if site else {}
    return intake.submit(
        session,
        answers(**{**given, **facts}),
        submission_key=key or secrets.token_urlsafe(12),
        channel=channel,
        site=site,
    )


def complaint(session: Session, site: Site | None = None, **facts: Any) -> Complaint:
    return receipt(session, site, **facts).complaint


def wrong_digit(code: str) -> str:
    """A code with its last digit changed."""
    return code[:-1] + str((int(code[-1]) + 1) % 10)
