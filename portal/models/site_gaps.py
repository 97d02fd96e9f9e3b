"""What the register lacks of a site's board, asked of the database without opening anything sealed:
an empty sealed text is kept empty (models/sealed.py)."""

from typing import Final

from sqlalchemy import ColumnElement, Text, and_, func, or_, select, type_coerce

from portal.domain.site import PartyRole
from portal.models.site import Party, Site

_PERSON: Final = type_coerce(Party.person, Text)
_PHONE: Final = type_coerce(Party.phone, Text)


def _some(role: PartyRole, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return (
        select(Party.id)
        .where(Party.site_id == Site.id, Party.role == role, *conditions)
        .correlate(Site)
        .exists()
    )


def _nameless(role: PartyRole) -> ColumnElement[bool]:
    return or_(~_some(role), _some(role, Party.organisation == ""))


def _without_office() -> ColumnElement[bool]:
    role, nameless = PartyRole.PROJECT_OFFICE, and_(Party.organisation == "", _PERSON == "")
    return or_(~_some(role), _some(role, or_(nameless, _PHONE == "")))


def _without_subcontractors() -> ColumnElement[bool]:
    role = PartyRole.SUBCONTRACTOR
    undeclared = and_(~_some(role), Site.no_subcontractor.is_(False))
    return or_(undeclared, _some(role, Party.organisation == ""))


def _without_officer() -> ColumnElement[bool]:
    role = PartyRole.WAGE_OFFICER
    return or_(~_some(role), _some(role, or_(_PERSON == "", _PHONE == "")))


def _without_regulator_phone() -> ColumnElement[bool]:
    first = (
        select(_PHONE)
        .where(Party.site_id == Site.id, Party.role == PartyRole.REGULATOR)
        .order_by(Party.position)
        .limit(1)
        .correlate(Site)
        .scalar_subquery()
    )
    return func.coalesce(first, "") == ""


# By the number of the item in 保障农民工工资支付条例 34. The others are the county's: its minimum
# wage (7) and its offices (10 to 12); the hotline (13) is the same everywhere.
SITE_GAPS: Final[dict[int, ColumnElement[bool]]] = {
    1: _nameless(PartyRole.DEVELOPER),
    2: _nameless(PartyRole.GENERAL_CONTRACTOR),
    3: _without_office(),
    4: _without_subcontractors(),
    5: _nameless(PartyRole.REGULATOR),
    6: _without_officer(),
    8: Site.pay_day == "",
    9: _without_regulator_phone(),
}
